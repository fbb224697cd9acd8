// In a cell of devices: scores that are kept, of machines that change a device at a time.

extension ScoredPlacement {
    /// Places on a table, with scores that are kept from attempt to attempt.
    func placeOnBoard(
        _ tasks: Int, ofDevices table: FreeTable, _ candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        let board = board(for: candidates, on: table, demand)
        let range = board.pointee.range
        bringUpToDate(board, ofDevices: table, demand)
        var missing = tasks
        while missing > 0, board.pointee.tree.best > ScoreTree.nothing {
            let leaf = ties == .random ? board.pointee.tree.drawBest(&stream) : board.pointee.tree.firstBest()
            let machine = machine(of: leaf, in: range)
            claim(UInt32(truncatingIfNeeded: machine), of: candidates, into: &transaction)
            missing -= 1
            board.pointee.tree.set(leaf, to: value(of: machine, on: table, demand))
        }
        board.pointee.position = table.changeCount
    }

    private func board(
        for candidates: Candidates, on table: FreeTable, _ demand: TaskDemand
    ) -> UnsafeMutablePointer<ScoreBoard> {
        switch candidates.machines {
        case .range(let range): return memory.pointee.boards.board(of: demand.need, on: table, within: range)
        case .suitable(let suitable):
            let ranges = suitable.pointee.ranges
            let span = (ranges.first?.lowerBound ?? 0)..<(ranges.last?.upperBound ?? 0)
            return memory.pointee.boards.board(of: demand.need, on: table, within: span, suitable: ranges)
        }
    }

    @inline(__always)
    private func value(of machine: Int, on table: FreeTable, _ demand: TaskDemand) -> Double {
        value(table.words[machine], of: machine, demand, at: machine, table.devices)
    }

    /// Scores the machines again that have changed since the board was last used.
    private func bringUpToDate(
        _ board: UnsafeMutablePointer<ScoreBoard>, ofDevices table: FreeTable, _ demand: TaskDemand
    ) {
        let range = board.pointee.range
        let position = board.pointee.position
        if let log = table.changes(since: position), table.changeCount - position < range.count / 2 {
            let mask = table.changeMask
            memory.pointee.seen.begin(machines: table.count)
            for entry in (position..<table.changeCount).reversed() {
                let machine = Int(log[entry & mask])
                // A machine that took several tasks since is scored once.
                guard memory.pointee.seen.insert(machine), board.pointee.covers(machine) else { continue }
                board.pointee.tree.set(leaf(of: machine, in: range), to: value(of: machine, on: table, demand))
            }
        } else {
            // Ranks are of all machines; those that do not suit have no score.
            board.pointee.tree.rebuild(count: ties == .fixed ? ranks.count : range.count) { leaf in
                let machine = machine(of: leaf, in: range)
                return board.pointee.covers(machine) ? value(of: machine, on: table, demand) : ScoreTree.nothing
            }
        }
        board.pointee.position = table.changeCount
    }
}

/// Machines that were seen since the last beginning.
struct SeenMachines: ~Copyable {
    /// By machine, the number of the beginning after which it was last seen.
    private var stamps = GrowableBuffer<UInt32>(capacity: 1)
    private var stamp: UInt32 = 0

    /// Begins with no machine seen.
    mutating func begin(machines count: Int) {
        while stamps.count < count { stamps.append(0) }
        stamp &+= 1
        if stamp == 0 {
            for machine in 0..<stamps.count { stamps[machine] = 0 }
            stamp = 1
        }
    }

    /// Notes a machine, and returns true if it was not seen before.
    @inline(__always)
    mutating func insert(_ machine: Int) -> Bool {
        guard stamps[machine] != stamp else { return false }
        stamps[machine] = stamp
        return true
    }
}
