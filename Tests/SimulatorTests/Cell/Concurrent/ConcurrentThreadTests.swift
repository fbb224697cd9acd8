import CellbenchCommitBench
import Synchronization
import Testing

@testable import CellbenchSimulator

/// Several schedulers on threads of their own: nothing is lost, over-committed or seen by halves.
@Suite struct ConcurrentThreadTests {
    /// A committed transaction or release, with the versions of its machines before it.
    private struct Entry: Sendable {
        var scheduler: Int
        var demand: Resources
        var isRelease: Bool
        var machines: [UInt32]
        var versions: [Int32]
    }

    /// Everything that the schedulers did, and the transactions that still hold resources.
    private struct History: Sendable {
        var entries: [Entry] = []
        var held = Resources.zero
        var conflicts = 0
        var restarts = 0

        mutating func note(_ transaction: borrowing Transaction, isRelease: Bool, by scheduler: Int) {
            entries.append(
                Entry(
                    scheduler: scheduler, demand: transaction.demand.resources, isRelease: isRelease,
                    machines: transaction.machineList.map(UInt32.init),
                    versions: (0..<transaction.count).map { transaction.versions[$0] }))
        }
    }

    private static let machines = 64

    private func cell() -> Cell {
        Cell(capacities: (0..<Self.machines).map { amounts(40 + Int64($0 % 3) * 20, 60, $0.isMultiple(of: 4) ? 8 : 0) })
    }

    /// Runs schedulers that place, commit and release at random, `rounds` times each.
    private func run(
        _ schedulers: Int, rounds: Int, _ detection: ConflictDetection, _ mode: CommitMode, on shared: ConcurrentCell
    ) -> History {
        let histories = OSThreads.run(schedulers) { number in
            var scheduler = ConcurrentScheduler(number, of: shared)
            let placer = Placer(machineCount: Self.machines)
            var stream = RandomStream(seed: 5, replication: 0, purpose: "thread/\(number)")
            var random = TestRandom(UInt64(number) + 1)
            var own = History()
            var running: [(demand: Resources, machines: [UInt32])] = []
            for _ in 0..<rounds {
                scheduler.synchronise()
                var transaction = Transaction()
                let demand = amounts(
                    Int64.random(in: 1...12, using: &random), Int64.random(in: 0...9, using: &random),
                    Int.random(in: 0..<6, using: &random) == 0 ? 2 : 0)
                transaction.begin(TaskDemand(demand))
                placer.place(
                    Int.random(in: 1...9, using: &random), on: scheduler.view, within: 0..<Self.machines,
                    drawing: &stream, into: &transaction)
                transaction.withdraw(from: scheduler.view)
                let outcome = scheduler.commit(&transaction, detection: detection, mode: mode)
                own.conflicts += outcome.conflicted
                own.restarts += outcome.restarts
                if transaction.count > 0 {
                    own.note(transaction, isRelease: false, by: number)
                    running.append((demand, transaction.machineList.map(UInt32.init)))
                }
                // The cell stays nearly full, so that there are conflicts.
                if running.count > 120 / schedulers {
                    let task = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                    var transaction = claims(of: task.demand, on: task.machines)
                    scheduler.release(&transaction)
                    own.note(transaction, isRelease: true, by: number)
                }
            }
            scheduler.retire()
            for task in running { own.held += task.demand * Int64(task.machines.count) }
            return own
        }
        return histories.reduce(into: History()) { all, own in
            all.entries += own.entries
            all.held += own.held
            all.conflicts += own.conflicts
            all.restarts += own.restarts
        }
    }

    @Test(arguments: ConflictDetection.allCases, CommitMode.allCases)
    func `The sums balance, and the history machine by machine never over-commits`(
        detection: ConflictDetection, mode: CommitMode
    ) {
        let cell = cell()
        let shared = ConcurrentCell(cell, schedulers: 4)
        let history = run(4, rounds: 3000, detection, mode, on: shared)
        #expect(shared.available + history.held == cell.capacity)
        #expect(history.conflicts > 0)

        // The version of a machine counts its changes, so that it orders them.
        var changes: [[(version: Int32, change: Resources, by: Int)]] = Array(repeating: [], count: Self.machines)
        for entry in history.entries {
            for (machine, version) in zip(entry.machines, entry.versions) {
                let change = entry.isRelease ? entry.demand : Resources.zero - entry.demand
                changes[Int(machine)].append((version, change, entry.scheduler))
            }
        }
        for machine in 0..<Self.machines {
            var free = cell.free.words[machine].free
            let inOrder = changes[machine].sorted { $0.version < $1.version }
            #expect(inOrder.map(\.version) == (0..<Int32(inOrder.count)).map { $0 })
            for entry in inOrder {
                free += entry.change
                #expect(Resources.zero.fits(in: free), "machine \(machine) was over-committed")
            }
            #expect(free == shared.free(on: machine))
        }
        #expect(Set(history.entries.map(\.scheduler)).count == 4)
    }

