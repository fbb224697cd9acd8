public import CellbenchFiles
public import CellbenchTraces

extension ConfigError {
    /// What is wrong with a trace, at its place there.
    public init(_ error: TraceError) {
        self.init(
            kind: error.kind == .unreadable ? .unreadable : .malformed, file: error.file, line: error.line,
            column: error.column, message: error.message)
    }
}
