/// Results that could not be written.
public struct OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or directory.
    public var path: String
    /// One line for the user.
    public var description: String
    /// What `cellbench` ends with.
    public var exitStatus: Int32 { 1 }

    init(_ error: POSIXError) {
        path = error.path
        description = "\(error.path): error: cannot \(error.operation): \(error.message)"
    }
}
