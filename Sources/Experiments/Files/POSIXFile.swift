#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A system call that failed: what was tried, on which path, and the system's words for why.
struct POSIXError: Error, Equatable {
    var operation: String
    var path: String
    var code: Int32

    /// The system's number for a directory where a file is wanted.
    static let isDirectory = EISDIR

    init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The system's message, such as `No such file or directory`.
    var message: String { String(cString: strerror(code)) }
}

/// Writes whole files and makes directories, through system calls whose errors can be told to a user word for word.
enum POSIXFile {
    /// What is at `path`, as `S_IFREG` and its like; nil if nothing is.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Whether there is a directory at `path`.
    static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether there is a file at `path`.
    static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// Whether both paths lead to the same file.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var (a, b) = (stat(), stat())
        return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino
    }

    /// Whether what is at `path` is neither a file nor a directory: a terminal, a pipe, a device.
    private static func isSpecial(_ path: String) -> Bool {
        kind(of: path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
    }

    /// Makes the directory at `path` and those above it, as far as they do not exist.
    static func createDirectory(_ path: String) throws(POSIXError) {
        if isDirectory(path) { return }
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<end])
            if mkdir(part, 0o777) != 0 {
                // What exists and is no directory is in the way of one.
                let code = errno == EEXIST ? ENOTDIR : errno
                guard isDirectory(part) else { throw POSIXError("create", part, code: code) }
            }
        }
    }

    /// Puts each text at its path, in order: whoever looks sees each file as it was or as it will be, never a part of it.
    ///
    /// All texts are written beside their places before the first takes its place, so that a full disk changes nothing, nor
    /// does a folder in the place of a file. Pipes and devices have no place to take, and are written to; a link stays, and
    /// what it leads to is replaced.
    static func replace(_ files: [(path: String, text: String)]) throws(POSIXError) {
        let files = files.map { (path: target(of: $0.path), text: $0.text) }
        do throws(POSIXError) {
            for file in files where isDirectory(file.path) { throw POSIXError("write", file.path, code: EISDIR) }
            for file in files {
                do throws(POSIXError) {
                    try write(file.text, to: isSpecial(file.path) ? file.path : temporary(file.path))
                } catch {
                    // The user knows the file, not its temporary name.
                    throw POSIXError(error.operation, file.path, code: error.code)
                }
            }
            for file in files where !isSpecial(file.path) {
                guard rename(temporary(file.path), file.path) == 0 else { throw POSIXError("write", file.path) }
            }
        } catch {
            for file in files { unlink(temporary(file.path)) }
            throw error
        }
    }

    /// What `path` leads to, through links.
    private static func target(of path: String) -> String {
        var path = path
        // A link to what is not there yet leads somewhere too; one that leads to itself is told when it is written to.
        for _ in 0..<8 {
            if kind(of: path) == S_IFREG, let resolved = realpath(path, nil) {
                defer { free(resolved) }
                return String(cString: resolved)
            }
            guard kind(of: path) == nil, let next = destination(ofLink: path) else { return path }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = next.hasPrefix("/") ? next : folder + next
        }
        return path
    }

    /// What a link says; nil for what is none.
    private static func destination(ofLink path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }

    /// Where a text waits to take the place of a file.
    ///
    /// The process number keeps two runs from writing into the same one.
    private static func temporary(_ path: String) -> String { "\(path).\(getpid()).tmp" }

    /// Checks that ``replace(_:)`` could put a file at `path`, whose directory exists, by beginning to.
    static func checkReplaceable(_ path: String) throws(POSIXError) {
        let path = target(of: path)
        if isSpecial(path) { return }
        let file = open(temporary(path), O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw POSIXError("write", path) }
        _ = close(file)
        unlink(temporary(path))
    }

    private static func write(_ text: String, to path: String) throws(POSIXError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw POSIXError("write", path) }
        var failure: Int32?
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty, failure == nil {
                let count = systemWrite(file, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    failure = errno
                }
            }
        }
        // Some file systems report a full disk only here.
        if failure == nil, fsync(file) != 0, errno != EINVAL { failure = errno }
        if close(file) != 0, failure == nil { failure = errno }
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Checks that files can be put into the directory at `path`, by doing it.
    static func checkWritable(directory path: String) throws(POSIXError) {
        let probe = "\(path)/.cellbench.\(getpid()).tmp"
        let file = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw POSIXError("write into", path) }
        _ = close(file)
        unlink(probe)
    }
}

// `POSIXFile.write` hides the system call of the same name inside that type.

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(file, bytes.baseAddress, bytes.count)
}
