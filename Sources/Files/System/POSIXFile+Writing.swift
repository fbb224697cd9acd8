internal import CCellbenchSystem

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension POSIXFile {
    /// Puts each text at its path, in order: whoever looks sees each file as it was or as it will be, never a part of it.
    ///
    /// All texts are written beside their places before the first takes its place, so that a full disk changes nothing, nor
    /// does a folder in the place of a file. Pipes, devices and what is open already have no place to take, and are written to. A link
    /// is replaced, never followed.
    ///
    /// - Parameters:
    ///   - files: where, and what.
    ///   - marks: by file, whether it is marked as written so; see ``WrittenMark``.
    /// - Throws: ``POSIXError`` if one cannot be written; then none is replaced, unless renaming failed.
    package static func replace(_ files: [(path: String, text: String)], marking marks: [Bool] = []) throws(POSIXError)
    {
        var moves: [(from: String, to: String)] = []
        do throws(POSIXError) {
            for file in files where isDirectory(file.path) && !isLink(file.path) {
                throw POSIXError("write", file.path, code: EISDIR)
            }
            for (number, file) in files.enumerated() {
                if let descriptor = descriptor(of: file.path) {
                    try write(file.text, to: descriptor, called: file.path)
                } else if isSpecial(file.path), !isLink(file.path) {
                    try write(file.text, toSpecial: file.path)
                } else {
                    let temporary = try TemporaryFile(beside: file.path)
                    moves.append((temporary.path, file.path))
                    temporary.keepPermissions(of: file.path)
                    do throws(POSIXError) {
                        try write(file.text, to: temporary.descriptor, called: file.path)
                    } catch {
                        _ = close(temporary.descriptor)
                        throw error
                    }
                    if number < marks.count, marks[number] {
                        WrittenMark.put(on: temporary.descriptor, file.text.utf8)
                    }
                    try temporary.finish(called: file.path)
                }
            }
            for move in moves {
                guard rename(move.from, move.to) == 0 else { throw POSIXError("write", move.to) }
            }
        } catch {
            // Those that took their places are not there any more.
            for move in moves { unlink(move.from) }
            throw error
        }
        for folder in Set(moves.map { parts(of: $0.to).folder }) { synchronize(folder: folder) }
    }

    /// The most bytes that a file may have which this process writes (`ulimit -f`).
    package static var largest: Int { cellbench_file_size_limit() }

    /// Gives a file another name, where it replaces what has that.
    package static func move(_ path: String, to other: String) throws(POSIXError) {
        guard rename(path, other) == 0 else { throw POSIXError("write", other) }
    }

    /// Puts on the disk which files a folder has; not all file systems can.
    package static func synchronize(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Checks that ``replace(_:)`` could put a file at `path`, by beginning to, perhaps once the folder is created that it is to be in;
    /// leaves nothing.
    package static func checkReplaceable(_ path: String, creatingFolder: Bool) throws(POSIXError) {
        if descriptor(of: path) != nil || isSpecial(path) { return }
        try checkMayBeRenamed(path)
        var folder = parts(of: path).folder
        if isDirectory(folder) || !creatingFolder { return try createAndRemove(beside: path) }
        // The nearest folder that is there, in which the others would be created.
        while !exists(folder), destination(ofLink: folder) == nil {
            let above = parts(of: folder).folder
            if above == folder { break }
            folder = above
        }
        guard isDirectory(folder) else { throw POSIXError("create", folder, code: ENOTDIR) }
        guard access(folder, W_OK | X_OK) == 0 else { throw POSIXError("write into", folder) }
    }

    /// Checks that a file in a folder that can be written to may have another put in its place: one that is immutable may not, nor one
    /// of somebody else in a folder such as `/tmp`.
    private static func checkMayBeRenamed(_ path: String) throws(POSIXError) {
        var (file, folder) = (stat(), stat())
        guard lstat(path, &file) == 0, stat(parts(of: path).folder, &folder) == 0 else { return }
        if file.st_mode & S_IFMT == S_IFREG, access(path, W_OK) != 0, errno == EPERM {
            throw POSIXError("write", path, code: EPERM)
        }
        let user = geteuid()
        guard folder.st_mode & S_ISVTX != 0, user != 0, file.st_uid != user, folder.st_uid != user else { return }
        throw POSIXError("write", path, code: EPERM)
    }

    /// Checks that files can be put into the directory at `path`, by doing it.
    package static func checkWritable(directory path: String) throws(POSIXError) {
        do throws(POSIXError) {
            try createAndRemove(beside: path.hasSuffix("/") ? path : path + "/")
        } catch {
            throw POSIXError("write into", path, code: error.code)
        }
    }

    /// What stands in the name of a file that is created to see whether one can be.
    package static let checkRole = "check"

    private static func createAndRemove(beside path: String) throws(POSIXError) {
        try TemporaryFile(beside: path, role: checkRole).discard()
    }

    /// How long is waited for somebody to read a pipe, in milliseconds.
    private static let longestWait: Int32 = 5000

    private static func write(_ text: String, toSpecial path: String) throws(POSIXError) {
        // A pipe that nobody reads would be waited for without end, and for signals in vain.
        var descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        var waited: Int32 = 0
        while descriptor < 0, errno == ENXIO, waited < longestWait {
            poll(nil, 0, 10)
            waited += 10
            descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw POSIXError("write", path) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        defer { _ = close(descriptor) }
        try write(text, to: descriptor, called: path)
    }

    /// Writes all of `text` to an open file; on a terminal nothing of it takes effect there.
    private static func write(_ text: String, to descriptor: Int32, called path: String) throws(POSIXError) {
        var text = isatty(descriptor) == 1 ? text.printableLines : text
        let failure = text.withUTF8 { FileSink.write(UnsafeRawBufferPointer($0), to: descriptor) }
        if let failure { throw POSIXError("write", path, code: failure) }
    }
}
