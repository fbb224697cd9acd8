import Testing

@testable import CellbenchSimulator

@Suite struct OfferTests {
    /// Three machines of 10; tasks of 4 run on the machines 0 and 2.
    private func cell() -> Cell {
        var cell = Cell(capacities: Array(repeating: amounts(10), count: 3))
        var transaction = claims(of: amounts(4), on: [0, 2])
        _ = cell.commit(&transaction, detection: .fine, mode: .incremental)
        return cell
    }

    private func milliCores(_ table: FreeTable) -> [Int64] { table.list.map(\.free.milliCores) }

    private func milliCores(_ lock: Lock, in cell: borrowing Cell) -> [Int64] {
        cell.left(of: lock).map(\.milliCores)
    }

    @Test func `A lock takes everything that is free and leaves nothing`() {
        var cell = cell()
        let lock = cell.lockEverythingFree()
        #expect(lock.amount == amounts(22))
        #expect(milliCores(lock, in: cell) == [6, 10, 6])
        #expect(milliCores(cell.free) == [0, 0, 0])
        #expect(cell.locked == amounts(22))
        #expect(cell.allocated == amounts(8))
        #expect(cell.available == .zero)
    }

    @Test func `A second lock gets only what was freed since the first`() {
        var cell = cell()
        let first = cell.lockEverythingFree()
        cell.release(amounts(4), on: [2])
        let second = cell.lockEverythingFree()
        #expect(second.amount == amounts(4))
        #expect(milliCores(second, in: cell) == [0, 0, 4])
        cell.withTable(of: second) { #expect($0.found(amounts(1), within: 0..<3) == [2]) }
        #expect(cell.locked == amounts(26))
        #expect(milliCores(first, in: cell) == [6, 10, 6])
        #expect(cell.available == .zero)
    }

    /// The first offer has two claims of 5 on machine 1 and one of 6 on machine 0; the second has one of 3 on machine
    /// 2.
    ///
    /// These 2 · 5 + 6 + 3 = 19 are on top of the 4 that still run.
    @Test(arguments: [true, false])
    func `Locks end in either order, and what was not claimed is free again`(firstEndsFirst: Bool) {
        var cell = cell()
        let first = cell.lockEverythingFree()
        cell.release(amounts(4), on: [2])
        let second = cell.lockEverythingFree()
        for (lock, demand, machine) in [(first, 5, 1), (first, 5, 1), (first, 6, 0), (second, 3, 2)] {
            cell.withTable(of: lock) { $0.words[machine] &-= TaskDemand(amounts(Int64(demand))).claim }
        }
        let answers = [(first, amounts(16)), (second, amounts(3))]
        for (lock, claimed) in firstEndsFirst ? answers : answers.reversed() { cell.unlock(lock, claimed: claimed) }
        #expect(milliCores(cell.free) == [0, 0, 7])
        #expect(cell.free.found(amounts(1), within: 0..<3) == [2])
        #expect(cell.locked == .zero)
        #expect(cell.allocated == amounts(23))
        #expect(cell.available == amounts(7))
    }

    @Test func `What is freed while everything is locked is free when the lock has ended`() {
        var cell = cell()
        let lock = cell.lockEverythingFree()
        cell.release(amounts(4), on: [0, 2])
        #expect(milliCores(cell.free) == [4, 0, 4])
        cell.unlock(lock, claimed: .zero)
        #expect(milliCores(cell.free) == [10, 10, 10])
        #expect(cell.available == cell.capacity)
        #expect(cell.free.found(amounts(10), within: 0..<3) == [0, 1, 2])
    }

    /// In the second offer machines 0 and 2 have 4 each and machine 1 has nothing.
    ///
    /// Of tasks of 3 each takes one; of tasks of 1 eight fit in all. The first task goes to either equally often.
    @Test func `Within an offer of what was freed, tasks go to the machines that fit, evenly`() {
        let placer = Placer(machineCount: 3)
        var stream = RandomStream(seed: 5, replication: 0, purpose: "offers")
        var transaction = Transaction()
        func place(_ tasks: Int, of demand: Int64, range: Range<Int>) -> [Int] {
            var cell = cell()
            let first = cell.lockEverythingFree()
            cell.release(amounts(4), on: [0, 2])
            let second = cell.lockEverythingFree()
            transaction.begin(TaskDemand(amounts(demand)))
            placer.place(tasks, on: second, within: range, drawing: &stream, into: &transaction)
            let left = milliCores(second, in: cell).reduce(0, +)
            #expect(left == 8 - demand * Int64(transaction.count))
            cell.unlock(second, claimed: amounts(demand) * Int64(transaction.count))
            cell.unlock(first, claimed: .zero)
            #expect(cell.available == amounts(30 - demand * Int64(transaction.count)))
            return transaction.machineList
        }
        #expect(place(100, of: 3, range: 0..<3).sorted() == [0, 2])
        #expect(place(100, of: 1, range: 0..<3).sorted() == [0, 0, 0, 0, 2, 2, 2, 2])
        #expect(place(100, of: 1, range: 1..<3) == [2, 2, 2, 2])
        #expect(place(100, of: 5, range: 0..<3).isEmpty)
        let first = (0..<1000).map { _ in place(1, of: 2, range: 0..<3)[0] }
        #expect((420...580).contains(first.count { $0 == 0 }))
    }

    @Test func `Offers leave nothing behind, however many there were`() {
        var cell = cell()
        for _ in 0..<5 {
            let first = cell.lockEverythingFree()
            let second = cell.lockEverythingFree()
            cell.unlock(first, claimed: .zero)
            cell.unlock(second, claimed: .zero)
        }
        #expect(!cell.free.isSparse)
        #expect(cell.locked == .zero)
        #expect(milliCores(cell.free) == [6, 10, 6])
    }
}
