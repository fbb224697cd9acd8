/// What is wrong with a trace's file, and where.
public struct TraceError: Error, Equatable, Sendable {
    /// What kind of failure it is.
    public enum Kind: Sendable {
        /// What is there is not what is accepted.
        case malformed
        /// A file is missing, is a folder, or cannot be read.
        case unreadable
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// The file or the folder.
    public var file: String
    /// The line, from 1, where it is known.
    public var line: Int?
    /// The column of the first character of the field, from 1; nil where the whole line is meant.
    public var column: Int?
    /// What is wrong and what is accepted, without the position.
    public var message: String
    /// What kind of mistake it is, if it is one of a single row, so that the rest of the trace can be read without it.
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

    /// A file that cannot be read, and why.
    static func unreadable(_ file: String, _ reason: String) -> TraceError {
        TraceError(.unreadable, file: file, message: "cannot be read: \(reason)")
    }

    /// A file that is wrong as a whole.
    static func malformed(_ file: String, _ message: String) -> TraceError {
        TraceError(file: file, message: message)
    }
}

/// What can be wrong with one row of a trace.
public enum RowProblem: String, CaseIterable, Sendable {
    /// Fewer fields than the format has.
    case tooFewFields = "too few fields"
    /// More fields than the header has.
    case tooManyFields = "too many fields"
    /// More than any row of a text has.
    case tooLong = "row too long"
    /// A byte that no text has.
    case notText = "not a text"
    /// Quotation marks that do not match.
    case quotes = "quotation marks that do not match"
    /// No number, or none of the kind that the field holds.
    case notANumber = "not a number"
    /// A number beyond what is accepted.
    case outOfRange = "out of range"
    /// A text that is not one of those accepted.
    case unknownValue = "not one of the accepted values"
    /// A time before that of the row above, where rows are in order.
    case timeGoesBack = "time goes back"
    /// A time after those of the rows that follow, where rows are in order.
    case timeJumps = "time jumps ahead"
    /// An end before its start.
    case endBeforeStart = "end before start"
    /// A second row about what has one already.
    case duplicate = "duplicate"
}
