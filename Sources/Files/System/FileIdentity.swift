#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which file it is, whatever path, link or name leads to it: the device that it is on, and its number there.
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64
    /// Whether there is nothing in it that writing to it could lose: a terminal, a pipe, `/dev/null`.
    package let isStream: Bool

    /// The identity of what is at `path`, through links; nil where nothing is.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
        isStream = ![S_IFREG, S_IFDIR, S_IFBLK].contains(status.st_mode & S_IFMT)
    }
}

/// Where a file is or would be: two paths of one place lead to one file.
package enum FilePlace: Hashable, Sendable {
    /// Something is there.
    case existing(FileIdentity)
    /// Nothing is there yet: the folder that it would be in, and its name.
    case new(folder: FileIdentity, name: String)
    /// Its folder is not there either.
    case unknown(String)

    /// Whether nothing is lost by writing there twice.
    package var isStream: Bool { if case .existing(let identity) = self { identity.isStream } else { false } }

    /// The place that `path` leads to, through links.
    package init(of path: String) {
        if let identity = FileIdentity(of: path) {
            self = .existing(identity)
            return
        }
        let path = POSIXFile.target(of: path)
        let (folder, name) = POSIXFile.parts(of: path)
        self = FileIdentity(of: folder).map { .new(folder: $0, name: name) } ?? .unknown(path)
    }
}
