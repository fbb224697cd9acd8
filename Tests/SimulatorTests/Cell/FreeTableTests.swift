import Testing

@testable import CellbenchSimulator

@Suite struct FreeTableTests {
    @Test func `A new table has nothing free`() {
        let table = FreeTable(count: 33)
        #expect(table.list == Array(repeating: .zero, count: 33))
        #expect(table.found(amounts(1), within: 0..<33) == [])
    }

    @Test func `Adding to a machine named twice adds twice`() {
        let table = FreeTable(count: 4)
        table.add(MachineWord(1, 2, 3, 1), to: [2, 0, 2], count: 3)
        #expect(table.list == [MachineWord(1, 2, 3, 1), .zero, MachineWord(2, 4, 6, 2), .zero])
    }

    @Test func `A table that is set to another's words is searched like it`() {
        let table = FreeTable(count: 70)
        for machine in stride(from: 0, to: 70, by: 3) {
            table.set(machine, to: MachineWord(free: amounts(Int64(machine))))
        }
        let copy = FreeTable(count: 70)
        copy.set(1, to: MachineWord(free: amounts(99)))
        for machine in 0..<70 { copy.set(machine, to: table.words[machine]) }
        #expect(copy.list == table.list)
        #expect(copy.found(amounts(40), within: 0..<70) == [42, 45, 48, 51, 54, 57, 60, 63, 66, 69])
    }

    @Test func `A drained table is zero, and the other has what both had`() {
        let sparse = FreeTable(count: 100, isSparse: true)
        let full = FreeTable(count: 100)
        for machine in 0..<100 { full.set(machine, to: MachineWord(free: amounts(Int64(machine)))) }
        sparse.add(MachineWord(5, 6, 7, 1), to: [99, 0, 50, 99], count: 4)
        sparse.drain(into: full)
        #expect(sparse.list == Array(repeating: .zero, count: 100))
        let touched = sparse.touched.count
        #expect(touched == 0)
        #expect(full.words[99] == MachineWord(109, 12, 14, 2))
        #expect(full.words[0] == MachineWord(5, 6, 7, 1))
        #expect(full.words[1] == MachineWord(1, 0, 0, 0))
        #expect(full.found(amounts(1, 6), within: 0..<100) == [0, 50, 99])
    }

    @Test func `What is drained into a sparse table drains from there again`() {
        let first = FreeTable(count: 10, isSparse: true)
        let second = FreeTable(count: 10, isSparse: true)
        let third = FreeTable(count: 10, isSparse: true)
        first.add(MachineWord(1, 0, 0, 1), to: [3, 4], count: 2)
        second.add(MachineWord(2, 0, 0, 1), to: [4, 5], count: 2)
        first.drain(into: second)
        second.drain(into: third)
        #expect(second.list.allSatisfy { $0 == .zero })
        #expect(third.list.map(\.free.milliCores) == [0, 0, 0, 1, 3, 2, 0, 0, 0, 0])
        #expect(third.found(amounts(3), within: 0..<10) == [4])
    }
}
