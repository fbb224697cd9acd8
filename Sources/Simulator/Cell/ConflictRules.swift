/// How a commit decides whether a claim conflicts.
public enum ConflictDetection: String, DescribedWords {
    /// The claim no longer fits.
    case fine
    /// The machine's version has moved since the scheduler synchronised.
    case coarse

    /// What the word means.
    public var meaning: String {
        switch self {
        case .fine: "the claim no longer fits"
        case .coarse: "the machine's version has moved since the scheduler synchronised"
        }
    }
}

/// What a commit does about a conflict.
public enum CommitMode: String, DescribedWords {
    /// It keeps the claims that do not conflict.
    case incremental
    /// It undoes the whole transaction (gang scheduling).
    case allOrNothing = "all-or-nothing"

    /// What the word means.
    public var meaning: String {
        switch self {
        case .incremental: "claims without a conflict are kept"
        case .allOrNothing: "any conflict undoes the whole transaction (gang scheduling)"
        }
    }
}

/// Which changes move a machine's version.
public enum CoarseCounts: String, DescribedWords {
    /// Claims and releases.
    case all
    /// Claims only, as in the published simulator.
    case claims

    /// What the word means.
    public var meaning: String {
        switch self {
        case .all: "claims and releases"
        case .claims: "claims only, as in the published simulator"
        }
    }
}
