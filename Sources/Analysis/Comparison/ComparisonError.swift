internal import CellbenchFiles

/// An error in the request for a comparison.
public enum ComparisonError: Error, Equatable, Sendable {
    /// The results have no architecture of this name.
    case unknownArchitecture(String, known: [String])

    /// Exit status of `cellbench`.
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
