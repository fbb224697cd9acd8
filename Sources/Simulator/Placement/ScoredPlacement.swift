/// Places each task on the machine with the best score.
///
/// Which machines are scored, and which of the best gets the task, is as ``PlacementOptions`` say. On a table of what is free, scores are
/// kept from attempt to attempt (``ScoreBoard``); within an offer, and where a job does not take any machine, the machines that fit are
/// scored anew by each attempt.
///
/// A class, for the scores that it keeps: each run has its own, which workloads with the same settings share.
final class ScoredPlacement<Score: PlacementScore>: PlacementPolicy, @unchecked Sendable {
    let score: Score
    private let selection: ScoredCandidates
    let ties: TieBreak
    private let cutsScores: Bool
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
        cutsScores = options.scores == .integers
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
        guard case .all = selection else {
            return placeOnSampled(tasks, among: candidates, drawing: &stream, into: &transaction)
        }
        if let table = candidates.table, !candidates.areApart, candidates.devices != nil, candidates.areWholeRanges {
            table._withUnsafeGuaranteedRef {
                placeOnBoard(tasks, ofDevices: $0, candidates, drawing: &stream, into: &transaction)
            }
        } else if let table = candidates.table, case .range(let range) = candidates.machines, !candidates.areApart,
            candidates.devices == nil
        {
            table._withUnsafeGuaranteedRef {
                placeOnBoard(tasks, $0, range, drawing: &stream, into: &transaction)
            }
        } else {
            placeOnListed(tasks, among: candidates, drawing: &stream, into: &transaction)
        }
    }

    /// The score of a machine, or ``ScoreTree/nothing`` where the task does not fit.
    @inline(__always)
    func value(
        _ word: MachineWord, of machine: Int, _ demand: TaskDemand, at place: Int = 0, _ devices: DeviceTable? = nil
    ) -> Double {
        guard word.has(demand.need) else { return ScoreTree.nothing }
        let value = score.score(ScoredMachine(word, of: machine, at: place, devices), demand.claim)
        // Through an integer: the processors that binaries are built for have no instruction that rounds.
        return cutsScores ? Double(Int(value)) : value
    }
}

