import Testing

@testable import Simulator

@Suite struct ChangeLogTests {
    /// A log holds a power of two of changes, 1,024 at least.
    @Test(arguments: [(0, 1024), (1024, 1024), (1025, 2048), (10_000, 16_384)])
    func `A log remembers as many changes as it has room for, and no more`(asked: Int, room: Int) {
        var log = ChangeLog(remembering: asked)
        for change in 0..<room { log.append([UInt32(change)], count: 1) }
        let full = (log.remembers(from: 0), log.position)
        #expect(full.0)
        #expect(full.1 == room)
        log.append([9], count: 1)
        let overrun = (log.remembers(from: 0), log.remembers(from: 1), log.remembers(from: log.position))
        #expect(!overrun.0)
        #expect(overrun.1)
        #expect(overrun.2)
    }

    /// The oracle is an array of all changes.
    @Test func `What is remembered is what was appended, in its order`() {
        var random = TestRandom(51)
        var log = ChangeLog(remembering: 0)
        var oracle: [Int] = []
        for _ in 0..<300 {
            let machines = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                UInt32.random(in: 0..<5000, using: &random)
            }
            log.append(machines, count: machines.count)
            oracle += machines.map { Int($0) }
        }
        let position = log.position
        #expect(position == oracle.count)
        #expect(position > 3000)
        let remembered = ((position - 1024)..<position).map { log.machine(at: $0) }
        #expect(remembered == oracle.suffix(1024))
    }
}

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
        let machines = (0..<Int.random(in: 1...8, using: &random)).map { _ in UInt32.random(in: 0..<50, using: &random)
        }
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
