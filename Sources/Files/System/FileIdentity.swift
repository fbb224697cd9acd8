#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Identity of a file, whatever path, link or name leads to it: its device and its number there.
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64
    /// True if writing loses nothing: a terminal, a pipe, `/dev/null`.
    package let isStream: Bool

    /// Identity of the file at `path`, through links; nil where there is nothing.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
        isStream = ![S_IFREG, S_IFDIR, S_IFBLK].contains(status.st_mode & S_IFMT)
    }
}

/// Place of a file that exists or may be created; equal places mean one file.
package enum FilePlace: Hashable, Sendable {
    /// A file exists there.
    case existing(FileIdentity)
    /// No file exists there: the folder, and the name in it.
    case new(folder: FileIdentity, name: String)
    /// The folder does not exist either.
    case unknown(String)

    /// True if writing there twice loses nothing.
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
