#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Why the system would not read a file or a folder.
package struct SystemError: Error {
    /// The system's number for it.
    package let code: Int32

    /// What the last call in vain left behind.
    package static var last: SystemError { SystemError(code: errno) }

    /// Stands for a named pipe that nobody writes into, of which the system has no number.
    static let noWriter = Int32.max

    /// Why, in a few words, by the system's number.
    package static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "no such file"
        case EACCES: "permission denied"
        case EISDIR: "it is a folder"
        case noWriter: "a named pipe into which nobody writes"
        default: String(cString: strerror(code))
        }
    }

    /// Why, in a few words.
    package var reason: String { SystemError.reason(code) }
}
