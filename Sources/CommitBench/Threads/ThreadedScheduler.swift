/// A scheduler with a thread of its own, one of several that share a cell.
protocol ThreadedScheduler: ~Copyable, SendableMetatype {
    /// The state that the schedulers share.
    associatedtype Shared: Sendable

    /// The shared state for as many schedulers as the scenario has threads.
    static func share(_ scenario: BenchScenario) -> Shared

    /// Scheduler `number` on the shared state.
    init(_ number: Int, _ shared: Shared, _ scenario: BenchScenario)

    /// Counts of the scheduler's transactions.
    var tally: TransactionTally { get set }

    /// Makes one transaction; this is timed.
    mutating func transact()

    /// Ends old tasks, so that the cell's utilisation stays about the same.
    mutating func endTasks()

    /// Does what other schedulers wait for, while this one has no transaction.
    mutating func idle()

    /// Leaves: the other schedulers no longer wait for this one.
    mutating func retire()
}

/// Counts of transactions by what became of them.
struct TransactionTally: BitwiseCopyable {
    /// Transactions with a claim that took effect.
    var committed = 0
    /// Transactions with claims and without a conflict.
    var succeeded = 0
    /// Transactions with a claim that did not fit.
    var realConflicts = 0
    /// Transactions whose conflicts were all of a version that had moved, on machines where the claims fit.
    var spuriousConflicts = 0
    /// Attempts that found no machine.
    var empty = 0
    /// Transactions that were a job's second or later.
    var retries = 0
    /// Claims placed.
    var placed = 0
    /// Claims placed that did not take effect.
    var wasted = 0
    /// Number of times that a transaction let go of its machines for another and began again.
    var restarts = 0

    /// Transactions with claims.
    var submitted: Int { succeeded + realConflicts + spuriousConflicts }

    static func += (a: inout TransactionTally, b: TransactionTally) {
        a.committed += b.committed
        a.succeeded += b.succeeded
        a.realConflicts += b.realConflicts
        a.spuriousConflicts += b.spuriousConflicts
        a.empty += b.empty
        a.retries += b.retries
        a.placed += b.placed
        a.wasted += b.wasted
        a.restarts += b.restarts
    }
}
