// The commit path: a transaction costs what these loops cost.

extension Cell {
    /// Commits `transaction`, and leaves in it the claims that took effect.
    ///
    /// - Precondition: for coarse detection, the transaction has noted the versions it relies on.
    /// - Complexity: O(*claims*), without allocation.
    package mutating func commit(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> CommitOutcome {
        guard transaction.isPlain else { return commitOthers(&transaction, detection: detection, mode: mode) }
        let submitted = transaction.count
        switch detection {
        case .fine: claimWhatFits(&transaction)
        case .coarse: claimWhatIsUnmoved(&transaction, keepsSome: mode == .incremental)
        }
        let kept = transaction.count
        free.noteChanged(transaction.machines.base, count: kept)
        if kept == submitted || mode == .incremental {
            allocated += transaction.demand.resources * Int64(kept)
            return CommitOutcome(committed: kept, conflicted: submitted - kept)
        }
        if detection == .fine { takeBack(&transaction) }
        transaction.machines.truncate(to: 0)
        return CommitOutcome(conflicted: submitted - kept, rolledBack: kept)
    }

    /// Counts as allocated the claims that placing made on ``free`` itself, where nothing can conflict.
    @inline(__always)
    package mutating func adopt(_ transaction: borrowing Transaction) {
        allocated += transaction.claimed
    }

    /// Frees the resources that `count` tasks of `demand` held on `machines`.
    ///
    /// - Complexity: O(*count*), without allocation.
    package mutating func release(_ machines: UnsafePointer<UInt32>, count: Int, _ demand: TaskDemand) {
        let change = demand.release(movingVersion: coarseCounts == .all)
        free.add(change, to: machines, count: count)
        allocated -= demand.resources * Int64(count)
    }

    /// Fine detection: makes the claims that still fit, one after another.
    private mutating func claimWhatFits(_ transaction: inout Transaction) {
        let kept = Cell.claimWhatFits(
            transaction.demand, transaction.machines.base, 0..<transaction.count, behind: 0, on: free.words)
        transaction.machines.truncate(to: kept)
    }

    /// Coarse detection: makes the claims on machines with the version relied on.
    ///
    /// All claims are judged before the first takes effect, so that claims on one machine stand or fall together.
    private mutating func claimWhatIsUnmoved(_ transaction: inout Transaction, keepsSome: Bool) {
        invariant(transaction.versions.count == transaction.count, "coarse detection needs the versions relied on")
        let words = free.words
        let machines = transaction.machines.base
        let submitted = transaction.count
        let kept = Cell.keepWhatIsUnmoved(
            machines, transaction.versions.base, 0..<submitted, behind: 0, on: words)
        transaction.machines.truncate(to: kept)
        guard keepsSome || kept == submitted else { return }
        Cell.claim(transaction.demand, machines, 0..<kept, on: words)
    }

    /// Undoes the claims, versions included: no scheduler can have seen them.
    private mutating func takeBack(_ transaction: inout Transaction) {
        Cell.takeBack(transaction.demand, transaction.machines.base, 0..<transaction.count, on: free.words)
    }
}

// The loops themselves, over claims of one demand.

extension Cell {
    /// Makes the claims of a range that fit, one after another.
    ///
    /// - Parameters:
    ///   - demand: demand per claim.
    ///   - machines: by claim, its machine; the claims that stay are moved to the front.
    ///   - claims: positions of the claims to judge.
    ///   - kept: number of earlier claims that stay; those of `claims` that stay are moved behind them.
    ///   - words: by machine, its free resources.
    /// - Returns: `kept`, and the number of claims that took effect.
    @inline(__always)
    static func claimWhatFits(
        _ demand: TaskDemand, _ machines: UnsafeMutablePointer<UInt32>, _ claims: Range<Int>, behind kept: Int,
        on words: UnsafeMutablePointer<MachineWord>
    ) -> Int {
        let claim = demand.claim
        let need = demand.need
        let end = claims.upperBound
        var position = claims.lowerBound
        var kept = kept
        // Claims stay in place up to the first that does not fit. Storing into the list from which the next claim is
        // read would be a dependency that processors have to guess away, and the guess depends on where the linker puts
        // the loop.
        if kept == position {
            while position < end {
                let word = words[Int(machines[position])]
                guard word.has(need) else { break }
                words[Int(machines[position])] = word &- claim
                position &+= 1
            }
            kept = position
        }
        while position < end {
            let machine = machines[position]
            let word = words[Int(machine)]
            if word.has(need) {
                words[Int(machine)] = word &- claim
                machines[kept] = machine
                kept &+= 1
            }
            position &+= 1
        }
        return kept
    }

    /// Keeps the claims of a range on machines with the version relied on, and claims nothing.
    ///
    /// Parameters and result are those of ``claimWhatFits(_:_:_:behind:on:)``.
    @inline(__always)
    static func keepWhatIsUnmoved(
        _ machines: UnsafeMutablePointer<UInt32>, _ versions: UnsafePointer<Int32>, _ claims: Range<Int>,
        behind kept: Int, on words: UnsafeMutablePointer<MachineWord>
    ) -> Int {
        let end = claims.upperBound
        var position = claims.lowerBound
        var kept = kept
        if kept == position {
            while position < end && words[Int(machines[position])].version == versions[position] { position &+= 1 }
            kept = position
        }
        while position < end {
            let machine = machines[position]
            if words[Int(machine)].version == versions[position] {
                machines[kept] = machine
                kept &+= 1
            }
            position &+= 1
        }
        return kept
    }

    /// Makes claims that have been judged.
    @inline(__always)
    static func claim(
        _ demand: TaskDemand, _ machines: UnsafePointer<UInt32>, _ claims: Range<Int>,
        on words: UnsafeMutablePointer<MachineWord>
    ) {
        let claim = demand.claim
        for position in claims {
            let machine = Int(machines[position])
            assert(words[machine].has(demand.need), "an unmoved machine has what was seen")
            words[machine] &-= claim
        }
    }

    /// Undoes claims.
    @inline(__always)
    static func takeBack(
        _ demand: TaskDemand, _ machines: UnsafePointer<UInt32>, _ claims: Range<Int>,
        on words: UnsafeMutablePointer<MachineWord>
    ) {
        let claim = demand.claim
        for position in claims { words[Int(machines[position])] &+= claim }
    }
}
