#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that one run writes into at a time.
///
/// A file in it, `.cellbench.lock`, names who has it: the process and the host. The lock is the system's (`flock`), so that it goes with
/// the process, however that ends; the file is removed in the end, and one that was left behind locks nobody out.
package final class FolderLock: Sendable {
    static let name = TemporaryFile.prefix + "lock"

    private let path: String
    private let descriptor: Int32

    /// Locks the folder at `folder`.
    ///
    /// - Throws: ``OutputError`` with exit status 64, which names who has it, or 1 where nothing can be written into it.
    package init(_ folder: String) throws(OutputError) {
        path = folder.hasSuffix("/") ? folder + FolderLock.name : "\(folder)/\(FolderLock.name)"
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw OutputError(POSIXError("write into", folder)) }
            // What has another name too is somebody's file.
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1 else {
                close(descriptor)
                throw OutputError(
                    refusing: path, because: "it is no lock of ours; accepted: nothing there, or what a run left")
            }
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                let owner = FolderLock.owner(descriptor)
                close(descriptor)
                throw OutputError(
                    refusing: folder,
                    because: "another run writes here: \(owner); accepted: another folder, or to wait for it")
            }
            // Where the file system has no locks there is none to be had.
            var (opened, there) = (stat(), stat())
            // Whoever had it may have removed the file meanwhile, and a third made another.
            if fstat(descriptor, &opened) == 0, lstat(path, &there) == 0, opened.st_ino == there.st_ino {
                self.descriptor = descriptor
                break
            }
            close(descriptor)
        }
        var text = "process \(getpid()) on \(FolderLock.host)\n"
        _ = ftruncate(descriptor, 0)
        text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// Who wrote into the file: `process 123 on host`.
    private static func owner(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
        return text.isEmpty ? "a process that just began" : text
    }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "a host without a name" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
