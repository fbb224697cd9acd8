internal import CellbenchFiles

/// A results file that cannot be used.
public enum ResultsError: Error, Equatable, Sendable {
    /// The file is not there or cannot be read.
    case unreadable(file: String, reason: String)
    /// The content is not results: position, path, problem and what is accepted.
    case malformed(file: String, position: Position?, path: String, problem: String)

    /// A place in a text.
    public struct Position: Equatable, Sendable {
        /// Number of the line, from 1.
        public var line: Int
        /// Number of the character in the line, from 1.
        public var column: Int
    }

    /// Exit status of `cellbench`.
    public var exitStatus: Int32 {
        switch self {
        case .unreadable: 66
        case .malformed: 65
        }
    }
}

extension ResultsError: CustomStringConvertible {
    /// One line: `FILE:LINE:COLUMN: error: PATH: problem`, with as much of the position as is known.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason):
            return "\(file): error: cannot read: \(reason)".printable
        case .malformed(let file, let position, let path, let problem):
            let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
            return "\(place): error: \(path.isEmpty ? "" : path + ": ")\(problem)".printable
        }
    }
}
