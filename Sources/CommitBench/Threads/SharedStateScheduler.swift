internal import Simulator

/// Synchronises, places on its view and commits.
struct SharedStateScheduler<Rules: CommitRules>: ThreadedScheduler, ~Copyable {
    struct Shared: Sendable {
        let cell: ConcurrentCell
        let capacity: Resources
    }

    var tally = TransactionTally()
    private var scheduler: ConcurrentScheduler
    private var jobs: JobSupply
    private var placement: RandomizedFirstFit
    private var stream: RandomStream

    static func share(_ scenario: BenchScenario) -> Shared {
        let cell = BenchCell.filled(
            machines: scenario.machines, to: scenario.utilization - JobSupply.turnover,
            with: BenchCell.demands(.ordinary))
        return Shared(cell: ConcurrentCell(cell, schedulers: scenario.threads), capacity: cell.capacity)
    }

    init(_ number: Int, _ shared: Shared, _ scenario: BenchScenario) {
        scheduler = ConcurrentScheduler(number, of: shared.cell)
        jobs = JobSupply(number, scenario, capacity: shared.capacity)
        placement = RandomizedFirstFit(machineCount: scenario.machines)
        stream = BenchCell.stream(number)
    }

    mutating func transact() {
        scheduler.synchronise()
        let missing = jobs.begin(&tally)
        let slot = jobs.current
        let machines = 0..<scheduler.view.count
        placement.place(
            missing, on: scheduler.view, within: machines, drawing: &stream, into: &jobs.transactions[slot])
        jobs.transactions[slot].withdraw(from: scheduler.view)
        let outcome = scheduler.commit(&jobs.transactions[slot], detection: Rules.detection, mode: Rules.mode)
        jobs.settle()
        tally.count(outcome)
    }

    mutating func endTasks() {
        while let slot = jobs.nextToEnd() { scheduler.release(&jobs.transactions[slot]) }
    }

    mutating func idle() { scheduler.synchronise() }

    mutating func retire() { scheduler.retire() }
}

extension TransactionTally {
    /// Counts a transaction.
    @inline(__always)
    mutating func count(_ outcome: ConcurrentOutcome) {
        let lost = outcome.conflicted + outcome.rolledBack
        placed += outcome.committed + lost
        wasted += lost
        restarts += outcome.restarts
        if outcome.committed > 0 { committed += 1 }
        if outcome.realConflicts > 0 {
            realConflicts += 1
        } else if outcome.spuriousConflicts > 0 {
            spuriousConflicts += 1
        } else if outcome.committed > 0 {
            succeeded += 1
        } else {
            empty += 1
        }
    }
}