    /// The versions of each machine order the transactions on it.
    ///
    /// All these orders together must have a common one, in which the sequential cell commits every transaction whole.
    @Test(arguments: ConflictDetection.allCases)
    func `All-or-nothing transactions replayed one after another give the same cell`(detection: ConflictDetection)
        throws
    {
        var cell = cell()
        let shared = ConcurrentCell(cell, schedulers: 4)
        let history = run(4, rounds: 3000, detection, .allOrNothing, on: shared)
        // The machines of a release are independent steps.
        let steps = history.entries.flatMap { entry -> [Entry] in
            guard entry.isRelease else { return [entry] }
            return zip(entry.machines, entry.versions).map { machine, version in
                var part = entry
                part.machines = [machine]
                part.versions = [version]
                return part
            }
        }
        var next: [[Int32: Int]] = Array(repeating: [:], count: Self.machines)
        for (index, step) in steps.enumerated() {
            for (machine, version) in zip(step.machines, step.versions) { next[Int(machine)][version] = index }
        }
        var waitsFor = steps.map(\.machines.count)
        var reached = Array(repeating: Int32(0), count: Self.machines)
        var ready: [Int] = []
        func advance(_ machine: Int) {
            guard let step = next[machine][reached[machine]] else { return }
            reached[machine] += 1
            waitsFor[step] -= 1
            if waitsFor[step] == 0 { ready.append(step) } else { advanceWithin(step, machine) }
        }
        /// Several claims of one transaction on a machine follow one another.
        func advanceWithin(_ step: Int, _ machine: Int) {
            if next[machine][reached[machine]] == step { advance(machine) }
        }
        for machine in 0..<Self.machines { advance(machine) }
        var done = 0
        while let index = ready.popLast() {
            let step = steps[index]
            if step.isRelease {
                cell.release(step.demand, on: step.machines)
            } else {
                var transaction = claims(of: step.demand, on: step.machines)
                let outcome = cell.commit(&transaction, detection: .fine, mode: .allOrNothing)
                #expect(outcome == CommitOutcome(committed: step.machines.count))
            }
            done += 1
            for machine in Set(step.machines) { advance(Int(machine)) }
        }
        #expect(done == steps.count, "the transactions have an order")
        #expect((0..<Self.machines).map { shared.settledWord(of: $0) } == cell.free.list)
    }

    /// Writers claim the machines 2i and 2i + 1 together or not at all; readers look at all times.
    @Test(arguments: ConflictDetection.allCases) func `Nobody sees half of a transaction`(detection: ConflictDetection)
    {
        let shared = ConcurrentCell(Cell(capacities: Array(repeating: amounts(100), count: 16)), schedulers: 4)
        let halves = Atomic(0)
        let running = Atomic(2)
        OSThreads.run(4) { number in
            var scheduler = ConcurrentScheduler(number, of: shared)
            var random = TestRandom(UInt64(number) + 1)
            if number < 2 {
                for _ in 0..<20_000 {
                    scheduler.synchronise()
                    let pair = UInt32(2 * Int.random(in: 0..<8, using: &random))
                    // The machines are held in either order, so that schedulers meet.
                    var transaction = claims(of: amounts(1), on: number == 0 ? [pair, pair + 1] : [pair + 1, pair])
                    let outcome = scheduler.commit(&transaction, detection: detection, mode: .allOrNothing)
                    #expect(outcome.committed == 0 || outcome.committed == 2)
                    // One record has both machines, so that views stay even.
                    if outcome.committed == 2 { scheduler.release(&transaction) }
                }
                running.subtract(1, ordering: .relaxed)
            } else {
                while running.load(ordering: .relaxed) > 0 {
                    scheduler.synchronise()
                    for pair in 0..<8
                    where scheduler.view.words[2 * pair].free != scheduler.view.words[2 * pair + 1].free {
                        halves.add(1, ordering: .relaxed)
                    }
                }
            }
            scheduler.retire()
        }
        #expect(halves.load(ordering: .relaxed) == 0)
        #expect((0..<16).allSatisfy { shared.free(on: $0) == amounts(100) })
    }

