// The rule for jobs whose tasks are to be apart: the same, among the suitable machines that may have a further task of the job.

extension RandomizedFirstFit {
    /// Places up to `tasks` more tasks of the transaction's demand on suitable machines, apart from one another.
    ///
    /// Where it is soft, tasks go where the job has none while that lasts, then where it has one, and so on: level by level.
    ///
    /// - Parameters:
    ///   - tasks: how many tasks to place at most.
    ///   - target: what is claimed on.
    ///   - suitable: the machines to choose from.
    ///   - spread: how tasks are to be apart.
    ///   - tally: where tasks of the job are; takes those that are placed.
    ///   - stream: what to draw with.
    ///   - transaction: takes the claims.
    /// - Complexity: O(*tasks placed*) plus, for each level at which some places cannot have a further task while others can, and at the
    ///   end where tasks are left, O(*machines that fit*).
    mutating func place(
        _ tasks: Int, on target: PlacementTarget, among suitable: SuitableMachines, apart spread: Spread,
        counting tally: inout SpreadTally, drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        let goal = transaction.count + tasks
        RandomizedFirstFit.forEachLevel(spread.rack) { rack in
            var ofRacks = Level()
            RandomizedFirstFit.forEachLevel(spread.machine) { machine in
                let level = place(
                    upTo: goal, on: target, among: suitable, spread, .init(machine: machine, rack: rack), &tally,
                    drawing: &stream, into: &transaction)
                ofRacks.placed += level.placed
                ofRacks.fewest = min(ofRacks.fewest, level.fewestInRack)
                return Level(placed: level.placed, fewest: level.fewestOnMachine, isLast: transaction.count == goal)
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

    /// Places what fits within the limits, until the transaction has `goal` claims.
    ///
    /// - Returns: how many tasks were placed, and the fewest of the job's tasks on a machine, and in a rack, that were too many there.
    private mutating func place(
        upTo goal: Int, on target: PlacementTarget, among suitable: SuitableMachines, _ spread: Spread,
        _ limits: SpreadTally.Limits, _ tally: inout SpreadTally, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> (placed: Int, fewestOnMachine: Int32, fewestInRack: Int32) {
        let before = transaction.count
        let streamBefore = stream
        let need = transaction.demand.need
        if case .table(let table) = target {
            guard !isKnownExhausted(need, on: table, among: suitable) else { return (0, .max, .max) }
            RandomizedFirstFit.draw(
                upTo: goal, on: table, among: suitable, limits, &tally, drawing: &stream, into: &transaction)
        }
        // What is known without looking: everywhere there are as many as the limit.
        if tally.fewestInRack >= limits.rack { return (transaction.count - before, .max, tally.fewestInRack) }
        if tally.fewestOnMachine >= limits.machine {
            return (transaction.count - before, tally.fewestOnMachine, .max)
        }
        if transaction.count == goal { return (transaction.count - before, .max, .max) }
        findFitting(need, on: target, among: suitable)
        let fewest = keepAdmitted(limits, spread, tally, names: target.machines)
        if transaction.count == before, fitting.count == 0 { stream = streamBefore }
        drawFromAdmitted(upTo: goal, on: target, limits, &tally, drawing: &stream, into: &transaction)
        return (transaction.count - before, fewest.onMachine, fewest.inRack)
    }

    /// Draws from all machines that suit; gives up after ``mostMisses(among:)`` misses in a row.
    private static func draw(
        upTo goal: Int, on table: FreeTable, among suitable: SuitableMachines, _ limits: SpreadTally.Limits,
        _ tally: inout SpreadTally, drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        guard suitable.count > 0 else { return }
        let bound = IndexBound(suitable.count)
        let mostMisses = mostMisses(among: suitable.count)
        let (need, claim, words) = (transaction.demand.need, transaction.demand.claim, table.words)
        var misses = 0
        while transaction.count < goal && misses < mostMisses {
            let machine = suitable[stream.index(bound)]
            let word = words[machine]
            if word.has(need) && tally.admits(machine, limits) {
                words[machine] = word &- claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                tally.add(machine)
                misses = 0
            } else {
                if tally.fewestInRack >= limits.rack || tally.fewestOnMachine >= limits.machine { return }
                misses += 1
            }
        }
    }

    /// Leaves in ``fitting`` the places that may have a further task.
    ///
    /// - Returns: the fewest tasks of the job on a machine, and in a rack, that were too many in a place that is left out.
    private mutating func keepAdmitted(
        _ limits: SpreadTally.Limits, _ spread: Spread, _ tally: borrowing SpreadTally, names: UnsafePointer<UInt32>?
    ) -> (onMachine: Int32, inRack: Int32) {
        var (fewestOnMachine, fewestInRack) = (Int32.max, Int32.max)
        keepFitting { place in
            let machine = Int(names?[Int(place)] ?? place)
            if tally.admits(machine, limits) { return true }
            // A machine that can never have a further task is no reason to try again.
            if spread.machine == .hard, tally.tasks(on: machine) >= limits.machine { return false }
            if tally.tasksInRack(of: machine) >= limits.rack {
                fewestInRack = min(fewestInRack, tally.tasksInRack(of: machine))
            } else {
                fewestOnMachine = min(fewestOnMachine, tally.tasks(on: machine))
            }
            return false
        }
        return (fewestOnMachine, fewestInRack)
    }

    /// Draws from ``fitting``, dropping from it what has no more room or may not have a further task.
    private mutating func drawFromAdmitted(
        upTo goal: Int, on target: PlacementTarget, _ limits: SpreadTally.Limits, _ tally: inout SpreadTally,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        let (words, names) = (target.words, target.machines)
        var candidates = fitting.count
        while transaction.count < goal && candidates > 0 {
            let position = stream.index(below: candidates)
            let place = Int(fitting[position])
            let machine = Int(names?[place] ?? fitting[position])
            if words[place].has(transaction.demand.need) && tally.admits(machine, limits) {
                words[place] &-= transaction.demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                tally.add(machine)
            } else {
                candidates -= 1
                fitting[position] = fitting[candidates]
            }
        }
    }
}
