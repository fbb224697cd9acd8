import Testing

@testable import CellbenchSimulator

@Suite struct CapacityIndexTests {
    /// A table of machines of several kinds, a third of them full.
    private func table(_ machines: Int, using random: inout TestRandom) -> FreeTable {
        let table = FreeTable(count: machines)
        for machine in 0..<machines {
            let size = Int64.random(in: 0...2, using: &random) * Int64.random(in: 1...50, using: &random)
            table.set(machine, to: MachineWord(free: amounts(size, size * 3, machine % 7 == 0 ? size : 0)))
        }
        return table
    }

    private func range(of machines: Int, using random: inout TestRandom) -> Range<Int> {
        let ends = [Int.random(in: 0...machines, using: &random), Int.random(in: 0...machines, using: &random)]
        return ends.min()!..<ends.max()!
    }

    private func demand(using random: inout TestRandom) -> Resources {
        amounts(
            Int64.random(in: 1...60, using: &random), Int64.random(in: 0...120, using: &random),
            Int.random(in: 0..<4, using: &random) == 0 ? Int64.random(in: 1...20, using: &random) : 0)
    }

    /// The oracle looks at every machine of the range.
    ///
    /// 32, 1,024 and 32,768 machines fill whole groups of the index's levels.
    @Test(arguments: [1, 2, 31, 32, 33, 100, 1023, 1024, 1025, 5000])
    func `A search finds exactly the machines of a range that fit, in order, after any claims and releases`(
        machines: Int
    ) {
        var random = TestRandom(UInt64(machines))
        let table = table(machines, using: &random)
        var held: [(demand: TaskDemand, machine: UInt32)] = []
        var wrong = 0
        for step in 0..<400 {
            let demand = demand(using: &random)
            let machine = Int.random(in: 0..<machines, using: &random)
            if demand.fits(in: table.words[machine].free) {
                table.words[machine] &-= TaskDemand(demand).claim
                held.append((TaskDemand(demand), UInt32(machine)))
            }
            if !held.isEmpty && Int.random(in: 0..<3, using: &random) == 0 {
                let ended = held.remove(at: Int.random(in: 0..<held.count, using: &random))
                table.add(ended.demand.release(movingVersion: true), to: [ended.machine], count: 1)
            }
            guard machines < 2000 || step % 20 == 0 else { continue }
            let sought = self.demand(using: &random)
            let range = step % 5 == 0 ? 0..<machines : range(of: machines, using: &random)
            if table.found(sought, within: range) != table.fitting(sought, within: range) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(arguments: [32_768, 32_769, 40_000])
    func `A search finds the few machines that fit in a large full cell`(machines: Int) {
        let table = FreeTable(count: machines)
        let free = [0, 31, 32, 1023, 1024, 20_000, 32_767, machines - 1]
        for machine in free { table.set(machine, to: MachineWord(free: amounts(10, 10))) }
        let expected = Set(free).sorted()
        #expect(table.found(amounts(10, 10), within: 0..<machines) == expected)
        #expect(table.found(amounts(11, 0), within: 0..<machines) == [])
        #expect(table.found(amounts(1, 0), within: 32..<32_767) == expected.filter { (32..<32_767).contains($0) })
        #expect(table.found(amounts(1, 0), within: 33..<1023) == [])
        // A search that tightened every bound is followed by a release in a full group.
        table.set(777, to: MachineWord(free: amounts(1, 0)))
        #expect(table.found(amounts(1, 0), within: 33..<1024) == [777, 1023])
    }

    /// The bound of a group has the largest amount of each resource, which need not be on one machine.
    @Test func `Machines that have plenty of one thing each do not fit a demand for both`() {
        let table = FreeTable(count: 64)
        for machine in 0..<64 {
            table.set(machine, to: MachineWord(free: machine % 2 == 0 ? amounts(9, 1) : amounts(1, 9)))
        }
        #expect(table.found(amounts(2, 2), within: 0..<64) == [])
        table.set(40, to: MachineWord(free: amounts(2, 2)))
        #expect(table.found(amounts(2, 2), within: 0..<64) == [40])
        #expect(table.found(amounts(2, 0), within: 0..<5) == [0, 2, 4])
    }

    @Test func `An empty range has nothing that fits`() {
        let table = FreeTable(count: 40)
        for machine in 0..<40 { table.set(machine, to: MachineWord(free: amounts(1))) }
        for place in [0, 5, 32, 40] { #expect(table.found(amounts(1), within: place..<place) == []) }
        #expect(table.found(amounts(1), within: 0..<40).count == 40)
    }

    /// Claims, a search and a withdrawal, as in shared-state scheduling.
    ///
    /// The search tightens the bound to the rest beside the claim. The withdrawal gives the machine back and must raise
    /// the bound again.
    @Test func `A machine whose claims are withdrawn is found again`() {
        let table = FreeTable(count: 64)
        table.set(40, to: MachineWord(free: amounts(1)))
        let transaction = claims(of: amounts(1), on: [40])
        table.words[40] &-= transaction.demand.claim
        #expect(table.found(amounts(1), within: 0..<64) == [])
        transaction.withdraw(from: table)
        #expect(table.words[40].free == amounts(1))
        #expect(table.found(amounts(1), within: 0..<64) == [40])
    }
}
