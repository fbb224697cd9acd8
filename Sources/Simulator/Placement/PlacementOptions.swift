/// How many of the machines that fit a task are scored.
public enum ScoredCandidates: Equatable, Sendable {
    /// All of them.
    case all
    /// So many, drawn uniformly for each task; all where fewer fit.
    case count(Int)
    /// Such a share of them, rounded up, drawn uniformly for each task.
    case share(Double)
}

/// Which of the machines with the best score gets the task.
public enum TieBreak: String, DescribedWords {
    /// One drawn uniformly, anew for each task.
    case random
    /// The one with the lowest number.
    case lowest
    /// The first in an order of the machines that is drawn once a run.
    case fixed

    /// What the word means.
    public var meaning: String {
        switch self {
        case .random: "a machine drawn uniformly, anew for each task"
        case .lowest: "the machine with the lowest number"
        case .fixed: "the first in a random order of the machines, drawn once a run"
        }
    }
}

/// How fine scores are.
public enum ScoreScale: String, DescribedWords {
    /// As they are computed.
    case exact
    /// Whole numbers from 0 to 100, cut towards zero.
    case integers

    /// What the word means.
    public var meaning: String {
        switch self {
        case .exact: "as they are computed"
        case .integers: "whole numbers from 0 to 100, cut towards zero, as in the Kubernetes framework"
        }
    }
}

/// What of a policy that scores machines can be set.
public struct PlacementOptions: Equatable, Sendable {
    /// How many of the machines that fit are scored.
    public var candidates = ScoredCandidates.all
    /// Which of those with the best score gets the task.
    public var ties = TieBreak.random
    /// How fine scores are.
    public var scores = ScoreScale.exact
    /// Weight of each term of the policy, by the term's name.
    public var weights: [String: Double] = [:]

    /// The defaults.
    public init() {}
}
