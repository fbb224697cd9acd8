#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A system call that failed: what was tried, on which path, and the system's words for why.
package struct POSIXError: Error, Equatable {
    var operation: String
    var path: String
    var code: Int32

    /// The system's number for a directory where a file is wanted.
    package static let isDirectory = EISDIR

    package init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The system's message, such as `No such file or directory`.
    var message: String { String(cString: strerror(code)) }
}

/// What is at a path, and directories, through system calls whose errors can be told to a user word for word.
package enum POSIXFile {
    /// What is at `path`, as `S_IFREG` and its like; nil if nothing is.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Whether there is anything at `path`.
    static func exists(_ path: String) -> Bool { kind(of: path) != nil }

    /// Whether there is a directory at `path`.
    package static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether there is a file at `path`.
    package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// Whether there is a file at `path` with something in it.
    package static func isFileWithContent(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    }

    /// Whether what is at `path` is neither a file nor a directory: a terminal, a pipe, a device.
    package static func isSpecial(_ path: String) -> Bool {
        kind(of: path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
    }

    /// Whether what is at `path` itself is a link, wherever it leads.
    package static func isLink(_ path: String) -> Bool { kindOfItself(path) == S_IFLNK }

    /// Whether anything is at `path` itself, a link that leads nowhere included.
    package static func isAnything(_ path: String) -> Bool { kindOfItself(path) != nil }

    /// Whether what is at `path` itself is a file.
    package static func isPlainFile(_ path: String) -> Bool { kindOfItself(path) == S_IFREG }

    private static func kindOfItself(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// How many seconds ago what is at `path` was last written to; nil where nothing is.
    static func age(of path: String) -> Int? {
        var status = stat()
        return lstat(path, &status) == 0 ? time(nil) - lastWritten(status) : nil
    }

    /// When what `path` leads to was last written to, in seconds since 1970; nil where nothing is.
    package static func modificationTime(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? lastWritten(status) : nil
    }

    private static func lastWritten(_ status: stat) -> Int {
        #if canImport(Darwin)
            status.st_mtimespec.tv_sec
        #else
            status.st_mtim.tv_sec
        #endif
    }

    /// The folder that a path leads into, and the name there.
    package static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Makes the directory at `path` and those above it, as far as they do not exist.
    package static func createDirectory(_ path: String) throws(POSIXError) {
        if isDirectory(path) { return }
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<end])
            if mkdir(part, 0o777) != 0 {
                // What exists and is no directory is in the way of one.
                let code = errno == EEXIST ? ENOTDIR : errno
                guard isDirectory(part) else { throw POSIXError("create", part, code: code) }
            } else {
                synchronize(folder: parts(of: part).folder)
            }
        }
    }

    /// What `path` leads to, through links.
    package static func target(of path: String) -> String {
        var path = path
        // A link to what is not there yet leads somewhere too; one that leads to itself is told when it is written to.
        for _ in 0..<mostLinks {
            if kind(of: path) == S_IFREG, let resolved = resolved(path) { return resolved }
            guard kind(of: path) == nil, let next = destination(ofLink: path) else { return path }
            path = next
        }
        return path
    }

    /// The open file of this process that `path` is a name of, such as 1 for `/dev/stdout`; nil where it is none.
    ///
    /// Such a name stands for what is open, with its place in the file: not for a file to be replaced.
    package static func descriptor(of path: String) -> Int32? {
        var path = path
        for _ in 0..<mostLinks {
            let (folder, name) = parts(of: path)
            if let number = Int32(name), let folder = resolved(folder), isFolderOfDescriptors(folder) { return number }
            guard let next = destination(ofLink: path) else { return nil }
            path = next
        }
        return nil
    }

    /// Whether a path without links is of a folder with the files that this process has open.
    private static func isFolderOfDescriptors(_ path: String) -> Bool {
        // On Linux /dev/fd is a link to /proc/self/fd, and that one to the process's; threads have it below /task/ once more.
        path == "/dev/fd" || path == "/proc/\(getpid())/fd"
            || path.hasPrefix("/proc/\(getpid())/task/") && path.hasSuffix("/fd")
    }

    /// The most links on the way to a file.
    private static let mostLinks = 40

    /// The path of what is at `path`, without links; nil where nothing is.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// What a link leads to, as seen from where `path` starts; nil for what is none.
    static func destination(ofLink path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &buffer, buffer.count)
        guard length > 0 else { return nil }
        let next = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return next.hasPrefix("/") ? next : folder + next
    }
}
