import Testing

@testable import CellbenchSimulator

@Suite struct CompactionTests {
    private static func tasks(_ cores: [Int64]) -> PackingTasks {
        PackingTasks(cores.map { PackingTasks.Task(Resources(milliCores: $0 * 1000, memoryMiB: 1)) })
    }

    private static func setup(_ runs: [(cores: Int64, count: Int)], _ kind: PlacementKind = .firstFit) -> Packing.Setup
    {
        Packing.Setup(
            machines: runs.map {
                MachineRun(capacity: Resources(milliCores: $0.cores * 1000, memoryMiB: 1000), count: $0.count)
            }, gpus: .pooled, placement: PlacementSettings(kind))
    }

    /// True if the first `count` machines of an order, all of some cores, hold all but `pending` of the tasks.
    private static func holds(_ machines: [Int64], _ tasks: [Int64], pending: Int) -> Bool {
        var free = machines
        var left = pending
        for task in tasks {
            if let place = free.firstIndex(where: { $0 >= task }) { free[place] -= task } else { left -= 1 }
        }
        return left >= 0
    }

    /// First fit, machine by machine: the number found is one that does, where one machine fewer does not; on machines
    /// that are alike, the least of all.
    @Test(arguments: 0..<80)
    func `The number is that of an exhaustive search`(number: Int) {
        var random = TestRandom(UInt64(number))
        let areAlike = number % 2 == 0
        let runs = (0..<(areAlike ? 1 : 3)).map { _ in
            (cores: Int64.random(in: 4...8, using: &random), count: Int.random(in: 1...4, using: &random))
        }
        let tasks = (0..<Int.random(in: 1...25, using: &random)).map { _ in Int64.random(in: 1...4, using: &random) }
        let share = [0, 0.05, 0.2][number % 3]
        var setup = Self.setup(runs)
        setup.seed = UInt64(number)
        let found = Compaction.machinesNeeded(
            setup, Self.tasks(tasks), Array(tasks.indices), pending: share, trial: number)

        let single = runs.flatMap { Array(repeating: $0.cores, count: $0.count) }
        var stream = RandomStream(seed: UInt64(number), replication: number, purpose: "packing/compaction")
        let order = (0..<Compaction.mostClones).flatMap { _ in
            stream.shuffled(single.indices).map { single[$0] }
        }
        let pending = Int(Double(tasks.count) * share)
        func holds(_ count: Int) -> Bool { Self.holds(Array(order.prefix(count)), tasks, pending: pending) }
        guard let found else {
            #expect(!holds(order.count))
            return
        }
        #expect(holds(found))
        #expect(found == 1 || !holds(found - 1))
        if areAlike { #expect(found == (1...order.count).first(where: holds)) }
    }

    @Test func `Trials draw orders of their own, and a trial is the same again`() throws {
        let setup = Self.setup([(2, 20), (16, 4)])
        let tasks = Self.tasks(Array(repeating: 2, count: 20))
        let found = (0..<12).map {
            Compaction.machinesNeeded(setup, tasks, Array(0..<20), pending: 0, trial: $0)
        }
        #expect(Set(found).count > 1)
        #expect(found[3] == Compaction.machinesNeeded(setup, tasks, Array(0..<20), pending: 0, trial: 3))
    }

    @Test func `A cell that is too small is cloned, and one that can never hold the tasks has no number`() {
        let setup = Self.setup([(4, 2)])
        let many = Self.tasks(Array(repeating: 4, count: 7))
        #expect(Compaction.machinesNeeded(setup, many, Array(0..<7), pending: 0, trial: 0) == 7)
        let large = Self.tasks([5])
        #expect(Compaction.machinesNeeded(setup, large, [0], pending: 0, trial: 0) == nil)
    }

    @Test func `A trial that is cancelled has no number`() {
        let setup = Self.setup([(4, 2)])
        let tasks = Self.tasks([1])
        #expect(Compaction.machinesNeeded(setup, tasks, [0], pending: 0, trial: 0) { true } == nil)
    }
}
