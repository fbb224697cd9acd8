/// Places each task on the machine with the best score.
///
/// Which machines are scored, and which of the best gets the task, is as ``PlacementOptions`` say. On a table of what is free, scores are
/// kept from attempt to attempt (``ScoreBoard``); within an offer, and where a job does not take any machine, the machines that fit are
/// scored anew by each attempt.
///
/// A class, for the scores that it keeps: each run has its own, which workloads with the same settings share.
final class ScoredPlacement<Score: PlacementScore>: PlacementPolicy, @unchecked Sendable {
    let score: Score
    let selection: ScoredCandidates
    let ties: TieBreak
    let cutsScores: Bool
    /// Rank of each machine among ties, from 0, and the machine of each rank; empty unless ties are broken in a fixed order.
    let ranks: [UInt32]
    let machineOfRank: [UInt32]
    /// Behind a pointer, as variables of a class would be checked at every access.
    let memory: UnsafeMutablePointer<ScoreMemory>

    /// A policy.
    ///
    /// - Parameters:
    ///   - score: scores machines.
    ///   - options: what is set of the policy.
    ///   - ranks: rank of each machine among ties, where they are broken in a fixed order.
    ///   - boards: the most demands of which scores are kept.
    init(_ score: Score, _ options: PlacementOptions, ranks: [UInt32], boards: Int = ScoreBoards.most) {
        self.score = score
        selection = options.candidates
        ties = options.ties
        cutsScores = options.scores == .integers && !score.cutsItself
        self.ranks = ranks
        var machines = [UInt32](repeating: 0, count: ranks.count)
        for (machine, rank) in ranks.enumerated() { machines[Int(rank)] = UInt32(machine) }
        machineOfRank = machines
        memory = .allocate(capacity: 1)
        memory.initialize(to: ScoreMemory(boards: ScoreBoards(most: boards)))
    }

    deinit {
        memory.deinitialize(count: 1)
        memory.deallocate()
    }

    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard let table = candidates.table, candidates.areWholeRanges, !candidates.spread.hasRules else {
            if scoresAll {
                placeOnListed(tasks, among: candidates, drawing: &stream, into: &transaction)
            } else {
                placeOnSampled(tasks, among: candidates, drawing: &stream, into: &transaction)
            }
            return
        }
        guard candidates.devices == nil, !candidates.areApart, case .range(let range) = candidates.machines else {
            if scoresAll {
                table._withUnsafeGuaranteedRef {
                    placeOnAnyBoard(tasks, $0, candidates, drawing: &stream, into: &transaction)
                }
            } else {
                placeOnSampled(tasks, among: candidates, drawing: &stream, into: &transaction)
            }
            return
        }
        var tasks = tasks
        if usesClasses {
            tasks = table._withUnsafeGuaranteedRef {
                placeOnClasses(tasks, $0, range, drawing: &stream, into: &transaction)
            }
            guard tasks > 0 else { return }
        }
        switch selection {
        case .all:
            table._withUnsafeGuaranteedRef { placeOnBoard(tasks, $0, range, drawing: &stream, into: &transaction) }
        case .count(let most) where most <= CandidateSample.mostByTrial:
            let left = table._withUnsafeGuaranteedRef {
                placeByTrial(tasks, $0, range, most, drawing: &stream, into: &transaction)
            }
            guard left > 0 else { return }
            placeOnSampled(left, among: candidates, drawing: &stream, into: &transaction)
        case .count, .share:
            table._withUnsafeGuaranteedRef { placeOnRanked(tasks, $0, range, drawing: &stream, into: &transaction) }
        }
    }

    /// True if no candidates are drawn.
    @inline(__always)
    var scoresAll: Bool {
        if case .all = selection { true } else { false }
    }

    /// The score of a machine, or ``ScoreTree/nothing`` where the task does not fit.
    @inline(__always)
    func value(
        _ word: MachineWord, of machine: Int, _ demand: TaskDemand, at place: Int = 0, _ devices: DeviceTable? = nil,
        _ tasks: JobTasks = JobTasks()
    ) -> Double {
        guard word.has(demand.need) else { return ScoreTree.nothing }
        var scored = ScoredMachine(word, of: machine, at: place, devices)
        scored.tasks = tasks
        let value = score.score(scored, demand.claim)
        // Through an integer: the processors that binaries are built for have no instruction that rounds.
        return cutsScores ? Double(Int(value)) : value
    }

    /// The score of a machine, or ``ScoreTree/nothing`` where the task does not fit; `last` spares the work where the machine before was
    /// alike.
    @inline(__always)
    func value(_ word: MachineWord, of machine: Int, _ demand: TaskDemand, like last: inout LastScore) -> Double {
        word.has(demand.need) ? value(fitting: word, of: machine, demand, like: &last) : ScoreTree.nothing
    }

    /// The score of a machine on which the task fits; `last` spares the work where the machine before was alike.
    @inline(__always)
    func value(
        fitting word: MachineWord, of machine: Int, _ demand: TaskDemand, like last: inout LastScore
    ) -> Double {
        let amounts = word.withoutVersion
        if amounts == last.amounts { return last.score }
        let value = value(word, of: machine, demand)
        if score.dependsOnAmountsAlone { last = LastScore(amounts: amounts, score: value) }
        return value
    }
}

