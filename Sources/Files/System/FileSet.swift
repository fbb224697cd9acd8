#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files in one folder that belong together, of which there is one set or none.
///
/// The system renames one file at a time. So the first of the set, which the others say they belong to, is replaced while the others are
/// aside: whoever looks in between, or after a process that was killed, finds the first alone, never beside others than its own.
///
///     write      .results.tmp, .config.tmp, .timings.tmp     all on the disk
///     aside      config -> .config.old, timings -> .timings.old
///     switch     .results.tmp -> results                     at once
///     put        .config.tmp -> config, .timings.tmp -> timings
///     forget     .config.old, .timings.old
///
/// The names of one replacement have a number in common, so that what is left tells how far it came. What a killed process left under such names ``recover(in:belongs:)`` puts in its place, or removes.
package struct FileSet {
    /// A file of the set: its name, and what writes it.
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

    /// The sets in `folder`.
    package init(folder: String) { self.folder = folder }

    private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }

    /// Replaces the set by another, or, where anything goes wrong, by none.
    ///
    /// - Parameters:
    ///   - first: what the others belong to.
    ///   - others: those; files of the set that are not among them stay.
    /// - Throws: ``POSIXError``, and what writing a file throws: then the set is what it was before.
    package func replace(_ first: File, _ others: [File]) throws {
        for file in [first] + others where POSIXFile.isDirectory(path(file.name)) {
            throw POSIXError("write", path(file.name), code: POSIXError.isDirectory)
        }
        var written: [(path: String, place: String)] = []
        var aside: [(place: String, path: String)] = []
        var placed: [String] = []
        var hasFirst = false
        // The first as it was, by another name.
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
            // Beside the new first the others would be of another set.
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

    /// Puts what a killed process left behind in its place, where that is empty and `belongs` says that it is of the set; removes the rest.
    ///
    /// Of a replacement whose first file was switched the new ones are put, else the old ones are put back.
    ///
    /// - Precondition: no other process writes into the folder, but perhaps a single file.
    /// - Parameters:
    ///   - names: those of the files in the set, the first of which the others belong to.
    ///   - belongs: whether what a file has in it is of the set that is there.
    package func recover(_ names: [String], belongs: (_ file: String, _ name: String) -> Bool) {
        let left = left()
        // Where the first still waits to be switched, the set that is there is the one from before.
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

    /// Seconds after which a temporary file that stands alone is nobody's any more.
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
