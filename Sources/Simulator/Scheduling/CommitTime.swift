/// What a commit costs: `transaction + claim × claims submitted`, during which the cell processes no other.
public struct CommitTime: Equatable, Sendable {
    /// The part that does not depend on what is committed.
    public var transaction: Nanoseconds
    /// The part for each claim submitted, whether it then conflicts or not.
    public var claim: Nanoseconds

    /// By default commits take no time, as in the Omega paper.
    public init(transaction: Nanoseconds = 0, claim: Nanoseconds = 0) {
        self.transaction = transaction
        self.claim = claim
    }

    /// Whether no commit takes any time.
    var isZero: Bool { transaction == 0 && claim == 0 }

    /// What a commit of so many claims takes.
    func ofCommit(claims: Int) -> Nanoseconds {
        transaction.addingClamped(claim.multipliedClamped(by: Nanoseconds(claims)))
    }
}

extension CommitTime: DescribedSettings {
    /// What messages call a section of them.
    public static let what = "what a commit costs"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("transaction", \.transaction, "Time per commit, whatever it claims."),
        .span("claim", \.claim, "Time per claim submitted, whether it then conflicts or not."),
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init() }
}
