// The commit path: what a transaction costs is what these loops cost.

extension Cell {
    /// Commits `transaction` and leaves in it the claims that took effect.
    ///
    /// With coarse detection the transaction must have noted the versions it relies on.
    ///
    /// - Complexity: O(*claims*), without allocation.
    package mutating func commit(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> CommitOutcome {
        let submitted = transaction.count
        switch detection {
        case .fine: claimWhatFits(&transaction)
        case .coarse: claimWhatIsUnmoved(&transaction, keepsSome: mode == .incremental)
        }
        let kept = transaction.count
        if kept == submitted || mode == .incremental {
            allocated += transaction.demand.resources * Int64(kept)
            return CommitOutcome(committed: kept, conflicted: submitted - kept)
        }
        if detection == .fine { takeBack(&transaction) }
        transaction.machines.truncate(to: 0)
        return CommitOutcome(conflicted: submitted - kept, rolledBack: kept)
    }

    /// Books claims that were made on ``free`` itself, where nothing can conflict.
    package mutating func adopt(_ transaction: borrowing Transaction) {
        allocated += transaction.demand.resources * Int64(transaction.count)
    }

    /// Returns what `count` tasks of `demand` held on `machines`.
    ///
    /// - Complexity: O(*count*), without allocation.
    package mutating func release(_ machines: UnsafePointer<UInt32>, count: Int, _ demand: TaskDemand) {
        let change = demand.release(movingVersion: coarseCounts == .all)
        free.add(change, to: machines, count: count)
        allocated -= demand.resources * Int64(count)
    }

    /// Fine detection: claims one after another what still fits.
    private mutating func claimWhatFits(_ transaction: inout Transaction) {
        let claim = transaction.demand.claim
        let need = transaction.demand.need
        let words = free.words
        let machines = transaction.machines.base
        let submitted = transaction.count
        var kept = 0
        // Until the first that does not fit, claims stay where they are: a store to the list that the next claim is read from
        // is a dependency that processors only guess not to be one, and how well depends on where the linker puts the loop.
        while kept < submitted {
            let word = words[Int(machines[kept])]
            guard word.has(need) else { break }
            words[Int(machines[kept])] = word &- claim
            kept &+= 1
        }
        var position = kept
        while position < submitted {
            let machine = machines[position]
            let word = words[Int(machine)]
            if word.has(need) {
                words[Int(machine)] = word &- claim
                machines[kept] = machine
                kept &+= 1
            }
            position &+= 1
        }
        transaction.machines.truncate(to: kept)
    }

    /// Coarse detection: claims where the version is still the one relied on.
    ///
    /// All claims are judged before the first takes effect, so that claims on one machine stand or fall together.
    private mutating func claimWhatIsUnmoved(_ transaction: inout Transaction, keepsSome: Bool) {
        invariant(transaction.versions.count == transaction.count, "coarse detection needs the versions relied on")
        let words = free.words
        let machines = transaction.machines.base
        let submitted = transaction.count
        let versions = transaction.versions.base
        var kept = 0
        while kept < submitted && words[Int(machines[kept])].version == versions[kept] { kept &+= 1 }
        var position = kept
        while position < submitted {
            let machine = machines[position]
            if words[Int(machine)].version == versions[position] {
                machines[kept] = machine
                kept &+= 1
            }
            position &+= 1
        }
        transaction.machines.truncate(to: kept)
        guard keepsSome || kept == submitted else { return }
        let claim = transaction.demand.claim
        for position in 0..<kept {
            let machine = Int(machines[position])
            assert(words[machine].has(transaction.demand.need), "an unmoved machine has what was seen")
            words[machine] &-= claim
        }
    }

    /// Undoes claims, versions included: nobody could have seen them.
    private mutating func takeBack(_ transaction: inout Transaction) {
        let claim = transaction.demand.claim
        let words = free.words
        for position in 0..<transaction.count { words[Int(transaction.machines[position])] &+= claim }
    }
}
