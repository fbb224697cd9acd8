internal import CCellbenchSystem

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension POSIXFile {
    /// Writes each text to its path, in order, so that a reader sees a whole file: the old or the new one.
    ///
    /// 1. Writes all texts to temporary files. An error, such as a full disk, changes nothing.
    /// 2. Moves the temporary files to their paths. A link is replaced, not followed.
    ///
    /// Pipes, devices and open files are written to directly.
    ///
    /// - Parameters:
    ///   - files: paths and texts.
    ///   - marks: by file, true if the file is marked as written by cellbench; see ``WrittenMark``.
    /// - Throws: ``POSIXError`` if a file cannot be written. No file is replaced then, unless a move failed.
    package static func replace(_ files: [(path: String, text: String)], marking marks: [Bool] = []) throws(POSIXError)
    {
        var moves: [(from: String, to: String)] = []
        do throws(POSIXError) {
            for file in files where isDirectory(file.path) && !isLink(file.path) {
                throw POSIXError("write", file.path, code: EISDIR)
            }
            for (number, file) in files.enumerated() {
                let place = try WritingPlace(file.path, isMarked: number < marks.count && marks[number])
                if let temporary = place.temporary { moves.append((temporary.path, file.path)) }
                do throws(POSIXError) {
                    try place.sink.write(file.text)
                    try place.sink.flush()
                } catch {
                    place.discard()
                    throw error
                }
                try place.finish()
            }
            for move in moves {
                guard rename(move.from, move.to) == 0 else { throw POSIXError("write", move.to) }
            }
        } catch {
            // Files that were moved are not there any more.
            for move in moves { unlink(move.from) }
            throw error
        }
        for folder in Set(moves.map { parts(of: $0.to).folder }) { synchronize(folder: folder) }
    }

    /// Writes a file piece by piece, as ``replace(_:marking:)`` writes a text.
    ///
    /// - Parameters:
    ///   - path: the path.
    ///   - isMarked: true if the file is marked as written by cellbench.
    ///   - body: writes the content; an invisible character in it is the caller's concern.
    /// - Throws: ``POSIXError``, or the error of `body`; the file is not replaced then.
    package static func replace(
        _ path: String, marking isMarked: Bool, writing body: (FileSink) throws -> Void
    ) throws {
        if isDirectory(path), !isLink(path) { throw POSIXError("write", path, code: EISDIR) }
        let place = try WritingPlace(path, isMarked: isMarked)
        do {
            try body(place.sink)
            try place.sink.flush()
        } catch {
            place.discard()
            throw error
        }
        try place.finish()
        guard let temporary = place.temporary else { return }
        do throws(POSIXError) {
            try move(temporary.path, to: path)
        } catch {
            unlink(temporary.path)
            throw error
        }
        synchronize(folder: parts(of: path).folder)
    }

    /// Largest number of bytes in a file that this process may write (`ulimit -f`).
    package static var largest: Int { cellbench_file_size_limit() }

    /// Gives a file another name, and replaces the file that has it.
    package static func move(_ path: String, to other: String) throws(POSIXError) {
        guard rename(path, other) == 0 else { throw POSIXError("write", other) }
    }

    /// Removes the file at `path`; false where there is none, or it cannot be removed.
    package static func remove(_ path: String) -> Bool { unlink(path) == 0 }

    /// Writes a folder's entries to the disk, on file systems that can.
    package static func synchronize(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Checks that ``replace(_:marking:)`` could write to `path`, by creating and removing a temporary file.
    ///
    /// With `creatingFolder` the file's folder need not exist; the nearest one above must be writable then.
    package static func checkReplaceable(_ path: String, creatingFolder: Bool) throws(POSIXError) {
        if descriptor(of: path) != nil || isSpecial(path) { return }
        try checkMayBeRenamed(path)
        var folder = parts(of: path).folder
        if isDirectory(folder) || !creatingFolder { return try createAndRemove(beside: path) }
        // The nearest folder that exists, in which the others would be created.
        while !exists(folder), destination(ofLink: folder) == nil {
            let above = parts(of: folder).folder
            if above == folder { break }
            folder = above
        }
        guard isDirectory(folder) else { throw POSIXError("create", folder, code: ENOTDIR) }
        guard access(folder, W_OK | X_OK) == 0 else { throw POSIXError("write into", folder) }
    }

    /// Checks that a file in a writable folder may be replaced.
    ///
    /// An immutable file may not, nor another user's file in a folder such as `/tmp`.
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

    /// Checks that files can be created in the directory at `path`, by creating and removing one.
    package static func checkWritable(directory path: String) throws(POSIXError) {
        do throws(POSIXError) {
            try createAndRemove(beside: path.hasSuffix("/") ? path : path + "/")
        } catch {
            throw POSIXError("write into", path, code: error.code)
        }
    }

    /// Part of the name of a file that only checks whether a file can be created.
    package static let checkRole = "check"

    private static func createAndRemove(beside path: String) throws(POSIXError) {
        try TemporaryFile(beside: path, role: checkRole).discard()
    }

    /// Milliseconds to wait for a reader of a pipe.
    private static let longestWait: Int32 = 5000

    /// Opens a pipe or a device for writing; waits for the reader of a pipe.
    fileprivate static func openSpecial(_ path: String) throws(POSIXError) -> Int32 {
        // Opening a pipe without a reader would block forever, and ignore signals.
        var descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        var waited: Int32 = 0
        while descriptor < 0, errno == ENXIO, waited < longestWait {
            poll(nil, 0, 10)
            waited += 10
            descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw POSIXError("write", path) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
    }
}

/// Where the content of a file is written: to an open file, a pipe or a device, else to a temporary file.
private struct WritingPlace {
    let sink: FileSink
    /// The file that takes the place of the other; nil where the content goes to its place at once.
    let temporary: TemporaryFile?

    private let path: String
    /// The pipe or device that is opened.
    private var special: Int32?

    /// The place of the content of the file at `path`, which a temporary file is marked as.
    init(_ path: String, isMarked: Bool) throws(POSIXError) {
        self.path = path
        if let descriptor = POSIXFile.descriptor(of: path) {
            sink = FileSink(descriptor, called: path)
            temporary = nil
        } else if POSIXFile.isSpecial(path), !POSIXFile.isLink(path) {
            let descriptor = try POSIXFile.openSpecial(path)
            sink = FileSink(descriptor, called: path)
            temporary = nil
            special = descriptor
        } else {
            let file = try TemporaryFile(beside: path)
            file.keepPermissions(of: path)
            sink = FileSink(file.descriptor, called: path, temporary: file.path, isHashing: isMarked)
            temporary = file
        }
    }

    /// Marks what was written, puts a temporary file on the disk, and closes what was opened.
    ///
    /// - Throws: ``POSIXError``; a temporary file is removed then.
    func finish() throws(POSIXError) {
        if let special { _ = close(special) }
        guard let temporary else { return }
        if let digest = sink.hexDigest { WrittenMark.put(on: temporary.descriptor, digest: digest) }
        do throws(POSIXError) {
            try temporary.finish(called: path)
        } catch {
            unlink(temporary.path)
            throw error
        }
    }

    /// Closes what was opened, and removes a temporary file.
    func discard() {
        if let special { _ = close(special) }
        temporary?.discard()
    }
}
