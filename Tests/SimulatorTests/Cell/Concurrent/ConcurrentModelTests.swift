import Testing

@testable import CellbenchSimulator

/// Several schedulers taking turns on one thread: the concurrent cell must do exactly what ``Cell`` does.
@Suite struct ConcurrentModelTests {
    private static let machines = 40

    private func cell(_ counts: CoarseCounts) -> Cell {
        Cell(
            capacities: (0..<Self.machines).map { amounts(60 + Int64($0), 50, $0.isMultiple(of: 4) ? 20 : 0) },
            coarseCounts: counts)
    }

    private func demand(using random: inout TestRandom) -> Resources {
        amounts(
            Int64.random(in: 1...30, using: &random), Int64.random(in: 0...20, using: &random),
            Int.random(in: 0..<5, using: &random) == 0 ? Int64.random(in: 1...10, using: &random) : 0)
    }

    @Test(arguments: [
        (ConflictDetection.fine, CommitMode.incremental, CoarseCounts.all), (.fine, .incremental, .claims),
        (.fine, .allOrNothing, .all), (.fine, .allOrNothing, .claims),
        (.coarse, .incremental, .all), (.coarse, .incremental, .claims),
        (.coarse, .allOrNothing, .all), (.coarse, .allOrNothing, .claims),
    ])
    func `Outcomes and machines are those of the sequential cell`(
        detection: ConflictDetection, mode: CommitMode, counts: CoarseCounts
    ) {
        var random = TestRandom(7)
        var twin = cell(counts)
        let shared = ConcurrentCell(twin, schedulers: 3)
        var schedulers = FixedArray(count: 3) { ConcurrentScheduler($0, of: shared) }
        let placer = Placer(machineCount: Self.machines)
        var stream = RandomStream(seed: 3, replication: 0, purpose: "test")
        var running: [(demand: Resources, machines: [UInt32])] = []
        var total = ConcurrentOutcome()
        for _ in 0..<4000 {
            let number = Int.random(in: 0..<3, using: &random)
            if Int.random(in: 0..<3, using: &random) == 0 { schedulers[number].synchronise() }
            if !running.isEmpty, Int.random(in: 0..<2, using: &random) == 0 {
                let task = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                var transaction = claims(of: task.demand, on: task.machines)
                schedulers[number].release(&transaction)
                twin.release(task.demand, on: task.machines)
            }
            let demand = demand(using: &random)
            var transaction = Transaction()
            transaction.begin(TaskDemand(demand))
            placer.place(
                Int.random(in: 1...12, using: &random), on: schedulers[number].view, within: 0..<Self.machines,
                drawing: &stream, into: &transaction)
            transaction.withdraw(from: schedulers[number].view)
            var copy = claims(
                of: demand, on: transaction.machineList.map(UInt32.init), relyingOn: schedulers[number].view)
            let outcome = schedulers[number].commit(&transaction, detection: detection, mode: mode)
            let expected = twin.commit(&copy, detection: detection, mode: mode)
            #expect(outcome.committed == expected.committed)
            #expect(outcome.conflicted == expected.conflicted)
            #expect(outcome.rolledBack == expected.rolledBack)
            #expect(outcome.restarts == 0)
            #expect(transaction.machineList.sorted() == copy.machineList.sorted())
            if detection == .fine { #expect(outcome.spuriousConflicts == 0) }
            total.realConflicts += outcome.realConflicts
            total.spuriousConflicts += outcome.spuriousConflicts
            total.rolledBack += outcome.rolledBack
            if transaction.count > 0 { running.append((demand, transaction.machineList.map(UInt32.init))) }
        }
        #expect((0..<Self.machines).map { shared.settledWord(of: $0) } == twin.free.list)
        #expect(total.realConflicts > 0)
        #expect(detection == .fine || total.spuriousConflicts > 0)
        #expect(mode == .incremental || total.rolledBack > 0)
        for number in 0..<3 {
            schedulers[number].synchronise()
            #expect(schedulers[number].view.list == twin.free.list)
        }
    }

    @Test func `A claim that would still fit is a spurious conflict, one that would not a real one`() {
        let cell = Cell(capacities: [amounts(10), amounts(10)])
        let shared = ConcurrentCell(cell, schedulers: 2)
        var first = ConcurrentScheduler(0, of: shared)
        var second = ConcurrentScheduler(1, of: shared)
        var small = claims(of: amounts(2), on: [0, 1])
        #expect(first.commit(&small, detection: .coarse, mode: .incremental).committed == 2)
        // Machine 0 has 8 left, machine 1 too; the second scheduler has seen 10 on both.
        var large = claims(of: amounts(8), on: [0])
        #expect(second.commit(&large, detection: .coarse, mode: .incremental).spuriousConflicts == 1)
        var larger = claims(of: amounts(9), on: [1])
        #expect(second.commit(&larger, detection: .coarse, mode: .incremental).realConflicts == 1)
        #expect(second.commit(&larger, detection: .fine, mode: .incremental) == ConcurrentOutcome())
        var again = claims(of: amounts(8), on: [0])
        #expect(second.commit(&again, detection: .fine, mode: .allOrNothing).committed == 1)
        #expect(shared.free(on: 0) == .zero)
        #expect(shared.free(on: 1) == amounts(8))
    }

    @Test func `A transaction longer than a record of the log is seen whole`() {
        let capacities = Array(repeating: amounts(1000), count: 10)
        let shared = ConcurrentCell(Cell(capacities: capacities), schedulers: 2)
        var writer = ConcurrentScheduler(0, of: shared)
        var reader = ConcurrentScheduler(1, of: shared)
        for round in 1...20 {
            writer.synchronise()
            var transaction = claims(of: amounts(1), on: (0..<9000).map { UInt32($0 % 10) })
            #expect(writer.commit(&transaction, detection: .fine, mode: .incremental).committed == 9000)
            reader.synchronise()
            #expect(
                reader.view.list.allSatisfy { $0.free == amounts(100) && $0.version == Int32(900 * (2 * round - 1)) })
            writer.release(&transaction)
            reader.synchronise()
            #expect(reader.view.list.allSatisfy { $0.free == amounts(1000) && $0.version == Int32(1800 * round) })
        }
    }
}
