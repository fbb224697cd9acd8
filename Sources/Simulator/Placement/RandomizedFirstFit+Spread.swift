// The rule for jobs whose tasks are to be apart: the same, among the suitable machines that may have a further task of the job.

extension RandomizedFirstFit {
    /// Places up to `tasks` more tasks of the transaction's demand on suitable machines, apart from one another.
    ///
    /// Where it is soft, tasks go where the job has none while that lasts, then where it has one, and so on.
    ///
    /// - Parameters:
    ///   - tasks: how many tasks to place at most.
    ///   - ground: what is claimed on.
    ///   - suitable: the machines to choose from.
    ///   - spread: how tasks are to be apart.
    ///   - tally: where tasks of the job are; takes those that are placed.
    ///   - stream: what to draw with.
    ///   - transaction: takes the claims.
    /// - Complexity: O(*tasks placed*) plus, for each number of tasks that a place comes to have, a search of the index.
    mutating func place(
        _ tasks: Int, within ground: Ground, amid suitable: SuitableMachines, apart spread: Spread,
        counting tally: inout SpreadTally, drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        // A job of a thousand tasks that differ would look for each of them again.
        guard !tally.isHopeless(need) else { return }
        var missing = tasks
        RandomizedFirstFit.rounds(spread.rack) { rack in
            var round = Round()
            RandomizedFirstFit.rounds(spread.machine) { machine in
                let limits = SpreadTally.Limits(machine: machine, rack: rack)
                let inner = placeOnce(
                    missing, within: ground, amid: suitable, spread, limits, &tally, &stream, &transaction)
                missing -= inner.placed
                round.placed += inner.placed
                round.fewestInRack = min(round.fewestInRack, inner.fewestInRack)
                return (missing == 0, inner.placed, inner.fewestOnMachine)
            }
            return (missing == 0, round.placed, round.fewestInRack)
        }
        if missing > 0 { tally.noteHopeless(need) }
    }

    /// What a round over the machines came to.
    private struct Round {
        var placed = 0
        /// The fewest tasks of the job on a machine that it was too many on.
        var fewestOnMachine = Int32.max
        /// The fewest tasks of the job in a rack that it was too many in.
        var fewestInRack = Int32.max
    }

    /// Calls `body` with the limits that a form of spreading goes through, until it says that it is done or nothing more fits.
    ///
    /// - Parameters:
    ///   - form: how binding the spreading is.
    ///   - body: places within a limit; returns whether all is placed, how much was, and the fewest tasks that were too many.
    private static func rounds(
        _ form: Spread.Form?, _ body: (Int32) -> (isDone: Bool, placed: Int, fewest: Int32)
    ) {
        guard form == .soft else {
            _ = body(form == nil ? .max : 1)
            return
        }
        var limit: Int32 = 1
        while true {
            let round = body(limit)
            if round.isDone { return }
            if round.placed > 0 {
                limit += 1
            } else if round.fewest < .max {
                limit = round.fewest + 1
            } else {
                return
            }
        }
    }

    /// Places what fits within the limits.
    private mutating func placeOnce(
        _ tasks: Int, within ground: Ground, amid suitable: SuitableMachines, _ spread: Spread,
        _ limits: SpreadTally.Limits, _ tally: inout SpreadTally, _ stream: inout RandomStream,
        _ transaction: inout Transaction
    ) -> Round {
        var round = Round()
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        let words = ground.words
        func claimPlace(_ place: Int, of machine: Int, _ tally: inout SpreadTally, _ transaction: inout Transaction) {
            words[place] &-= claim
            transaction.machines.append(UInt32(truncatingIfNeeded: machine))
            tally.add(machine)
            round.placed += 1
        }
        if case .everywhere = ground, suitable.count > 0 {
            var misses = 0
            while round.placed < tasks && misses < RandomizedFirstFit.patience {
                let machine = suitable[stream.index(below: suitable.count)]
                if words[machine].has(need) && tally.admits(machine, limits) {
                    claimPlace(machine, of: machine, &tally, &transaction)
                    misses = 0
                } else {
                    misses += 1
                }
            }
            if round.placed == tasks { return round }
        }
        findFitting(need, within: ground, amid: suitable)
        let names = ground.machines
        keepFitting { place in
            let machine = Int(names?[Int(place)] ?? place)
            if tally.admits(machine, limits) { return true }
            // A machine that can never have a further task is no reason to try again.
            if spread.machine == .hard, tally.tasks(on: machine) >= limits.machine { return false }
            if tally.tasksInRack(of: machine) >= limits.rack {
                round.fewestInRack = min(round.fewestInRack, tally.tasksInRack(of: machine))
            } else {
                round.fewestOnMachine = min(round.fewestOnMachine, tally.tasks(on: machine))
            }
            return false
        }
        var candidates = fitting.count
        while round.placed < tasks && candidates > 0 {
            let position = stream.index(below: candidates)
            let place = Int(fitting[position])
            let machine = Int(names?[place] ?? fitting[position])
            if words[place].has(need) && tally.admits(machine, limits) {
                claimPlace(place, of: machine, &tally, &transaction)
            } else {
                candidates -= 1
                fitting[position] = fitting[candidates]
            }
        }
        return round
    }
}
