/// An error in a trace's file, and its position.
public struct TraceError: Error, Equatable, Sendable {
    /// Kind of failure.
    public enum Kind: Sendable {
        /// The content is not what is accepted.
        case malformed
        /// A file is missing, is a folder, or cannot be read.
        case unreadable
    }

    /// Kind of failure.
    public var kind: Kind
    /// Path of the file or folder.
    public var file: String
    /// Line, from 1; nil where it is unknown.
    public var line: Int?
    /// Column of the field's first character, from 1; nil where the whole line is meant.
    public var column: Int?
    /// Text that says what is wrong and what is accepted, without the position.
    public var message: String
    /// Kind of mistake in a single row, without which the rest of the trace can be read; else nil.
    public var problem: RowProblem?

    /// An error, by default of a file as a whole.
    public init(
        _ kind: Kind = .malformed, file: String, line: Int? = nil, column: Int? = nil, message: String,
        problem: RowProblem? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.problem = problem
    }

    /// An error of a file that cannot be read.
    static func unreadable(_ file: String, _ reason: String) -> TraceError {
        TraceError(.unreadable, file: file, message: "cannot be read: \(reason)")
    }

    /// An error of a file as a whole.
    static func malformed(_ file: String, _ message: String) -> TraceError {
        TraceError(file: file, message: message)
    }
}

/// Kind of mistake in one row of a trace.
public enum RowProblem: String, CaseIterable, Sendable {
    /// Fewer fields than the format has.
    case tooFewFields = "too few fields"
    /// More fields than the header has.
    case tooManyFields = "too many fields"
    /// More bytes than any row of a text has.
    case tooLong = "row too long"
    /// A byte that no text has.
    case notText = "not a text"
    /// Quotation marks that do not match.
    case quotes = "quotation marks that do not match"
    /// Not a number of the kind that the field holds.
    case notANumber = "not a number"
    /// A number beyond the accepted range.
    case outOfRange = "out of range"
    /// A text that is not one of those accepted.
    case unknownValue = "not one of the accepted values"
    /// A time before that of the row above, where rows are in order.
    case timeGoesBack = "time goes back"
    /// A time after those of the rows that follow, where rows are in order.
    case timeJumps = "time jumps ahead"
    /// An end before its start.
    case endBeforeStart = "end before start"
    /// A second row about the same thing.
    case duplicate = "duplicate"
}
