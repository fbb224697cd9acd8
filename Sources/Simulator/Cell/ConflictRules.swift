/// Rule by which a claim conflicts.
public enum ConflictDetection: String, DescribedWords {
    /// The claim no longer fits.
    case fine
    /// The machine's version has moved since the scheduler synchronised.
    case coarse

    /// The word's meaning, as `explain` prints it.
    public var meaning: String {
        switch self {
        case .fine: "the claim no longer fits"
        case .coarse: "the machine's version has moved since the scheduler synchronised"
        }
    }
}

/// Claims that a commit keeps where some conflict.
public enum CommitMode: String, DescribedWords {
    /// Claims without a conflict.
    case incremental
    /// None: any conflict undoes the whole transaction (gang scheduling).
    case allOrNothing = "all-or-nothing"

    /// The word's meaning, as `explain` prints it.
    public var meaning: String {
        switch self {
        case .incremental: "claims without a conflict are kept"
        case .allOrNothing: "any conflict undoes the whole transaction (gang scheduling)"
        }
    }
}

/// Changes that move a machine's version.
public enum CoarseCounts: String, DescribedWords {
    /// Claims and releases.
    case all
    /// Claims only, as in the published simulator.
    case claims

    /// The word's meaning, as `explain` prints it.
    public var meaning: String {
        switch self {
        case .all: "claims and releases"
        case .claims: "claims only, as in the published simulator"
        }
    }
}
