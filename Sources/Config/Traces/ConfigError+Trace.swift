public import CellbenchFiles
public import CellbenchTraces

extension ConfigError {
    /// An error of a trace, at its place in the trace.
    public init(_ error: TraceError) {
        self.init(
            kind: error.kind == .unreadable ? .unreadable : .malformed, file: error.file, line: error.line,
            column: error.column, message: error.message)
    }
}
