// Placing on candidates that are listed: within an offer, and where a job does not take any machine.

extension ScoredPlacement {
    func placeOnListed(
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
            // The job's tasks elsewhere in the rack have lowered the score since.
            if score.looksAtJobs {
                let now = value(at: place, candidates, demand)
                guard now == memory.pointee.listed.best else {
                    memory.pointee.listed.set(leaf, to: now)
                    continue
                }
            }
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
            candidates.devices, jobTasks(on: Int(candidates.machine(at: place)), of: candidates))
    }

    /// The job's tasks on a machine and in its rack, where the score looks at them.
    @inline(__always)
    func jobTasks(on machine: Int, of candidates: Candidates) -> JobTasks {
        guard score.looksAtJobs, candidates.areApart else { return JobTasks() }
        return JobTasks(
            onMachine: candidates.lists.pointee.tally.tasks(on: machine),
            inRack: candidates.lists.pointee.tally.tasksInRack(of: machine))
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
    func placeOnSampled(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard !candidates.admitNone else { return }
        let demand = transaction.demand
        var missing = tasks
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
}
