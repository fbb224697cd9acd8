/// First fit: the machine with the lowest number that has room.
///
/// - Complexity: on a table, one search of its index for each machine that is filled.
struct FirstFit: PlacementPolicy {
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if let table = candidates.table, !candidates.areApart, case .range(let range) = candidates.machines {
            table._withUnsafeGuaranteedRef {
                if $0.devices == nil {
                    placeInOrder(tasks, on: $0, within: range, into: &transaction)
                } else {
                    placeOnDevices(tasks, among: candidates, on: $0, within: range, into: &transaction)
                }
            }
        } else {
            placeOnListed(tasks, among: candidates, into: &transaction)
        }
    }

    private func placeInOrder(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        let start = transaction.count
        var missing = tasks
        var next = range.lowerBound
        while missing > 0, let machine = table.first(demand.need, within: next..<range.upperBound) {
            var word = table.words[machine]
            repeat {
                word &-= demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: machine))
                missing -= 1
            } while missing > 0 && word.has(demand.need)
            table.words[machine] = word
            next = machine + 1
        }
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
    }

    private func placeOnDevices(
        _ tasks: Int, among candidates: Candidates, on table: FreeTable, within range: Range<Int>,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        var missing = tasks
        var next = range.lowerBound
        while missing > 0, let machine = table.first(need, within: next..<range.upperBound) {
            while missing > 0, table.words[machine].has(need) {
                candidates.claim(UInt32(truncatingIfNeeded: machine), into: &transaction)
                missing -= 1
            }
            next = machine + 1
        }
    }

    private func placeOnListed(_ tasks: Int, among candidates: Candidates, into transaction: inout Transaction) {
        let need = transaction.demand.need
        guard !candidates.admitNone else { return }
        candidates.findFitting(need)
        // An offer lists its machines in the order in which they were freed.
        if candidates.table == nil {
            var places = candidates.fitting
            places.sort { candidates.machine(at: $0) < candidates.machine(at: $1) }
        }
        var missing = tasks
        for place in candidates.fitting {
            while missing > 0, candidates.admits(need, at: place) {
                candidates.claim(place, into: &transaction)
                missing -= 1
            }
        }
    }
}

extension PlacementKind {
    /// First fit.
    static let firstFit = PlacementKind("first-fit", "the machine with the lowest number that has room") { _, _ in
        FirstFit()
    }
}
