// Jobs whose tasks are to be apart: a policy places them level by level, among the candidates that may have a further task.

extension Candidates {
    /// Has `policy` place up to `tasks` more tasks of the transaction's demand.
    ///
    /// Where tasks are to be apart and that is soft, they go where the job has none while that lasts, then where it has one, and so
    /// on: level by level.
    ///
    /// - Complexity: the policy's; and, where tasks are to be apart, that of ``findFitting(_:)`` for each level at which nothing is
    ///   placed.
    @inline(__always)
    func place(
        _ tasks: Int, by policy: some PlacementPolicy, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if areApart {
            placeApart(tasks, by: policy, drawing: &stream, into: &transaction)
        } else {
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

    /// What placing at a level came to.
    private struct Level {
        var placed = 0
        /// The fewest tasks of the job that were too many in a place that would do otherwise.
        var fewest = Int32.max
        /// Whether no task is left to place.
        var isLast = false
    }

    /// Calls `body` with the limits that a form of spreading goes through, until no task is left or nothing more fits.
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

    /// The fewest tasks of the job on a machine, and in a rack, that are too many there though there is room.
    private func whatRulesOut(_ need: MachineWord) -> SpreadTally.Limits {
        if admitNone { return lists.pointee.fewestAnywhere }
        if lists.pointee.fewest == nil { findFitting(need) }
        return lists.pointee.fewest ?? SpreadTally.Limits()
    }

    /// Whether it is known without a search that every place has too many tasks for a further one.
    @inline(__always)
    var admitNone: Bool { areApart && lists.pointee.admitNone }
}

extension CandidateLists {
    /// Whether everywhere there are as many tasks as the limit.
    var admitNone: Bool { tally.fewestInRack >= limits.rack || tally.fewestOnMachine >= limits.machine }

    /// The fewest tasks that there are anywhere, where these are too many.
    var fewestAnywhere: SpreadTally.Limits {
        tally.fewestInRack >= limits.rack
            ? SpreadTally.Limits(rack: tally.fewestInRack) : SpreadTally.Limits(machine: tally.fewestOnMachine)
    }

    /// Leaves in ``fitting`` the places that may have a further task, and notes in ``fewest`` what rules the others out.
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
                // A machine that can never have a further task is no reason to try again.
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
