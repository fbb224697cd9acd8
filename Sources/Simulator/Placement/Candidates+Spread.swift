// Jobs that spread their tasks: a policy places them level by level, among the candidates that may have a further task.

extension Candidates {
    /// Has `policy` place up to `tasks` more tasks of the transaction's demand.
    ///
    /// Soft spreading goes level by level: at the first a place may have one task of the job, at the next two, and so
    /// on, as long as tasks are missing.
    ///
    /// - Complexity: the policy's; for a job that spreads, also that of ``findFitting(_:)`` at each level at which
    ///   nothing is placed.
    @inline(__always)
    func place(
        _ tasks: Int, by policy: some PlacementPolicy, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if areApart, spread.hasRules {
            placeApart(tasks, by: policy, drawing: &stream, into: &transaction)
        } else {
            if areApart { lists.pointee.limits = SpreadTally.Limits() }
            policy.place(tasks, among: self, drawing: &stream, into: &transaction)
        }
    }

    private func placeApart(
        _ tasks: Int, by policy: some PlacementPolicy, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let goal = transaction.count + tasks
        Candidates.forEachLevel(spread.rack) { rack in
            var ofRacks = Level()
            Candidates.forEachLevel(spread.machine) { machine in
                lists.pointee.limits = SpreadTally.Limits(machine: machine, rack: rack)
                lists.pointee.fewest = nil
                let before = transaction.count
                policy.place(goal - before, among: self, drawing: &stream, into: &transaction)
                let placed = transaction.count - before
                let fewest = placed > 0 ? SpreadTally.Limits() : whatRulesOut(transaction.demand.need)
                ofRacks.placed += placed
                ofRacks.fewest = min(ofRacks.fewest, fewest.rack)
                return Level(placed: placed, fewest: fewest.machine, isLast: transaction.count == goal)
            }
            ofRacks.isLast = transaction.count == goal
            return ofRacks
        }
    }

    /// The result of placing at one level.
    private struct Level {
        var placed = 0
        /// The fewest tasks of the job in a place that had room and too many tasks for the level.
        var fewest = Int32.max
        /// True if no task is left to place.
        var isLast = false
    }

    /// Calls `body` with the limit of each level, until no task is left or nothing more fits.
    ///
    /// Without spreading the one level has no limit; hard spreading has one level of 1 task; soft spreading has levels
    /// 1, 2, …, and skips those at which nothing can be placed.
    private static func forEachLevel(_ form: Spread.Form?, _ body: (Int32) -> Level) {
        guard form == .soft else {
            _ = body(form == nil ? .max : 1)
            return
        }
        var limit: Int32 = 1
        while true {
            let level = body(limit)
            if level.isLast { return }
            if level.placed > 0 {
                limit += 1
            } else if level.fewest < .max {
                limit = level.fewest + 1
            } else {
                return
            }
        }
    }

    /// The fewest tasks of the job that rule a place with room out, on a machine and in a rack.
    private func whatRulesOut(_ need: MachineWord) -> SpreadTally.Limits {
        if admitNone { return lists.pointee.fewestAnywhere }
        if lists.pointee.fewest == nil { findFitting(need) }
        return lists.pointee.fewest ?? SpreadTally.Limits()
    }

    /// True if every place is known, without a search, to have too many tasks for a further one.
    @inline(__always)
    var admitNone: Bool { areApart && lists.pointee.admitNone }
}

extension CandidateLists {
    /// True if every machine, or every rack, has as many tasks as the limit.
    var admitNone: Bool { tally.fewestInRack >= limits.rack || tally.fewestOnMachine >= limits.machine }

    /// The fewest tasks in any rack, or else on any machine, where that is the limit or more.
    var fewestAnywhere: SpreadTally.Limits {
        tally.fewestInRack >= limits.rack
            ? SpreadTally.Limits(rack: tally.fewestInRack) : SpreadTally.Limits(machine: tally.fewestOnMachine)
    }

    /// Keeps in ``fitting`` the places that may have a further task, and sets ``fewest`` from the others.
    mutating func keepAdmitted(_ spread: Spread, names: UnsafePointer<UInt32>?) {
        var fewest = SpreadTally.Limits()
        var kept = 0
        for position in 0..<fitting.count {
            let place = fitting[position]
            let machine = Int(names?[Int(place)] ?? place)
            if admits(machine) {
                fitting[kept] = place
                kept += 1
            } else if spread.machine == .hard, tally.tasks(on: machine) >= limits.machine {
                // With hard spreading no later level admits the machine either, so the level that it would need does
                // not count.
                continue
            } else if tally.tasksInRack(of: machine) >= limits.rack {
                fewest.rack = min(fewest.rack, tally.tasksInRack(of: machine))
            } else {
                fewest.machine = min(fewest.machine, tally.tasks(on: machine))
            }
        }
        fitting.truncate(to: kept)
        self.fewest = fewest
    }
}
