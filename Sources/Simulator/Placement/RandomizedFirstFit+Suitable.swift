// The rule for jobs that do not take any machine: the same, among those that suit. Jobs that do never come here.

extension RandomizedFirstFit {
    /// Places up to `tasks` more tasks of the transaction's demand on suitable machines, claiming on `target`.
    ///
    /// - Complexity: O(*tasks placed* × *ranges*) plus, where capacity is scarce, a search of the index for each
    ///   range; on a few machines, O(*machines*).
    mutating func place(
        _ tasks: Int, on target: PlacementTarget, among suitable: SuitableMachines, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if suitable.ranges.count <= 1, suitable.pickiness == nil {
            if let range = suitable.ranges.first {
                place(tasks, on: target, within: range, drawing: &stream, into: &transaction)
            }
            return
        }
        let need = transaction.demand.need
        let before = stream
        var missing = tasks
        if case .table(let table) = target {
            guard !isKnownExhausted(need, on: table, among: suitable) else { return }
            missing = placeByDrawing(tasks, on: table, among: suitable, drawing: &stream, into: &transaction)
        }
        guard missing > 0 else { return }
        findFitting(need, on: target, among: suitable)
        if missing == tasks, fitting.count == 0 { stream = before }
        drawFromList(missing, of: target.words, names: target.machines, drawing: &stream, into: &transaction)
    }

    /// Whether it is known that no suitable machine of a table has `need`.
    func isKnownExhausted(_ need: MachineWord, on table: FreeTable, among suitable: SuitableMachines) -> Bool {
        suitable.ranges.allSatisfy { table.isKnownExhausted(need, within: $0) }
    }

    /// Lists in ``fitting`` the suitable machines that have `need`, in order.
    mutating func findFitting(_ need: MachineWord, on target: PlacementTarget, among suitable: SuitableMachines) {
        fitting.truncate(to: 0)
        switch target {
        case .table(let table):
            for range in suitable.ranges { table.list(need, within: range, found: &fitting) }
            if suitable.pickiness != nil { keepFitting { suitable.contains(Int($0)) } }
        case .list(let list):
            for position in 0..<list.machines.count
            where list.words[position].has(need) && suitable.contains(Int(list.machines[position])) {
                fitting.append(UInt32(truncatingIfNeeded: position))
            }
        }
    }

    /// Leaves out what was found to fit and is not wanted.
    mutating func keepFitting(_ isWanted: (UInt32) -> Bool) {
        var kept = 0
        for position in 0..<fitting.count where isWanted(fitting[position]) {
            fitting[kept] = fitting[position]
            kept += 1
        }
        fitting.truncate(to: kept)
    }

    /// Draws from all machines that suit; gives up after ``mostMisses(among:)`` misses in a row and returns how many tasks are left.
    private func placeByDrawing(
        _ tasks: Int, on table: FreeTable, among suitable: SuitableMachines, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        guard suitable.count > 0 else { return tasks }
        let bound = IndexBound(suitable.count)
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        let words = table.words
        let pickiness = suitable.pickiness
        let mostMisses = RandomizedFirstFit.mostMisses(among: suitable.count)
        // Where there is one range its machines follow one another.
        let only = suitable.ranges.count == 1 ? suitable.ranges[0].lowerBound : nil
        var missing = tasks
        var misses = 0
        while missing > 0 && misses < mostMisses {
            var place = stream.index(bound)
            if let pickiness { place = pickiness.machine(at: place) }
            let machine = only.map { $0 + place } ?? suitable.machine(at: place)
            let word = words[machine]
            if word.has(need) {
                words[machine] = word &- claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                missing -= 1
                misses = 0
            } else {
                misses += 1
            }
        }
        return missing
    }
}
