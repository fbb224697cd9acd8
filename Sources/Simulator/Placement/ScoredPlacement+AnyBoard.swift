// Boards of any kind: of devices, of the machines that suit a job, and of jobs whose tasks are counted.

extension ScoredPlacement {
    /// Places on a table, with scores that are kept from attempt to attempt.
    ///
    /// Boards have the scores of jobs without tasks. Where a policy looks at where the job's tasks are, the score of a
    /// machine near some of them is lower: it is put right when the machine comes first, and put back at the end.
    func placeOnAnyBoard(
        _ tasks: Int, _ table: FreeTable, _ candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        let board = board(for: candidates, on: table, demand)
        let range = board.pointee.range
        bringUpToDate(board, any: table, demand)
        memory.pointee.lowered.truncate(to: 0)
        var missing = tasks
        while missing > 0, board.pointee.tree.best > ScoreTree.nothing {
            let leaf = ties == .random ? board.pointee.tree.drawBest(&stream) : board.pointee.tree.firstBest()
            let machine = machine(of: leaf, in: range)
            if score.looksAtJobs {
                let now = value(of: machine, on: table, demand, jobTasks(on: machine, of: candidates))
                guard now == board.pointee.tree.best else {
                    lower(leaf, of: board, to: now)
                    continue
                }
            }
            claim(UInt32(truncatingIfNeeded: machine), of: candidates, into: &transaction)
            missing -= 1
            if score.looksAtJobs {
                lower(leaf, of: board, to: value(of: machine, on: table, demand, jobTasks(on: machine, of: candidates)))
            } else {
                board.pointee.tree.set(leaf, to: value(of: machine, on: table, demand))
            }
        }
        for position in 0..<memory.pointee.lowered.count {
            let leaf = Int(memory.pointee.lowered[position])
            board.pointee.tree.set(leaf, to: value(of: machine(of: leaf, in: range), on: table, demand))
        }
        board.pointee.position = table.changeCount
    }

    private func lower(_ leaf: Int, of board: UnsafeMutablePointer<ScoreBoard>, to score: Double) {
        board.pointee.tree.set(leaf, to: score)
        memory.pointee.lowered.append(UInt32(truncatingIfNeeded: leaf))
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
    private func value(
        of machine: Int, on table: FreeTable, _ demand: TaskDemand, _ tasks: JobTasks = JobTasks()
    ) -> Double {
        value(table.words[machine], of: machine, demand, at: machine, table.devices, tasks)
    }

    /// Scores the machines again that have changed since the board was last used.
    private func bringUpToDate(
        _ board: UnsafeMutablePointer<ScoreBoard>, any table: FreeTable, _ demand: TaskDemand
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
