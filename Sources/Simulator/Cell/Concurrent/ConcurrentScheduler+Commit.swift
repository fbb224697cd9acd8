// The commit path on real threads: the rules of `Cell+Commit.swift`, with words that others change meanwhile.

extension ConcurrentScheduler {
    /// Commits `transaction`, which was placed on the view and withdrawn, and leaves in it the claims that took effect.
    ///
    /// The view must not have been synchronised since: coarse detection relies on the versions it has.
    ///
    /// ``Transaction/versions`` then says, by claim, the version the machine had before.
    ///
    /// - Complexity: O(*claims*) unless others hold the machines, without allocation.
    package mutating func commit(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> ConcurrentOutcome {
        cell.expectChange(of: transaction.machines.base, count: transaction.count)
        let outcome =
            switch (detection, mode) {
            case (.fine, .incremental): claimWhatFits(&transaction)
            default: claimTogether(&transaction, detection: detection, mode: mode)
            }
        publish(.zero &- transaction.demand.claim, of: transaction.machines.base, count: transaction.count)
        return outcome
    }

    /// Returns what the claims of `transaction` hold, all of which have taken effect.
    ///
    /// - Complexity: O(*claims*) unless others hold the machines, without allocation.
    package mutating func release(_ transaction: inout Transaction) {
        let change = transaction.demand.release(movingVersion: cell.coarseCounts == .all)
        cell.expectChange(of: transaction.machines.base, count: transaction.count)
        transaction.makeRoomForVersions()
        for position in 0..<transaction.count {
            let machine = Int(transaction.machines[position])
            var word = view.words[machine]
            while let other = cell.words[machine].replace(word, with: word &+ change) {
                word = other.isHeld ? cell.settledWord(of: machine) : other
            }
            transaction.versions[position] = word.version
        }
        publish(change, of: transaction.machines.base, count: transaction.count)
    }

    /// Fine detection, keeping what fits: a claim is one compare-and-swap against what the view has, which is mostly still so.
    private mutating func claimWhatFits(_ transaction: inout Transaction) -> ConcurrentOutcome {
        let claim = transaction.demand.claim
        let need = transaction.demand.need
        let words = cell.words
        let seen = view.words
        let machines = transaction.machines.base
        let submitted = transaction.count
        transaction.makeRoomForVersions()
        let versions = transaction.versions.base
        var kept = 0
        for position in 0..<submitted {
            let machine = machines[position]
            var word = seen[Int(machine)]
            while true {
                guard word.has(need) else {
                    guard word.isHeld else { break }
                    word = cell.settledWord(of: Int(machine))
                    continue
                }
                if let other = words[Int(machine)].replace(word, with: word &- claim) {
                    word = other
                    continue
                }
                machines[kept] = machine
                versions[kept] = word.version
                kept += 1
                break
            }
        }
        transaction.machines.truncate(to: kept)
        return ConcurrentOutcome(committed: kept, realConflicts: submitted - kept)
    }
}

/// What became of a transaction's claims where schedulers commit at once; every claim is one of the first four.
package struct ConcurrentOutcome: Equatable, BitwiseCopyable {
    /// Claims that took effect.
    package var committed = 0
    /// Claims in conflict that no longer fit.
    package var realConflicts = 0
    /// Claims in conflict that would still fit: the machine's version moved.
    package var spuriousConflicts = 0
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    package var rolledBack = 0
    /// How often the transaction let go of its machines and began again, to let another pass.
    package var restarts = 0

    /// An outcome; by default nothing was claimed.
    package init(
        committed: Int = 0, realConflicts: Int = 0, spuriousConflicts: Int = 0, rolledBack: Int = 0, restarts: Int = 0
    ) {
        self.committed = committed
        self.realConflicts = realConflicts
        self.spuriousConflicts = spuriousConflicts
        self.rolledBack = rolledBack
        self.restarts = restarts
    }

    /// Claims found in conflict.
    package var conflicted: Int { realConflicts + spuriousConflicts }
}
