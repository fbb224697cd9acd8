/// A scheduler with a thread of its own, of several that share a cell.
protocol ThreadedScheduler: ~Copyable, SendableMetatype {
    /// What the schedulers share.
    associatedtype Shared: Sendable

    /// A cell for as many schedulers as the scenario has threads.
    static func share(_ scenario: BenchScenario) -> Shared

    /// Scheduler `number`.
    init(_ number: Int, _ shared: Shared, _ scenario: BenchScenario)

    /// What became of its transactions.
    var tally: TransactionTally { get set }

    /// Makes one transaction; this is what is timed.
    mutating func transact()

    /// Ends old tasks, so that the cell stays about as full as it is.
    mutating func endTasks()

    /// What it has to do while it has nothing to do, lest others wait for it.
    mutating func idle()

    /// Lets the others go on without it.
    mutating func retire()
}

/// What became of a scheduler's transactions.
struct TransactionTally: BitwiseCopyable {
    /// Transactions of which some claim took effect.
    var committed = 0
    /// Transactions without a conflict, of those that claimed anything.
    var succeeded = 0
    /// Transactions in which some claim no longer fitted.
    var realConflicts = 0
    /// Transactions in which every conflict was a version that had moved.
    var spuriousConflicts = 0
    /// Attempts that found no machine.
    var empty = 0
    /// Transactions that are a job's second or later.
    var retries = 0
    /// Placements.
    var placed = 0
    /// Placements that came to nothing.
    var wasted = 0
    /// How often a transaction let another pass and began again.
    var restarts = 0

    /// Transactions that claimed something.
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
