// The rule for jobs that do not take any machine: the same, on several ranges of machines. Jobs that do never come here.

extension RandomizedFirstFit {
    /// Places up to `tasks` more tasks of the transaction's demand on machines of `ranges`, which do not overlap, claiming on `table`.
    ///
    /// - Complexity: O(*tasks placed* × *ranges*) plus, where capacity is scarce, a search of the index for each range.
    mutating func place(
        _ tasks: Int, on table: FreeTable, amid ranges: [Range<Int>], drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard ranges.count > 1 else {
            if let range = ranges.first {
                place(tasks, on: table, within: range, drawing: &stream, into: &transaction)
            }
            return
        }
        let missing = placeByDrawing(tasks, on: table, amid: ranges, drawing: &stream, into: &transaction)
        guard missing > 0 else { return }
        let need = transaction.demand.need
        fitting.truncate(to: 0)
        for range in ranges where !table.isExhausted(need, within: range) {
            let found = fitting.count
            table.index.search(need, in: table.words, within: range, found: &fitting)
            if fitting.count == found { table.noteExhausted(need, within: range) }
        }
        _ = drawFromList(missing, of: table.words, names: nil, drawing: &stream, into: &transaction)
    }

    /// Draws from all machines of the ranges; gives up after ``patience`` misses in a row and returns how many tasks are left.
    private func placeByDrawing(
        _ tasks: Int, on table: FreeTable, amid ranges: [Range<Int>], drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        let bound = IndexBound(ranges.reduce(0) { $0 + $1.count })
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        var missing = tasks
        var misses = 0
        while missing > 0 && misses < RandomizedFirstFit.patience {
            var offset = stream.index(bound)
            var position = 0
            while offset >= ranges[position].count {
                offset -= ranges[position].count
                position += 1
            }
            let machine = ranges[position].lowerBound + offset
            let word = table.words[machine]
            if word.has(need) {
                table.words[machine] = word &- claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                missing -= 1
                misses = 0
            } else {
                misses += 1
            }
        }
        return missing
    }

    /// Places up to `tasks` tasks within an offer, on machines of `ranges`, which do not overlap.
    mutating func place(
        _ tasks: Int, within lock: Lock, amid ranges: [Range<Int>], drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        switch lock.content {
        case .everywhere(let table):
            place(tasks, on: table, amid: ranges, drawing: &stream, into: &transaction)
        case .here(let list):
            let need = transaction.demand.need
            fitting.truncate(to: 0)
            for position in 0..<list.machines.count where list.words[position].has(need) {
                let machine = Int(list.machines[position])
                if ranges.contains(where: { $0.contains(machine) }) {
                    fitting.append(UInt32(truncatingIfNeeded: position))
                }
            }
            _ = drawFromList(
                tasks, of: list.words.base, names: list.machines.base, drawing: &stream, into: &transaction)
        }
    }
}
