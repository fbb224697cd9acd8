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
    /// does a folder in the place of a file. Pipes, devices and what is open already have no place to take, and are written to; a
    /// link stays, and what it leads to is replaced.
    static func replace(_ files: [(path: String, text: String)]) throws(POSIXError) {
        var moves: [(from: String, to: String)] = []
        do throws(POSIXError) {
            for file in files where isDirectory(file.path) { throw POSIXError("write", file.path, code: EISDIR) }
            for file in files {
                if let descriptor = descriptor(of: file.path) {
                    try write(file.text, to: descriptor, called: file.path)
                } else if isSpecial(file.path) {
                    try write(file.text, toSpecial: file.path)
                } else {
                    let place = target(of: file.path)
                    let (temporary, descriptor) = try createTemporary(beside: place)
                    moves.append((temporary, place))
                    keepPermissions(of: place, on: descriptor)
                    try write(file.text, toNew: descriptor, called: place)
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
    }

    /// Checks that ``replace(_:)`` could put a file at `path`, by beginning to, perhaps once the folder is created that it is to be in;
    /// leaves nothing.
    static func checkReplaceable(_ path: String, creatingFolder: Bool) throws(POSIXError) {
        if descriptor(of: path) != nil || isSpecial(path) { return }
        let path = target(of: path)
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

    /// Checks that files can be put into the directory at `path`, by doing it.
    static func checkWritable(directory path: String) throws(POSIXError) {
        do throws(POSIXError) {
            try createAndRemove(beside: path.hasSuffix("/") ? path : path + "/")
        } catch {
            throw POSIXError("write into", path, code: error.code)
        }
    }

    /// Has a new file the permissions of the one whose place it takes: what was private stays so.
    private static func keepPermissions(of path: String, on descriptor: Int32) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        // Where that is not allowed the file has those of a new one.
        _ = fchmod(descriptor, status.st_mode & 0o777)
    }

    private static func createAndRemove(beside path: String) throws(POSIXError) {
        let (temporary, descriptor) = try createTemporary(beside: path)
        _ = close(descriptor)
        unlink(temporary)
    }

    /// A new file in the folder of `path`, in which a text waits to take its place; errors name `path`, which the user knows.
    ///
    /// The process number keeps two runs apart, and a file of that name that is there already stays what it is.
    private static func createTemporary(beside path: String) throws(POSIXError) -> (path: String, descriptor: Int32) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        var attempt = 0
        while true {
            let temporary = "\(folder).cellbench.\(getpid())\(attempt == 0 ? "" : ".\(attempt)").tmp"
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (temporary, descriptor) }
            guard errno == EEXIST, attempt < 1000 else { throw POSIXError("write", path) }
            attempt += 1
        }
    }

    private static func write(_ text: String, toSpecial path: String) throws(POSIXError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError("write", path) }
        defer { _ = close(descriptor) }
        try write(text, to: descriptor, called: path)
    }

    /// Writes all of a new file and closes it.
    private static func write(_ text: String, toNew descriptor: Int32, called path: String) throws(POSIXError) {
        do throws(POSIXError) {
            try write(text, to: descriptor, called: path)
        } catch {
            _ = close(descriptor)
            throw error
        }
        // Some file systems report a full disk only here.
        var failure = fsync(descriptor) != 0 && errno != EINVAL ? errno : nil
        if close(descriptor) != 0, failure == nil { failure = errno }
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Writes all of `text` to an open file; on a terminal nothing of it takes effect there.
    private static func write(_ text: String, to descriptor: Int32, called path: String) throws(POSIXError) {
        var text = isatty(descriptor) == 1 ? text.printableLines : text
        var failure: Int32?
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty, failure == nil {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    failure = errno
                }
            }
        }
        if let failure { throw POSIXError("write", path, code: failure) }
    }
}

// `POSIXFile.write` hides the system call of the same name inside that type.

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
