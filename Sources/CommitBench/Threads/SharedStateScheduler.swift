internal import CellbenchSimulator

/// A scheduler on shared state: synchronises its view, places on it and commits.
struct SharedStateScheduler<Rules: CommitRules>: ThreadedScheduler, ~Copyable {
    var tally = TransactionTally()
    private var scheduler: ConcurrentScheduler
    private var jobs: JobSupply
    private let placer: Placer
    private var stream: RandomStream

    static func share(_ scenario: BenchScenario) -> ConcurrentCell {
        ConcurrentCell(JobSupply.cell(scenario), schedulers: scenario.threads)
    }

    init(_ number: Int, _ cell: ConcurrentCell, _ scenario: BenchScenario) {
        scheduler = ConcurrentScheduler(number, of: cell)
        jobs = JobSupply(number, scenario, capacity: cell.capacity)
        placer = Placer(machineCount: scenario.machines)
        stream = BenchCell.stream(number)
    }

    mutating func transact() {
        scheduler.synchronise()
        let missing = jobs.begin(&tally)
        let slot = jobs.current
        let machines = 0..<scheduler.view.count
        placer.place(
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
    /// Counts a transaction by its outcome.
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