/// A score that was worked out, and what its machine had free.
struct LastScore: BitwiseCopyable {
    /// Negative before the first score.
    var amounts = MachineWord(repeating: -1)
    var score = ScoreTree.nothing
}

extension MachineWord {
    /// What is free, for comparison.
    @inline(__always)
    var withoutVersion: MachineWord { self & MachineWord(-1, -1, -1, 0) }
}

/// What a policy that scores machines keeps from one attempt to the next.
struct ScoreMemory: ~Copyable {
    var boards: ScoreBoards
    var sample = CandidateSample()
    /// The machines that were scored again already while a board catches up.
    var seen = SeenMachines()
    /// Of the board in use, the machines that are better than those left in its tree.
    var top = TopLeaves()
    /// Leaves of the board in use whose scores are lower for the job under way than for others.
    var lowered = GrowableBuffer<UInt32>(capacity: 16)
    /// Scores of the attempt under way, by place in the list of candidates that fit.
    var listed = ScoreTree()
}

// MARK: On a table, with scores that are kept

extension ScoredPlacement {
    private func placeOnBoard(
        _ tasks: Int, _ table: FreeTable, _ range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        let board = memory.pointee.boards.board(of: demand.need, on: table, within: range)
        bringUpToDate(board, table, demand)
        let words = table.words
        var missing = tasks
        while missing > 0, board.pointee.tree.best > ScoreTree.nothing {
            let leaf = ties == .random ? board.pointee.tree.drawBest(&stream) : board.pointee.tree.firstBest()
            let machine = self.machine(of: leaf, in: range)
            let word = words[machine]
            let amounts = word.withoutVersion
            let known = board.pointee.run(of: amounts)
            let run: TaskRun
            if known.pointee.amounts == amounts, known.pointee.tasks <= missing {
                run = known.pointee
            } else {
                run = self.run(on: machine, word, score: board.pointee.tree.best, most: missing, demand)
                // A run that the job's end has cut short is not kept.
                if run.tasks < missing, score.dependsOnAmountsAlone { known.pointee = run }
            }
            words[machine] = word &- demand.claim &* Int32(truncatingIfNeeded: run.tasks)
            let place = transaction.machines.extend(by: run.tasks)
            let claims = transaction.machines.base + place
            for number in 0..<run.tasks { claims[number] = UInt32(truncatingIfNeeded: machine) }
            missing &-= run.tasks
            board.pointee.tree.set(leaf, to: run.score)
            table.noteChanged(UInt32(truncatingIfNeeded: machine))
        }
        // This board knows what it has claimed; the others are told.
        board.pointee.position = table.changeCount
    }

    /// The tasks, of `most` at most, that go to the best machine one after another: while its score rises it stays the best by itself.
    func run(
        on machine: Int, _ word: MachineWord, score: Double, most: Int, _ demand: TaskDemand
    ) -> TaskRun {
        var (word, run) = (word, TaskRun(amounts: word.withoutVersion, tasks: 0, score: score))
        var rises = true
        while rises, run.tasks < most {
            word &-= demand.claim
            run.tasks += 1
            let next = value(word, of: machine, demand)
            rises = next > run.score
            run.score = next
        }
        return run
    }

    /// Scores the machines again that have changed since the board was last used.
    func bringUpToDate(_ board: UnsafeMutablePointer<ScoreBoard>, _ table: FreeTable, _ demand: TaskDemand) {
        let range = board.pointee.range
        var last = LastScore()
        let words = table.words
        let position = board.pointee.position
        if let log = table.changes(since: position), table.changeCount - position < range.count / 2 {
            let mask = table.changeMask
            for entry in position..<table.changeCount {
                let machine = Int(log[entry & mask])
                guard range.contains(machine) else { continue }
                board.pointee.tree.set(
                    leaf(of: machine, in: range), to: value(words[machine], of: machine, demand, like: &last))
            }
        } else if ties == .fixed {
            // Ranks are of all machines; those outside the range have no score.
            board.pointee.tree.rebuild(count: ranks.count) { rank in
                let machine = Int(machineOfRank[rank])
                return range.contains(machine)
                    ? value(words[machine], of: machine, demand, like: &last) : ScoreTree.nothing
            }
        } else {
            board.pointee.tree.rebuild(count: range.count) { offset in
                let machine = range.lowerBound + offset
                return value(words[machine], of: machine, demand, like: &last)
            }
        }
        board.pointee.position = table.changeCount
    }

    @inline(__always)
    func leaf(of machine: Int, in range: Range<Int>) -> Int {
        ties == .fixed ? Int(ranks[machine]) : machine - range.lowerBound
    }

    @inline(__always)
    func machine(of leaf: Int, in range: Range<Int>) -> Int {
        ties == .fixed ? Int(machineOfRank[leaf]) : range.lowerBound + leaf
    }
}
