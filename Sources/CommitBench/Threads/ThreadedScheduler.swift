internal import Simulator

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

/// A scheduler's endless row of jobs, and its running tasks: the oldest end when it holds more than its share.
struct JobSupply: ~Copyable {
    /// Share of the cell's CPU that the schedulers' tasks hold together; the rest of the utilisation never ends.
    static let turnover = 0.1
    private static let slots = 4096
    private static let mostAttempts = 10

    /// By slot, transactions that have taken effect, and the one at hand.
    var transactions: TransactionRow
    private let demands: [TaskDemand]
    private let claims: Int
    /// Milli-cores its tasks may hold.
    private let share: Int64
    private var held: Int64 = 0
    private var oldest = 0
    private var next = 0
    private var running = 0
    private var job: Int
    private var missing: Int
    private var attempts = 0

    init(_ number: Int, _ scenario: BenchScenario, capacity: Resources) {
        demands = BenchCell.demands(.ordinary)
        claims = scenario.claims
        missing = scenario.claims
        transactions = TransactionRow(count: JobSupply.slots, claims: scenario.claims)
        share = Int64(Double(capacity.milliCores) * JobSupply.turnover) / Int64(scenario.threads)
        job = number * 7
    }

    /// The slot of the transaction at hand.
    var current: Int { next }

    /// Begins a transaction for what is missing of the job at hand, and returns how many tasks that is.
    @inline(__always)
    mutating func begin(_ tally: inout TransactionTally) -> Int {
        transactions[next].begin(demands[job & (demands.count - 1)])
        attempts += 1
        if attempts > 1 { tally.retries += 1 }
        return missing
    }

    /// Takes in that the transaction at hand has been committed; it holds the claims that took effect.
    @inline(__always)
    mutating func settle() {
        let kept = transactions[next].count
        missing -= kept
        if kept > 0 {
            held += transactions[next].demand.resources.milliCores * Int64(kept)
            next = (next + 1) & (JobSupply.slots - 1)
            running += 1
        }
        if missing == 0 || attempts == JobSupply.mostAttempts {
            job += 1
            missing = claims
            attempts = 0
        }
    }

    /// The slot of the oldest transaction while its tasks are to end; nil once few enough run.
    @inline(__always)
    mutating func nextToEnd() -> Int? {
        // One slot stays free for the transaction at hand.
        guard running > 0, held > share || running >= JobSupply.slots - 1 else { return nil }
        let slot = oldest
        held -= transactions[slot].demand.resources.milliCores * Int64(transactions[slot].count)
        oldest = (oldest + 1) & (JobSupply.slots - 1)
        running -= 1
        return slot
    }
}