/// What a policy that scores machines keeps from one attempt to the next.
struct ScoreMemory: ~Copyable {
    var boards: ScoreBoards
    var sample = CandidateSample()
    /// Cells of devices: the machines that were scored again already.
    var seen = SeenMachines()
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
        let start = transaction.count
        var missing = tasks
        while missing > 0, board.pointee.tree.best > ScoreTree.nothing {
            let leaf = ties == .random ? board.pointee.tree.drawBest(&stream) : board.pointee.tree.firstBest()
            let machine = self.machine(of: leaf, in: range)
            var word = words[machine]
            var best = board.pointee.tree.best
            // While its score rises it stays the best by itself.
            repeat {
                word &-= demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                missing -= 1
                let value = value(word, of: machine, demand)
                guard value > best, missing > 0 else {
                    best = value
                    break
                }
                best = value
            } while true
            words[machine] = word
            board.pointee.tree.set(leaf, to: best)
        }
        // This board knows what it has claimed; the others are told.
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
        board.pointee.position = table.changeCount
    }

    /// Scores the machines again that have changed since the board was last used.
    private func bringUpToDate(_ board: UnsafeMutablePointer<ScoreBoard>, _ table: FreeTable, _ demand: TaskDemand) {
        let range = board.pointee.range
        let words = table.words
        let position = board.pointee.position
        if let log = table.changes(since: position), table.changeCount - position < range.count / 2 {
            let mask = table.changeMask
            for entry in position..<table.changeCount {
                let machine = Int(log[entry & mask])
                guard range.contains(machine) else { continue }
                board.pointee.tree.set(leaf(of: machine, in: range), to: value(words[machine], of: machine, demand))
            }
        } else if ties == .fixed {
            // Ranks are of all machines; those outside the range have no score.
            board.pointee.tree.rebuild(count: ranks.count) { rank in
                let machine = Int(machineOfRank[rank])
                return range.contains(machine) ? value(words[machine], of: machine, demand) : ScoreTree.nothing
            }
        } else {
            board.pointee.tree.rebuild(count: range.count) { offset in
                let machine = range.lowerBound + offset
                return value(words[machine], of: machine, demand)
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

// MARK: On a list of the candidates that fit

extension ScoredPlacement {
    private func placeOnListed(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        guard !candidates.admitNone else { return }
        candidates.findFitting(demand.need)
        let fitting = candidates.fitting
        memory.pointee.listed.rebuild(count: fitting.count) { value(at: fitting[$0], candidates, demand) }
        var missing = tasks
        while missing > 0, memory.pointee.listed.best > ScoreTree.nothing {
            let leaf = bestListed(fitting, candidates, drawing: &stream)
            let place = fitting[leaf]
            // A task on another machine of the rack may have ruled it out.
            guard candidates.admits(demand.need, at: place) else {
                memory.pointee.listed.set(leaf, to: ScoreTree.nothing)
                continue
            }
            claim(place, of: candidates, into: &transaction)
            missing -= 1
            memory.pointee.listed.set(leaf, to: value(at: place, candidates, demand))
        }
    }

    @inline(__always)
    private func value(at place: UInt32, _ candidates: Candidates, _ demand: TaskDemand) -> Double {
        value(
            candidates.word(at: place), of: Int(candidates.machine(at: place)), demand, at: Int(place),
            candidates.devices)
    }

    /// Claims the machine at a place, and where GPUs are devices those that the score chooses.
    @inline(__always)
    func claim(_ place: UInt32, of candidates: Candidates, into transaction: inout Transaction) {
        guard let table = candidates.devices else { return candidates.claim(place, into: &transaction) }
        let machine = ScoredMachine(
            candidates.word(at: place), of: Int(candidates.machine(at: place)), at: Int(place), table)
        let claim = transaction.demand.claim
        let set = claim.z > 0 ? score.choose(among: table[Int(place)], of: machine, claim) : 0
        candidates.claim(place, on: set, into: &transaction)
    }

    private func bestListed(
        _ fitting: UnsafeMutableBufferPointer<UInt32>, _ candidates: Candidates, drawing stream: inout RandomStream
    ) -> Int {
        guard ties != .random else { return memory.pointee.listed.drawBest(&stream) }
        if ties == .lowest, candidates.table != nil { return memory.pointee.listed.firstBest() }
        var best = 0
        var least = UInt32.max
        memory.pointee.listed.forEachBest { leaf in
            let rank = tieRank(of: candidates.machine(at: fitting[leaf]))
            if rank < least { (best, least) = (leaf, rank) }
        }
        return best
    }

    /// Where a machine stands among ties: the lowest wins.
    @inline(__always)
    private func tieRank(of machine: UInt32) -> UInt32 { ties == .fixed ? ranks[Int(machine)] : machine }
}

// MARK: On a few candidates, drawn for each task

extension ScoredPlacement {
    private func placeOnSampled(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard !candidates.admitNone else { return }
        let demand = transaction.demand
        var missing = tasks
        if let table = candidates.table, case .range(let range) = candidates.machines, !candidates.areApart,
            candidates.devices == nil, case .count(let most) = selection, most <= CandidateSample.mostByTrial
        {
            missing = table._withUnsafeGuaranteedRef {
                placeByTrial(tasks, $0, range, most, drawing: &stream, into: &transaction)
            }
        }
        memory.pointee.sample.begin()
        while missing > 0, memory.pointee.sample.draw(selection, of: candidates, demand.need, &stream) {
            var best = (position: 0, score: ScoreTree.nothing, rank: UInt32.max)
            for position in 0..<memory.pointee.sample.places.count {
                let place = memory.pointee.sample.places[position]
                let value = value(at: place, candidates, demand)
                // They come in random order, so that the first of equals is one drawn uniformly.
                let rank =
                    ties == .random
                    ? UInt32(truncatingIfNeeded: position) : tieRank(of: candidates.machine(at: place))
                if value > best.score || value == best.score && rank < best.rank { best = (position, value, rank) }
            }
            claim(memory.pointee.sample.places[best.position], of: candidates, into: &transaction)
            memory.pointee.sample.noteClaim(at: best.position, of: candidates, demand.need)
            missing -= 1
        }
    }

    /// Places on the best of a few machines of a range, drawn by trial, until draws keep missing.
    ///
    /// - Returns: how many tasks are left.
    private func placeByTrial(
        _ tasks: Int, _ table: FreeTable, _ range: Range<Int>, _ most: Int, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        guard !range.isEmpty else { return tasks }
        let demand = transaction.demand
        let need = demand.need
        let words = table.words
        let bound = IndexBound(range.count)
        let start = transaction.count
        var generator = stream
        let left = withUnsafeTemporaryAllocation(of: Int.self, capacity: most) { drawn in
            for task in 0..<tasks {
                var best = (machine: 0, score: ScoreTree.nothing)
                var (found, misses) = (0, 0)
                while found < most {
                    let machine = range.lowerBound &+ generator.index(bound)
                    let word = words[machine]
                    guard word.has(need), !drawn[..<found].contains(machine) else {
                        misses += 1
                        if misses > CandidateSample.mostMisses { return tasks - task }
                        continue
                    }
                    drawn[found] = machine
                    found += 1
                    misses = 0
                    let value = value(word, of: machine, demand)
                    if value > best.score || value == best.score && precedes(machine, best.machine) {
                        best = (machine, value)
                    }
                }
                words[best.machine] &-= demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: best.machine))
            }
            return 0
        }
        stream = generator
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
        return left
    }

    /// True if of two machines that tie the first wins; of machines in random order the one drawn before.
    @inline(__always)
    private func precedes(_ machine: Int, _ other: Int) -> Bool {
        switch ties {
        case .random: false
        case .lowest: machine < other
        case .fixed: ranks[machine] < ranks[other]
        }
    }
}
