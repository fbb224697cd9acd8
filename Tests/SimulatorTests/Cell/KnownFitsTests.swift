import Testing

@testable import CellbenchSimulator

@Suite struct KnownFitsTests {
    private func need(_ milliCores: Int64, _ memoryMiB: Int64 = 0) -> MachineWord {
        TaskDemand(amounts(milliCores, memoryMiB)).need
    }

    /// Words of 1,000 machines, full but for given ones, and the lists of known fits.
    private struct World: ~Copyable {
        var words = GrowableBuffer<MachineWord>(repeating: MachineWord(free: amounts(0)), count: 1000)
        var known = KnownFits(machines: 1000)

        mutating func set(_ machine: UInt32, _ milliCores: Int64, _ memoryMiB: Int64 = 0) {
            words[Int(machine)] = MachineWord(free: amounts(milliCores, memoryMiB))
            withUnsafePointer(to: machine) { known.noteFreed($0, count: 1) }
        }

        mutating func remember(_ need: MachineWord, within range: Range<Int>, _ machines: [UInt32]) {
            machines.withUnsafeBufferPointer { known.remember(need, within: range, found: $0) }
        }

        var isEmpty: Bool { known.isEmpty }

        mutating func machines(_ need: MachineWord, within range: Range<Int>) -> [UInt32]? {
            known.machines(need, within: range, in: words.base).map(Array.init)
        }
    }

    @Test func `Only what was found is known, for the same demand within the same range`() {
        var world = World()
        world.set(3, 7)
        let before = world.machines(need(5), within: 0..<1000)
        world.remember(need(5), within: 0..<1000, [3])
        world.remember(need(5), within: 10..<20, [])
        let known = [
            world.machines(need(5), within: 0..<1000), world.machines(need(5), within: 10..<20),
            world.machines(need(6), within: 0..<1000), world.machines(need(5, 1), within: 0..<1000),
            world.machines(need(5), within: 10..<21), world.machines(need(5), within: 9..<20),
        ]
        #expect(before == nil)
        #expect(known == [[3], [], nil, nil, nil, nil])
    }

    /// The example of the type's comment: 3, 7 and 9 fit; 4 and 7 get room, 5 too little; 9 becomes full.
    @Test func `Machines that got room are added in order, and full ones left out`() {
        var world = World()
        for machine: UInt32 in [3, 7, 9] { world.set(machine, 5) }
        world.remember(need(5), within: 0..<100, [3, 7, 9])
        for (machine, room): (UInt32, Int64) in [(4, 6), (7, 9), (5, 4), (200, 9)] { world.set(machine, room) }
        world.words[9] = MachineWord(free: amounts(0))
        let known = world.machines(need(5), within: 0..<100)
        let again = world.machines(need(5), within: 0..<100)
        #expect(known == [3, 4, 7])
        #expect(again == known)
    }

    @Test func `A demand is forgotten when more fit it than are remembered, and what fits many never is remembered`() {
        var world = World()
        let most = UInt32(KnownFits.mostMachines)
        world.remember(need(5), within: 0..<1000, Array(0...most))
        let isEmpty = world.isEmpty
        #expect(isEmpty)
        world.remember(need(5), within: 0..<1000, [])
        for machine in 0..<most { world.set(machine, 5) }
        // Less than the log has room for since the last look.
        let full = world.machines(need(5), within: 0..<1000)
        world.set(most, 5)
        let tooMany = world.machines(need(5), within: 0..<1000)
        #expect(full == nil || full?.count == Int(most))
        #expect(tooMany == nil)
    }

    /// The log of 1,000 machines has 256 places.
    @Test func `What was not asked for as long as the log is is forgotten, and then nothing is logged`() {
        var world = World()
        world.remember(need(5), within: 0..<1000, [])
        for _ in 0..<255 { world.set(1, 4) }
        let known = world.machines(need(5), within: 0..<1000)
        #expect(known == [])
        for _ in 0..<256 { world.set(1, 4) }
        let later = world.machines(need(5), within: 0..<1000)
        let isEmpty = world.isEmpty
        #expect(later == nil)
        #expect(isEmpty)
        world.set(2, 9)
        world.remember(need(5), within: 0..<1000, [2])
        let anew = world.machines(need(5), within: 0..<1000)
        #expect(anew == [2])
    }

