internal import CellbenchFiles

/// A comparison that was asked for wrongly.
public enum ComparisonError: Error, Equatable, Sendable {
    /// No architecture of that name is in the results.
    case unknownArchitecture(String, known: [String])

    /// What `cellbench` ends with.
    public var exitStatus: Int32 { 64 }
}

extension ComparisonError: CustomStringConvertible {
    /// One line for the user.
    public var description: String {
        switch self {
        case .unknownArchitecture(let name, let known):
            let accepted =
                known.isEmpty ? "the results have none" : "expected one of \(known.joined(separator: ", "))"
            return "--against: no architecture '\(name)'; \(accepted)".printable
        }
    }
}
