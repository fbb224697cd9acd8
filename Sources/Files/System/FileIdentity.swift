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
    /// No file exists there: the nearest folder that exists, and the path in it, such as `new/table.csv`.
    case new(folder: FileIdentity, name: String)
    /// No folder above exists either, not even the one in which the process runs.
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
        var (folder, name) = POSIXFile.parts(of: path)
        while true {
            if let identity = FileIdentity(of: folder) {
                self = .new(folder: identity, name: name)
                return
            }
            let above = POSIXFile.parts(of: folder)
            guard above.folder != folder else { break }
            if !["", "."].contains(above.name) { name = "\(above.name)/\(name)" }
            folder = above.folder
        }
        self = .unknown(path)
    }
}
