internal import CellbenchSimulator

/// A scheduler's endless row of jobs, and its running tasks: the oldest end when the scheduler holds more than its
/// share.
struct JobSupply: ~Copyable {
    /// Share of the cell's CPU that the tasks of all schedulers hold; the rest of the utilisation is of tasks that
    /// never end.
    static let turnover = 0.1
    private static let slots = 4096
    private static let mostAttempts = 10

    /// By slot, the transactions whose tasks run, and the transaction under way.
    var transactions: TransactionRow
    private let demands: [TaskDemand]
    private let claims: Int
    /// Milli-cores that the scheduler's tasks may hold.
    private let share: Int64
    private var held: Int64 = 0
    private var oldest = 0
    private var next = 0
    private var running = 0
    private var job: Int
    private var missing: Int
    private var attempts = 0

    /// A cell with the tasks that never end.
    static func cell(_ scenario: BenchScenario) -> Cell {
        BenchCell.filled(
            machines: scenario.machines, to: scenario.utilization - turnover, with: BenchCell.demands(.ordinary))
    }

    init(_ number: Int, _ scenario: BenchScenario, capacity: Resources) {
        demands = BenchCell.demands(.ordinary)
        claims = scenario.claims
        missing = scenario.claims
        transactions = TransactionRow(count: JobSupply.slots, claims: scenario.claims)
        share = Int64(Double(capacity.milliCores) * JobSupply.turnover) / Int64(scenario.threads)
        job = number * 7
    }

    /// Slot of the transaction under way.
    var current: Int { next }

    /// Begins a transaction for the missing tasks of the job under way, and returns their number.
    @inline(__always)
    mutating func begin(_ tally: inout TransactionTally) -> Int {
        transactions[next].begin(demands[job & (demands.count - 1)])
        attempts += 1
        if attempts > 1 { tally.retries += 1 }
        return missing
    }

    /// Settles the transaction under way, which has been committed and holds the claims that took effect.
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

    /// Returns the slot of the oldest transaction whose tasks are to end; nil once few enough run.
    @inline(__always)
    mutating func nextToEnd() -> Int? {
        // One slot stays free for the transaction under way.
        guard running > 0, held > share || running >= JobSupply.slots - 1 else { return nil }
        let slot = oldest
        held -= transactions[slot].demand.resources.milliCores * Int64(transactions[slot].count)
        oldest = (oldest + 1) & (JobSupply.slots - 1)
        running -= 1
        return slot
    }
}
