internal import CellbenchSimulator

/// A scheduler of two levels: waits for an offer of everything free, places within the offer and answers.
struct TwoLevelScheduler: ThreadedScheduler, ~Copyable {
    var tally = TransactionTally()
    private let cell: OfferingCell
    private var jobs: JobSupply
    private let placer: Placer
    private var stream: RandomStream
    private let machines: Range<Int>

    static func share(_ scenario: BenchScenario) -> OfferingCell { OfferingCell(JobSupply.cell(scenario)) }

    init(_ number: Int, _ cell: OfferingCell, _ scenario: BenchScenario) {
        self.cell = cell
        jobs = JobSupply(number, scenario, capacity: cell.capacity)
        placer = Placer(machineCount: scenario.machines)
        stream = BenchCell.stream(number)
        machines = 0..<scenario.machines
    }

    mutating func transact() {
        let missing = jobs.begin(&tally)
        let slot = jobs.current
        cell.offer { lock in
            placer.place(
                missing, on: lock.target, within: machines, drawing: &stream, into: &jobs.transactions[slot])
            return jobs.transactions[slot].demand.resources * Int64(jobs.transactions[slot].count)
        }
        let placed = jobs.transactions[slot].count
        jobs.settle()
        tally.count(ConcurrentOutcome(committed: placed))
    }

    mutating func endTasks() {
        while let slot = jobs.nextToEnd() { cell.release(jobs.transactions[slot]) }
    }

    mutating func idle() {}

    mutating func retire() {}
}
