/// Error about a file that is not written.
public struct OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or directory.
    public var path: String
    /// One line for the user.
    public var description: String
    /// Exit status of `cellbench`: 1 for an error of the system, 64 where a file would be lost.
    public var exitStatus: Int32

    /// A system call that failed.
    package init(_ error: POSIXError) {
        path = error.path
        description = "\(error.path.printable): error: cannot \(error.operation): \(error.message)"
        exitStatus = 1
    }

    /// A file that is not written, because another would be lost; the problem says what is accepted.
    package init(refusing path: String, because problem: String) {
        self.path = path
        description = "\(path.printable): error: \(problem)"
        exitStatus = 64
    }
}
