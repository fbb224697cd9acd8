import CellbenchCommitBench
import Testing

@testable import CellbenchSimulator

/// Steady state allocates nothing, by the allocator's count of bytes that the thread asked for.
@Suite(
    .enabled("counting bytes needs jemalloc as the process's allocator") {
        AllocationCounter.allocatedBytes() != nil
    })
struct AllocationTests {
    private static let machines = 2000
    private let demand = TaskDemand(amounts(10, 10))

    /// Room for 5 tasks a machine: 10,000 in all.
    private func cell() -> Cell {
        Cell(capacities: Array(repeating: amounts(50, 50), count: AllocationTests.machines))
    }

    /// Bytes that `loops` passes of `body` allocate after as many to warm up, without those of the counting.
    private func bytes(loops: Int = 30, _ body: () -> Void) -> UInt64 {
        for _ in 0..<loops { body() }
        let start = AllocationCounter.allocatedBytes() ?? 0
        let before = AllocationCounter.allocatedBytes() ?? 0
        for _ in 0..<loops { body() }
        let after = AllocationCounter.allocatedBytes() ?? 0
        return (after - before) - (before - start)
    }

    @Test func `The count sees what is allocated`() {
        let counted = bytes(loops: 1) { _ = GrowableBuffer<Int64>(capacity: 1000) }
        #expect(counted >= 8000)
        #expect(bytes {} == 0)
    }

    /// Two transactions of 100 tasks are placed on one state of the cell and committed one after the other, so that
    /// some conflict; the tasks end a few passes later.
    ///
    /// Beside 9,600 other tasks, capacity is scarce; beside 5,000 it is not.
    @Test(arguments: ConflictDetection.allCases, CommitMode.allCases)
    func `Placing, committing and ending tasks allocates nothing`(detection: ConflictDetection, mode: CommitMode) {
        for background in [5000, 9600] {
            var cell = cell()
            let placer = Placer(machineCount: AllocationTests.machines)
            var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
            var blocks = Blocks<UInt32>(capacity: 16)
            var transactions = FixedArray(count: 2) { _ in Transaction() }
            transactions[0].begin(demand)
            let everywhere = 0..<AllocationTests.machines
            placer.place(background, on: cell.free, within: everywhere, drawing: &stream, into: &transactions[0])
            cell.adopt(transactions[0])
            var conflicts = 0
            let allocated = bytes {
                for number in 0..<2 {
                    transactions[number].begin(demand)
                    placer.place(
                        100, on: cell.free, within: everywhere, drawing: &stream, into: &transactions[number])
                    transactions[number].withdraw(from: cell.free)
                    if detection == .coarse { transactions[number].noteVersions(of: cell.free) }
                }
                for number in 0..<2 {
                    conflicts += cell.commit(&transactions[number], detection: detection, mode: mode).conflicted
                }
                for number in 0..<2 {
                    let count = transactions[number].count
                    guard count > 0 else { continue }
                    let list = blocks.store(transactions[number].machines.base, count: count)
                    cell.release(blocks.list(at: list), count: count, demand)
                    blocks.free(list, count: count)
                }
            }
            #expect(allocated == 0, "beside \(background) tasks")
            if background == 9600 || detection == .coarse { #expect(conflicts > 0) }
            #expect(cell.allocated == demand.resources * Int64(background))
        }
    }

    /// Two offers overlap: resources released while the first is out are in the second.
    @Test func `Locking, answering and unlocking offers allocates nothing`() {
        var cell = cell()
        let placer = Placer(machineCount: AllocationTests.machines)
        var stream = RandomStream(seed: 2, replication: 0, purpose: "test")
        var first = Transaction()
        var second = Transaction()
        first.begin(demand)
        let everywhere = 0..<AllocationTests.machines
        placer.place(9000, on: cell.free, within: everywhere, drawing: &stream, into: &first)
        cell.adopt(first)
        first.machines.truncate(to: 50)
        var offered = 0
        let allocated = bytes {
            let one = cell.lockEverythingFree()
            cell.release(first.machines.base, count: first.count, demand)
            let two = cell.lockEverythingFree()
            first.begin(demand)
            placer.place(50, on: one, within: everywhere, drawing: &stream, into: &first)
            second.begin(demand)
            placer.place(20, on: two, within: everywhere, drawing: &stream, into: &second)
            cell.unlock(one, claimed: demand.resources * Int64(first.count))
            cell.unlock(two, claimed: demand.resources * Int64(second.count))
            offered += second.count
            cell.release(second.machines.base, count: second.count, demand)
        }
        #expect(allocated == 0)
        #expect(offered == 60 * 20)
        #expect(cell.locked == .zero)
        #expect(cell.allocated == demand.resources * 9000)
    }
}
