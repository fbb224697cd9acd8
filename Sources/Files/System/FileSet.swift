#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files in one folder that belong together, of which a reader finds all from one writing, or only the first.
///
/// The system renames one file at a time. So the first file, to which the others belong, is replaced while the others
/// are set aside. A reader in between, or after a killed process, finds the first file alone, never beside files of
/// another set.
///
///     write      .results.tmp, .config.tmp, .timings.tmp     all on the disk
///     aside      config -> .config.old, timings -> .timings.old
///     switch     .results.tmp -> results                     at once
///     put        .config.tmp -> config, .timings.tmp -> timings
///     forget     .config.old, .timings.old
///
/// The temporary names of one replacement share a number. From the files that a killed process left under such names
/// ``recover(_:belongs:)`` sees how far the replacement came, and moves them to their places or removes them.
package struct FileSet {
    /// A file of the set: its name, and the function that writes it.
    package struct File {
        var name: String
        var write: (FileSink) throws -> Void

        package init(name: String, write: @escaping (FileSink) throws -> Void) {
            self.name = name
            self.write = write
        }
    }

    private static let old = ".old"

    /// The folder.
    let folder: String

    /// The sets of files in `folder`.
    package init(folder: String) { self.folder = folder }

    private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }

    /// Replaces the set.
    ///
    /// - Parameters:
    ///   - first: the file to which the others belong.
    ///   - others: the other files; existing files of the set that are not among them stay.
    /// - Throws: ``POSIXError``, or the error of a file's `write`. The old set is put back then, unless its first file
    ///   cannot be restored after the switch: then the new first file stays alone.
    package func replace(_ first: File, _ others: [File]) throws {
        for file in [first] + others where POSIXFile.isDirectory(path(file.name)) {
            throw POSIXError("write", path(file.name), code: POSIXError.isDirectory)
        }
        var written: [(path: String, place: String)] = []
        var aside: [(place: String, path: String)] = []
        var placed: [String] = []
        var hasFirst = false
        // Second name of the old first file.
        let number = TemporaryFile.newNumber()
        let before = path(TemporaryFile.name(role: first.name, suffix: FileSet.old, number: number))
        let hasBefore: Bool
        do {
            for file in [first] + others {
                let place = path(file.name)
                let temporary = try TemporaryFile(beside: place, role: file.name, number: number)
                written.append((temporary.path, place))
                temporary.keepPermissions(of: place)
                let sink = FileSink(temporary.descriptor, called: place)
                do {
                    try file.write(sink)
                    try sink.flush()
                } catch {
                    close(temporary.descriptor)
                    throw error
                }
                try temporary.finish(called: place)
            }
            hasBefore = link(path(first.name), before) == 0
        } catch {
            for file in written { unlink(file.path) }
            throw error
        }
        do {
            for file in written.dropFirst() where POSIXFile.isAnything(file.place) {
                let role = POSIXFile.parts(of: file.place).name
                let name = path(TemporaryFile.name(role: role, suffix: FileSet.old, number: number))
                try move(file.place, to: name, called: file.place)
                aside.append((file.place, name))
            }
            try move(written[0].path, to: written[0].place, called: written[0].place)
            hasFirst = true
            for file in written.dropFirst() {
                try move(file.path, to: file.place, called: file.place)
                placed.append(file.place)
            }
        } catch {
            for place in placed { unlink(place) }
            let isBack = !hasFirst || hasBefore && rename(before, path(first.name)) == 0
            // Beside the new first file they would belong to another set.
            if isBack { for file in aside { rename(file.path, file.place) } }
            for file in written { unlink(file.path) }
            unlink(before)
            throw error
        }
        for file in aside { unlink(file.path) }
        unlink(before)
        POSIXFile.synchronize(folder: folder)
    }

    private func move(_ from: String, to: String, called name: String) throws(POSIXError) {
        guard rename(from, to) == 0 else { throw POSIXError("write", name) }
    }

    /// Moves files that a killed process left to their places, or removes them.
    ///
    /// After the switch of the first file the new files belong to the set, before it the old ones. A file is moved if
    /// it belongs, its place is free and `belongs` agrees.
    ///
    /// - Precondition: no other process writes a set into the folder; one may write a single file.
    /// - Parameters:
    ///   - names: names of the files of the set, the first file's first.
    ///   - belongs: true if the content of a file belongs to the first file that is there.
    package func recover(_ names: [String], belongs: (_ file: String, _ name: String) -> Bool) {
        let left = left()
        // While the new first file waits, the set in the folder is the old one.
        let unswitched = Set(
            left.filter { file in names.first.map { file.hasSuffix(".\($0)\(TemporaryFile.suffix)") } ?? false }
                .map(Self.number))
        for file in left {
            let path = path(file)
            let role = names.first {
                file.hasSuffix(".\($0)\(TemporaryFile.suffix)") || file.hasSuffix(".\($0)\(FileSet.old)")
            }
            if let role {
                let place = self.path(role)
                let isOld = file.hasSuffix(FileSet.old)
                if isOld == unswitched.contains(Self.number(file)), !POSIXFile.isAnything(place),
                    POSIXFile.isPlainFile(path), belongs(path, role)
                {
                    rename(path, place)
                } else {
                    unlink(path)
                }
            } else if POSIXFile.isPlainFile(path), POSIXFile.age(of: path) ?? 0 > FileSet.oldestAlone {
                unlink(path)
            }
        }
    }

    /// The number in the name of a temporary file.
    private static func number(_ name: String) -> Substring {
        name.dropFirst(TemporaryFile.prefix.count).prefix { $0 != "." }
    }

    /// Seconds after which a temporary file of no set is taken for abandoned.
    private static let oldestAlone = 3600

    /// The names of temporary files in the folder.
    private func left() -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(TemporaryFile.prefix),
                name.hasSuffix(TemporaryFile.suffix) || name.hasSuffix(FileSet.old)
            else { continue }
            names.append(name)
        }
        return names.sorted()
    }
}
