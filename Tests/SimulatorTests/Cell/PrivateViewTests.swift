import Testing

@testable import Simulator

@Suite struct PrivateViewTests {
    /// After `most` transactions at most between two synchronisations; 1,024 changes overrun the log.
    ///
    /// The third view synchronises always, so that the copies of the others do not hide what it misses.
    @Test(arguments: [(1, 30), (2, 30), (1, 600), (2, 600)])
    func `A view equals the cell as it was when the view last synchronised`(seed: UInt64, most: Int) {
        var random = TestRandom(seed)
        let capacities = (0..<50).map { amounts(Int64(100 + $0), Int64(200 - $0)) }
        var cell = Cell(capacities: capacities, logsChanges: true)
        var views = FixedArray(count: 3) { _ in PrivateView(of: cell) }
        var snapshots = Array(repeating: cell.free.list, count: 3)
        var running: [(demand: Resources, machines: [Int])] = []
        var overrun = 0
        var synchronised = 0
        for _ in 0..<60 {
            let start = cell.changes.position
            for _ in 0..<Int.random(in: 0...most, using: &random) {
                change(&cell, &running, using: &random)
                if most < 100 { views[2].synchronise(with: cell) }
            }
            if most < 100 { snapshots[2] = cell.free.list }
            if cell.changes.position - start > 1024 { overrun += 1 }
            let view = Int.random(in: 0..<3, using: &random)
            views[view].synchronise(with: cell)
            snapshots[view] = cell.free.list
            synchronised += 1
            for view in 0..<3 {
                let table = views[view].table
                #expect(table.list == snapshots[view])
                #expect(table.found(amounts(60), within: 0..<50) == table.fitting(amounts(60), within: 0..<50))
            }
        }
        #expect(synchronised == 60)
        #expect(most < 100 ? overrun == 0 : overrun > 5)
    }

    /// Commits a random transaction, with any detection and mode, or ends one that runs.
    private func change(
        _ cell: inout Cell, _ running: inout [(demand: Resources, machines: [Int])], using random: inout TestRandom
    ) {
        if running.count > 20 || !running.isEmpty && Bool.random(using: &random) {
            let ended = running.remove(at: Int.random(in: 0..<running.count, using: &random))
            cell.release(ended.demand, on: ended.machines.map { UInt32($0) })
            return
        }
        let demand = amounts(Int64.random(in: 1...30, using: &random), Int64.random(in: 0...30, using: &random))
        let count = Int.random(in: 1...8, using: &random)
        let machines = (0..<count).map { _ in UInt32.random(in: 0..<50, using: &random) }
        let detection: ConflictDetection =
            Set(machines).count == machines.count && Bool.random(using: &random) ? .coarse : .fine
        let fits = machines.allSatisfy { demand.fits(in: cell.free.words[Int($0)].free) }
        var transaction = claims(of: demand, on: machines, relyingOn: cell.free)
        let mode = CommitMode.allCases.randomElement(using: &random)!
        _ = cell.commit(&transaction, detection: fits ? detection : .fine, mode: mode)
        if transaction.count > 0 { running.append((demand, transaction.machineList)) }
    }

    @Test func `Claims on a view leave the cell as it is, and withdrawn claims leave the view as it was`() {
        let cell = Cell(capacities: Array(repeating: amounts(10), count: 3), logsChanges: true)
        let view = PrivateView(of: cell)
        let transaction = claims(of: amounts(3), on: [1, 1])
        for machine in transaction.machineList { view.table.words[machine] &-= transaction.demand.claim }
        #expect(view.table.words[1] == MachineWord(4, 0, 0, 2))
        #expect(cell.freeList == Array(repeating: amounts(10), count: 3))
        transaction.withdraw(from: view.table)
        #expect(view.table.list == cell.free.list)
    }
}