    /// A scheduler that meets a machine of a scheduler with a lower number lets go of its machines, and begins again.
    @Test func `A transaction that meets another's machine begins again`() {
        let last = 99
        let shared = ConcurrentCell(Cell(capacities: Array(repeating: amounts(10), count: last + 1)), schedulers: 2)
        let word = shared.words[last].load()
        shared.words[last].store(MachineWord(heldBy: 0, note: 0))
        let outcomes = OSThreads.run(2) { number in
            if number == 1 {
                var scheduler = ConcurrentScheduler(1, of: shared)
                var transaction = claims(of: amounts(4), on: (0...last).map { UInt32($0) })
                return scheduler.commit(&transaction, detection: .fine, mode: .allOrNothing)
            }
            // Held, and then not: it has let go.
            while !shared.words[0].load().isHeld {}
            while shared.words[0].load().isHeld {}
            shared.words[last].store(word)
            return ConcurrentOutcome()
        }
        #expect(outcomes[1].committed == last + 1)
        #expect(outcomes[1].restarts > 0)
        #expect((0...last).allSatisfy { shared.free(on: $0) == amounts(6) })
    }

    /// The log is written a hundred times over; the reader first lets it fill up, and then looks now and then.
    @Test func `A log that is full waits for its readers`() {
        let shared = ConcurrentCell(
            Cell(capacities: Array(repeating: amounts(1000), count: 8)), schedulers: 2, logCapacity: 1 << 10)
        let writes = 1000
        // A round writes two records of 55 places; with a quarter of the log in reserve the eighth has to wait.
        let roundsThatFit = 7
        let rounds = Atomic(0)
        let isDone = Atomic(false)
        OSThreads.run(2) { number in
            var scheduler = ConcurrentScheduler(number, of: shared)
            if number == 0 {
                for _ in 0..<writes {
                    scheduler.synchronise()
                    var transaction = claims(of: amounts(1), on: (0..<50).map { UInt32($0 % 8) })
                    #expect(scheduler.commit(&transaction, detection: .fine, mode: .incremental).committed == 50)
                    scheduler.release(&transaction)
                    rounds.add(1, ordering: .releasing)
                }
                isDone.store(true, ordering: .releasing)
            } else {
                var backoff = Backoff()
                while rounds.load(ordering: .acquiring) < roundsThatFit { backoff.wait() }
                for _ in 0..<1000 { backoff.wait() }
                #expect(rounds.load(ordering: .acquiring) == roundsThatFit)
                while !isDone.load(ordering: .acquiring) {
                    scheduler.synchronise()
                    #expect(scheduler.view.list.allSatisfy { (0...1000).contains($0.free.milliCores) })
                    for _ in 0..<50 { backoff.wait() }
                }
                scheduler.synchronise()
                #expect(scheduler.view.list.allSatisfy { $0.free == amounts(1000) })
            }
            scheduler.retire()
        }
    }

    @Test func `Offers exclude one another, and the sums balance`() {
        let capacities = Array(repeating: amounts(50, 40), count: 30)
        let cell = OfferingCell(Cell(capacities: capacities))
        let isOut = Atomic(false)
        OSThreads.run(3) { number in
            let placer = Placer(machineCount: 30)
            var stream = RandomStream(seed: 1, replication: 0, purpose: "offers/\(number)")
            var running = FixedArray(count: 8) { _ in Transaction() }
            for round in 0..<3000 {
                let slot = round % 8
                if running[slot].count > 0 { cell.release(running[slot]) }
                running[slot].begin(TaskDemand(amounts(3, 2)))
                cell.offer { lock in
                    #expect(isOut.exchange(true, ordering: .acquiringAndReleasing) == false)
                    placer.place(20, on: lock, within: 0..<30, drawing: &stream, into: &running[slot])
                    isOut.store(false, ordering: .releasing)
                    return amounts(3, 2) * Int64(running[slot].count)
                }
            }
            for slot in 0..<8 where running[slot].count > 0 { cell.release(running[slot]) }
        }
        #expect(cell.allocated == .zero)
        #expect(cell.free == amounts(50, 40) * 30)
    }
}
