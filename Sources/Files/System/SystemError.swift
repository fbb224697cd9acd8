#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An error of the system's about a file or a folder.
package struct SystemError: Error {
    /// The system's error number.
    package let code: Int32

    /// The error of the last call that failed.
    package static var last: SystemError { SystemError(code: errno) }

    /// A number for a named pipe without a writer, for which the system has none.
    static let noWriter = Int32.max

    /// The reason in a few words, from the error number.
    package static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "no such file"
        case EACCES: "permission denied"
        case EISDIR: "it is a folder"
        case noWriter: "a named pipe into which nobody writes"
        default: String(cString: strerror(code))
        }
    }

    /// The reason in a few words: `permission denied`.
    package var reason: String { SystemError.reason(code) }
}
