import Testing

@testable import CellbenchSimulator

/// One cell of four machines of 10 milli-cores each.
///
/// The scheduler has seen the first versions.
///
/// Then another takes 8 of machine 1 and 2 of machine 2. Then the scheduler commits claims of 4 on the machines 0, 1,
/// 2, 2, 3.
@Suite struct CommitTests {
    private let demand = amounts(4)

    /// Runs the steps and returns the outcome, the claims left, and free resources and version of each machine.
    private func commit(
        _ detection: ConflictDetection, _ mode: CommitMode
    ) -> (outcome: CommitOutcome, claims: [Int], free: [Int64], versions: [Int32], allocated: Int64) {
        var cell = Cell(capacities: Array(repeating: amounts(10), count: 4))
        var transaction = claims(of: demand, on: [0, 1, 2, 2, 3], relyingOn: cell.free)
        var other = claims(of: amounts(8), on: [1])
        var another = claims(of: amounts(2), on: [2])
        #expect(cell.commit(&other, detection: .fine, mode: .incremental) == CommitOutcome(committed: 1))
        #expect(cell.commit(&another, detection: .fine, mode: .incremental) == CommitOutcome(committed: 1))
        let outcome = cell.commit(&transaction, detection: detection, mode: mode)
        return (
            outcome, transaction.machineList, cell.freeList.map(\.milliCores), cell.versions,
            cell.allocated.milliCores
        )
    }

    /// Machine 1 has 2 left, machine 2 has 8: only the claim on machine 1 does not fit.
    @Test func `Fine and incremental: only what no longer fits conflicts`() {
        let result = commit(.fine, .incremental)
        #expect(result.outcome == CommitOutcome(committed: 4, conflicted: 1))
        #expect(result.claims == [0, 2, 2, 3])
        #expect(result.free == [6, 2, 0, 6])
        #expect(result.versions == [1, 1, 3, 1])
        #expect(result.allocated == 26)
    }

    @Test func `Fine and all-or-nothing: one conflict undoes all, versions included`() {
        let result = commit(.fine, .allOrNothing)
        #expect(result.outcome == CommitOutcome(conflicted: 1, rolledBack: 4))
        #expect(result.claims == [])
        #expect(result.free == [10, 2, 8, 10])
        #expect(result.versions == [0, 1, 1, 0])
        #expect(result.allocated == 10)
    }

    /// Machines 1 and 2 have moved; the two claims on machine 2 fall together.
    @Test func `Coarse and incremental: what moved conflicts, even where it still fits`() {
        let result = commit(.coarse, .incremental)
        #expect(result.outcome == CommitOutcome(committed: 2, conflicted: 3))
        #expect(result.claims == [0, 3])
        #expect(result.free == [6, 2, 8, 6])
        #expect(result.versions == [1, 1, 1, 1])
        #expect(result.allocated == 18)
    }

    @Test func `Coarse and all-or-nothing: one conflict undoes all, versions included`() {
        let result = commit(.coarse, .allOrNothing)
        #expect(result.outcome == CommitOutcome(conflicted: 3, rolledBack: 2))
        #expect(result.claims == [])
        #expect(result.free == [10, 2, 8, 10])
        #expect(result.versions == [0, 1, 1, 0])
        #expect(result.allocated == 10)
    }

    @Test(arguments: ConflictDetection.allCases, CommitMode.allCases)
    func `Claims of one transaction on one machine do not conflict with each other`(
        detection: ConflictDetection, mode: CommitMode
    ) {
        var cell = Cell(capacities: [amounts(10), amounts(10)])
        var transaction = claims(of: amounts(5), on: [1, 0, 1], relyingOn: cell.free)
        #expect(cell.commit(&transaction, detection: detection, mode: mode) == CommitOutcome(committed: 3))
        #expect(transaction.machineList == [1, 0, 1])
        #expect(cell.freeList.map(\.milliCores) == [5, 0])
        #expect(cell.versions == [1, 2])
    }

    /// Of three claims of 4 on 10 the third does not fit.
    @Test func `With fine detection claims on one machine may be more than it has`() {
        var cell = Cell(capacities: [amounts(10)])
        var some = claims(of: amounts(4), on: [0, 0, 0])
        #expect(
            cell.commit(&some, detection: .fine, mode: .allOrNothing) == CommitOutcome(conflicted: 1, rolledBack: 2))
        #expect(cell.free.words[0] == MachineWord(10, 0, 0, 0))
        var again = claims(of: amounts(4), on: [0, 0, 0])
        #expect(cell.commit(&again, detection: .fine, mode: .incremental) == CommitOutcome(committed: 2, conflicted: 1))
        #expect(cell.free.words[0] == MachineWord(2, 0, 0, 2))
    }

    @Test(arguments: ConflictDetection.allCases, CommitMode.allCases)
    func `A transaction without claims changes nothing`(detection: ConflictDetection, mode: CommitMode) {
        var cell = Cell(capacities: [amounts(10)])
        var transaction = claims(of: amounts(4), on: [], relyingOn: cell.free)
        #expect(cell.commit(&transaction, detection: detection, mode: mode) == CommitOutcome())
        #expect(cell.free.words[0] == MachineWord(10, 0, 0, 0))
        #expect(cell.allocated == .zero)
    }

    /// A task ends on a machine between synchronisation and commit, and nothing else happens there.
    @Test(arguments: [(CoarseCounts.all, 0), (.claims, 1)])
    func `A release moves the version only where coarse detection counts all changes`(
        counts: CoarseCounts, committed: Int
    ) {
        var cell = Cell(capacities: [amounts(10)], coarseCounts: counts)
        var first = claims(of: amounts(3), on: [0])
        _ = cell.commit(&first, detection: .fine, mode: .incremental)
        var transaction = claims(of: amounts(3), on: [0], relyingOn: cell.free)
        cell.release(amounts(3), on: [0])
        let outcome = cell.commit(&transaction, detection: .coarse, mode: .incremental)
        #expect(outcome == CommitOutcome(committed: committed, conflicted: 1 - committed))
        #expect(cell.freeList == [amounts(committed == 1 ? 7 : 10)])
    }

    @Test func `A release returns to each machine what each of its tasks held`() {
        var cell = Cell(capacities: Array(repeating: amounts(10, 20, 30), count: 3))
        var transaction = claims(of: amounts(1, 2, 3), on: [2, 0, 2])
        _ = cell.commit(&transaction, detection: .fine, mode: .incremental)
        #expect(cell.freeList == [amounts(9, 18, 27), amounts(10, 20, 30), amounts(8, 16, 24)])
        #expect(cell.available == amounts(27, 54, 81))
        cell.release(amounts(1, 2, 3), on: [2, 0, 2])
        #expect(cell.freeList == Array(repeating: amounts(10, 20, 30), count: 3))
        #expect(cell.versions == [2, 0, 4])
        #expect(cell.allocated == .zero)
        #expect(cell.available == cell.capacity)
    }
}
