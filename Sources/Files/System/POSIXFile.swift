#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A system call that failed: the operation, the path and the system's error.
package struct POSIXError: Error, Equatable {
    var operation: String
    var path: String
    var code: Int32

    /// The system's error number for a directory where a file is wanted.
    package static let isDirectory = EISDIR

    package init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The system's message, such as `No such file or directory`.
    var message: String { String(cString: strerror(code)) }
}

/// System calls on files and directories whose errors are shown to users as they are.
package enum POSIXFile {
    /// Kind of the file at `path`, such as `S_IFREG`; nil where there is nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// True if there is anything at `path`.
    static func exists(_ path: String) -> Bool { kind(of: path) != nil }

    /// True if there is a directory at `path`.
    package static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// True if there is a file at `path`.
    package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// True if there is a file at `path` that is not empty.
    package static func isFileWithContent(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    }

    /// True if there is something other than a file or a directory at `path`: a terminal, a pipe, a device.
    package static func isSpecial(_ path: String) -> Bool {
        kind(of: path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
    }

    /// True if there is a link at `path`, wherever it leads.
    package static func isLink(_ path: String) -> Bool { kindOfItself(path) == S_IFLNK }

    /// True if there is anything at `path`, including a link that leads nowhere.
    package static func isAnything(_ path: String) -> Bool { kindOfItself(path) != nil }

    /// True if there is a file at `path`, and not a link to one.
    package static func isPlainFile(_ path: String) -> Bool { kindOfItself(path) == S_IFREG }

    private static func kindOfItself(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Seconds since the last writing of the file at `path`; nil where there is nothing.
    static func age(of path: String) -> Int? {
        var status = stat()
        return lstat(path, &status) == 0 ? time(nil) - lastWritten(status) : nil
    }

    /// Time of the last writing of the file that `path` leads to, in seconds since 1970; nil where there is nothing.
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

    /// Folder and name that a path consists of.
    package static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Creates the directory at `path` and missing ones above it.
    package static func createDirectory(_ path: String) throws(POSIXError) {
        if isDirectory(path) { return }
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<end])
            if mkdir(part, 0o777) != 0 {
                // Something other than a directory is in the way.
                let code = errno == EEXIST ? ENOTDIR : errno
                guard isDirectory(part) else { throw POSIXError("create", part, code: code) }
            } else {
                synchronize(folder: parts(of: part).folder)
            }
        }
    }

    /// Path that `path` leads to, through links.
    package static func target(of path: String) -> String {
        var path = path
        // A link may lead to a file that does not exist yet. One that leads to itself is an error of the writing.
        for _ in 0..<mostLinks {
            if kind(of: path) == S_IFREG, let resolved = resolved(path) { return resolved }
            guard kind(of: path) == nil, let next = destination(ofLink: path) else { return path }
            path = next
        }
        return path
    }

    /// Open file of this process that `path` names, such as 1 for `/dev/stdout`; nil for other paths.
    ///
    /// Such a path means the open file with its position, which cannot be replaced.
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

    /// True if a path without links is a folder of this process's open files.
    private static func isFolderOfDescriptors(_ path: String) -> Bool {
        // On Linux /dev/fd links to /proc/self/fd, which links to /proc/PID/fd; threads have such a folder below
        // /proc/PID/task/ too.
        path == "/dev/fd" || path == "/proc/\(getpid())/fd"
            || path.hasPrefix("/proc/\(getpid())/task/") && path.hasSuffix("/fd")
    }

    /// Largest number of links on the way to a file.
    private static let mostLinks = 40

    /// Path of the file at `path` without links; nil where there is nothing.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Target of a link, relative to the start of `path`; nil for anything else.
    static func destination(ofLink path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &buffer, buffer.count)
        guard length > 0 else { return nil }
        let next = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return next.hasPrefix("/") ? next : folder + next
    }
}
