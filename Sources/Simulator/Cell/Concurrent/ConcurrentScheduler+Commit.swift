// The commit path on real threads: the rules of `Cell+Commit.swift`, on words that other threads change meanwhile.

extension ConcurrentScheduler {
    /// Commits a transaction that was placed on the view and withdrawn, and keeps the claims that took effect in it.
    ///
    /// The view must not be synchronised between placing and commit, because coarse detection compares its versions.
    /// After the commit ``Transaction/versions`` has, by claim, the version of the machine before the claim.
    ///
    /// - Complexity: O(*claims*) without allocation, unless other schedulers hold the machines.
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

    /// Releases the resources of a transaction's claims, all of which have taken effect.
    ///
    /// - Complexity: O(*claims*) without allocation, unless other schedulers hold the machines.
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

    /// Fine detection, incremental: a claim is one compare-and-swap against the view's word, which mostly is still the
    /// cell's.
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

/// Outcome of a transaction where schedulers commit at once; each claim is one of the first four.
package struct ConcurrentOutcome: Equatable, BitwiseCopyable {
    /// Number of claims that took effect.
    package var committed = 0
    /// Number of claims in conflict that no longer fit.
    package var realConflicts = 0
    /// Number of claims in conflict that would still fit, on machines whose version moved.
    package var spuriousConflicts = 0
    /// Number of claims without a conflict that fell with an all-or-nothing transaction.
    package var rolledBack = 0
    /// Number of times that the transaction let go of its machines and began again, to let another pass.
    package var restarts = 0

    /// An outcome; without arguments, that of no claims.
    package init(
        committed: Int = 0, realConflicts: Int = 0, spuriousConflicts: Int = 0, rolledBack: Int = 0, restarts: Int = 0
    ) {
        self.committed = committed
        self.realConflicts = realConflicts
        self.spuriousConflicts = spuriousConflicts
        self.rolledBack = rolledBack
        self.restarts = restarts
    }

    /// Number of claims in conflict.
    package var conflicted: Int { realConflicts + spuriousConflicts }
}
