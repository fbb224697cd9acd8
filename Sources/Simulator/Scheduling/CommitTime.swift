/// Time that a commit takes: `transaction + claim × claims submitted`; meanwhile the cell processes no other.
///
/// With 400 ns a transaction and 15 ns a claim, a commit of 10 claims takes 550 ns.
public struct CommitTime: Equatable, Sendable {
    /// Time per commit, whatever it claims.
    public var transaction: Nanoseconds
    /// Time per claim submitted, with or without a conflict.
    public var claim: Nanoseconds

    /// Commit times; by default 0, as in the Omega paper.
    public init(transaction: Nanoseconds = 0, claim: Nanoseconds = 0) {
        self.transaction = transaction
        self.claim = claim
    }

    /// True if no commit takes time.
    var isZero: Bool { transaction == 0 && claim == 0 }

    /// Time that a commit of `claims` claims takes.
    func ofCommit(claims: Int) -> Nanoseconds {
        transaction.addingClamped(claim.multipliedClamped(by: Nanoseconds(claims)))
    }
}

extension CommitTime: DescribedSettings {
    /// Noun phrase for messages about a section of these settings.
    public static let what = "what a commit costs"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("transaction", \.transaction, "Time per commit, whatever it claims."),
        .span("claim", \.claim, "Time per claim submitted, whether it then conflicts or not."),
    ]

    /// The default settings; the number of workloads does not matter.
    public init(workloads: Int) { self.init() }
}