    /// More demands than places for lists, so that some lists are replaced.
    ///
    /// The oracle looks at every machine of the range.
    @Test(arguments: [1, 2, 3]) func `What is known is what fits`(seed: UInt64) {
        var random = TestRandom(seed)
        var world = World()
        var asked = 0
        var wrong = 0
        for _ in 0..<20_000 {
            let demand = need(Int64.random(in: 1...60, using: &random), Int64.random(in: 0...40, using: &random))
            let range = [0..<1000, 0..<300, 300..<1000][Int.random(in: 0..<3, using: &random)]
            let fitting = range.filter { world.words[$0].has(demand) }.map { UInt32($0) }
            if let known = world.machines(demand, within: range) {
                asked += 1
                if known != fitting { wrong += 1 }
            } else {
                world.remember(demand, within: range, fitting)
            }
            let machine = UInt32.random(in: 0..<1000, using: &random)
            if Bool.random(using: &random) {
                world.set(machine, Int64.random(in: 0...60, using: &random), 40)
            } else {
                world.words[Int(machine)] = MachineWord(free: amounts(0))
            }
        }
        #expect(wrong == 0)
        #expect(asked > 200)
    }

    /// Withdrawn attempts, ends of tasks and offers, on three ranges and six demands: needs recur, so that many
    /// searches are spared.
    ///
    /// The oracle is a table of the same words without known fits. Both must draw the same machines and leave the
    /// random stream in the same state.
    @Test(arguments: [1, 2, 3]) func `What is known changes nothing of what is placed`(seed: UInt64) {
        var random = TestRandom(seed)
        var stream = RandomStream(seed: seed, replication: 0, purpose: "test")
        let ranges = [0..<100, 0..<40, 40..<100]
        let demands = [amounts(1, 1), amounts(2, 1), amounts(1, 2), amounts(3, 3), amounts(5, 0), amounts(4, 6)]
        var cell = Cell(capacities: Array(repeating: amounts(6, 6), count: 100))
        let placer = Placer(machineCount: 100)
        var running: [(demand: Resources, machine: UInt32)] = []
        var transaction = Transaction()
        var twin = Transaction()
        var inVain = 0
        var wrong = 0
        for _ in 0..<3000 {
            let demand = demands[Int.random(in: 0..<6, using: &random)]
            let range = ranges[Int.random(in: 0..<3, using: &random)]
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<4:
                let tasks = Int.random(in: 1...20, using: &random)
                let unknown = FreeTable(count: 100)
                for machine in 0..<100 { unknown.set(machine, to: cell.free.words[machine]) }
                var twinStream = stream
                twin.begin(TaskDemand(demand))
                placer.place(tasks, on: unknown, within: range, drawing: &twinStream, into: &twin)
                transaction.begin(TaskDemand(demand))
                placer.place(tasks, on: cell.free, within: range, drawing: &stream, into: &transaction)
                if transaction.count == 0 { inVain += 1 }
                if transaction.machineList != twin.machineList || stream.next() != twinStream.next() { wrong += 1 }
                if Bool.random(using: &random) {
                    transaction.withdraw(from: cell.free)
                } else {
                    cell.adopt(transaction)
                    running += transaction.machineList.map { (demand, UInt32($0)) }
                }
            case 4..<7 where !running.isEmpty:
                let ended = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                cell.release(ended.demand, on: [ended.machine])
            default:
                // An offer in which at most this much is placed, while a task ends.
                let lock = cell.lockEverythingFree()
                if let ended = running.popLast() { cell.release(ended.demand, on: [ended.machine]) }
                transaction.begin(TaskDemand(demand))
                placer.place(3, on: lock, within: range, drawing: &stream, into: &transaction)
                cell.unlock(lock, claimed: demand * Int64(transaction.count))
                running += transaction.machineList.map { (demand, UInt32($0)) }
            }
        }
        #expect(wrong == 0)
        #expect(inVain > 100)
    }
}
