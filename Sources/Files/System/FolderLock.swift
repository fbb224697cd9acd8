#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Exclusive right of one run to write into a folder.
///
/// The file `.cellbench.lock` in the folder names the owner: process and host. The lock itself is the system's
/// (`flock`), so it ends with the process. A lock file that a killed process left locks nobody out.
package final class FolderLock: Sendable {
    static let name = TemporaryFile.prefix + "lock"

    private let path: String
    private let descriptor: Int32

    /// Locks the folder at `folder`.
    ///
    /// - Throws: ``OutputError`` with exit status 64 and the owner's name, or with 1 where the folder cannot be written
    ///   to.
    package init(_ folder: String) throws(OutputError) {
        path = folder.hasSuffix("/") ? folder + FolderLock.name : "\(folder)/\(FolderLock.name)"
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw OutputError(POSIXError("write into", folder)) }
            // A file with a second name is not a lock file.
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
            // On a file system without locks the run goes on without one.
            var (opened, there) = (stat(), stat())
            // The owner may have removed the file meanwhile, and another process made a new one.
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

    /// Owner that the file names: `process 123 on host`.
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
