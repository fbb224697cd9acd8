import Testing

@testable import Simulator

@Suite struct ExhaustedDemandsTests {
    private func need(_ milliCores: Int64, _ memoryMiB: Int64 = 0) -> MachineWord {
        TaskDemand(amounts(milliCores, memoryMiB)).need
    }

    @Test func `What fits nowhere is known for greater demands within the same range`() {
        let exhausted = ExhaustedDemands()
        exhausted.insert(need(5, 5), within: 10..<20)
        let covers = [
            exhausted.cover(need(5, 5), within: 10..<20), exhausted.cover(need(6, 5), within: 10..<20),
            exhausted.cover(need(6, 4), within: 10..<20), exhausted.cover(need(4, 9), within: 10..<20),
            exhausted.cover(need(5, 5), within: 10..<21), exhausted.cover(need(5, 5), within: 9..<20),
        ]
        #expect(covers == [true, true, false, false, false, false])
    }

    @Test func `It is forgotten once a machine of the range has room, and not before`() {
        let exhausted = ExhaustedDemands()
        exhausted.insert(need(5, 5), within: 10..<20)
        exhausted.machine(20, has: MachineWord(9, 9, 0, 0))
        exhausted.machine(9, has: MachineWord(9, 9, 0, 0))
        exhausted.machine(15, has: MachineWord(9, 4, 0, 0))
        let before = exhausted.cover(need(5, 5), within: 10..<20)
        #expect(before)
        exhausted.machine(19, has: MachineWord(5, 5, 0, .min))
        let after = (exhausted.cover(need(5, 5), within: 10..<20), exhausted.isEmpty)
        #expect(!after.0)
        #expect(after.1)
    }

    /// 32 are kept.
    @Test func `The oldest makes room for the latest`() {
        let exhausted = ExhaustedDemands()
        for number in 1...40 { exhausted.insert(need(1), within: 0..<number) }
        let known = (1...40).filter { exhausted.cover(need(1), within: 0..<$0) }
        #expect(known == Array(9...40))
    }

    /// Attempts that may be withdrawn, ends of tasks and offers, on three ranges and six demands: the same needs come again
    /// and again, so that many searches are spared.
    ///
    /// The oracle looks at every machine of the range.
    @Test(arguments: [1, 2, 3]) func `Knowing what fits nowhere never hides a machine that fits`(seed: UInt64) {
        var random = TestRandom(seed)
        var stream = RandomStream(seed: seed, replication: 0, purpose: "test")
        let ranges = [0..<100, 0..<40, 40..<100]
        let demands = [amounts(1, 1), amounts(2, 1), amounts(1, 2), amounts(3, 3), amounts(5, 0), amounts(4, 6)]
        var cell = Cell(capacities: Array(repeating: amounts(6, 6), count: 100))
        var placement = RandomizedFirstFit(machineCount: 100)
        var running: [(demand: Resources, machine: UInt32)] = []
        var transaction = Transaction()
        var inVain = 0
        var wrong = 0
        for _ in 0..<3000 {
            let demand = demands[Int.random(in: 0..<6, using: &random)]
            let range = ranges[Int.random(in: 0..<3, using: &random)]
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<4:
                let room = range.reduce(0) { $0 + self.room(for: demand, in: cell.free.words[$1].free) }
                transaction.begin(TaskDemand(demand))
                if room == 0 { inVain += 1 }
                let tasks = Int.random(in: 1...20, using: &random)
                placement.place(tasks, on: cell.free, within: range, drawing: &stream, into: &transaction)
                if transaction.count != min(tasks, room) { wrong += 1 }
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
                // An offer, in which this much is placed at most, while a task ends.
                let lock = cell.lockEverythingFree()
                if let ended = running.popLast() { cell.release(ended.demand, on: [ended.machine]) }
                transaction.begin(TaskDemand(demand))
                placement.place(3, within: lock, range: range, drawing: &stream, into: &transaction)
                cell.unlock(lock, claimed: demand * Int64(transaction.count))
                running += transaction.machineList.map { (demand, UInt32($0)) }
            }
        }
        #expect(wrong == 0)
        #expect(inVain > 100)
    }

    private func room(for demand: Resources, in free: Resources) -> Int {
        let byMemory = demand.memoryMiB > 0 ? free.memoryMiB / demand.memoryMiB : .max
        return Int(min(free.milliCores / demand.milliCores, byMemory))
    }
}
