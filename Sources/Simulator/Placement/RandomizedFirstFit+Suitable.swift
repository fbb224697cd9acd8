// The rule for jobs that do not take any machine: the same, among those that suit. Jobs that do never come here.

extension RandomizedFirstFit {
    /// Places up to `tasks` more tasks of the transaction's demand on suitable machines, claiming on `table`.
    ///
    /// - Complexity: O(*tasks placed* × *ranges*) plus, where capacity is scarce, a search of the index for each
    ///   range.
    mutating func place(
        _ tasks: Int, on table: FreeTable, amid suitable: SuitableMachines, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let ranges = suitable.ranges
        if ranges.count <= 1, suitable.pickiness == nil {
            if let range = ranges.first {
                place(tasks, on: table, within: range, drawing: &stream, into: &transaction)
            }
            return
        }
        let missing = placeByDrawing(tasks, on: table, amid: suitable, drawing: &stream, into: &transaction)
        guard missing > 0 else { return }
        let need = transaction.demand.need
        fitting.truncate(to: 0)
        for range in ranges where !table.isExhausted(need, within: range) {
            let found = fitting.count
            table.index.search(need, in: table.words, within: range, found: &fitting)
            if fitting.count == found { table.noteExhausted(need, within: range) }
        }
        if suitable.pickiness != nil { keepFitting { suitable.contains(Int($0)) } }
        _ = drawFromList(missing, of: table.words, names: nil, drawing: &stream, into: &transaction)
    }

    /// Leaves out what was found to fit and is not wanted.
    private mutating func keepFitting(_ isWanted: (UInt32) -> Bool) {
        var kept = 0
        for position in 0..<fitting.count where isWanted(fitting[position]) {
            fitting[kept] = fitting[position]
            kept += 1
        }
        fitting.truncate(to: kept)
    }

    /// Draws from all machines that suit; gives up after ``patience`` misses in a row and returns how many tasks are left.
    private func placeByDrawing(
        _ tasks: Int, on table: FreeTable, amid suitable: SuitableMachines, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        guard suitable.count > 0 else { return tasks }
        let bound = IndexBound(suitable.count)
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        let words = table.words
        let pickiness = suitable.pickiness
        // Where there is one range its machines follow one another.
        let only = suitable.ranges.count == 1 ? suitable.ranges[0].lowerBound : nil
        var missing = tasks
        var misses = 0
        while missing > 0 && misses < RandomizedFirstFit.patience {
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

    /// Places up to `tasks` tasks within an offer, on suitable machines.
    mutating func place(
        _ tasks: Int, within lock: Lock, amid suitable: SuitableMachines, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        switch lock.content {
        case .everywhere(let table):
            place(tasks, on: table, amid: suitable, drawing: &stream, into: &transaction)
        case .here(let list):
            let need = transaction.demand.need
            fitting.truncate(to: 0)
            for position in 0..<list.machines.count
            where list.words[position].has(need) && suitable.contains(Int(list.machines[position])) {
                fitting.append(UInt32(truncatingIfNeeded: position))
            }
            _ = drawFromList(
                tasks, of: list.words.base, names: list.machines.base, drawing: &stream, into: &transaction)
        }
    }
}
