// The commit of a mixed job's transaction: the same loops, part by part.

extension Cell {
    /// Commits a transaction with segments or devices, by the rules of ``commit(_:detection:mode:)``.
    mutating func commitOthers(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> CommitOutcome {
        transaction.namesDevices
            ? commitDevices(&transaction, detection: detection, mode: mode)
            : commitSegments(&transaction, detection: detection, mode: mode)
    }

    /// Commits a transaction of a mixed job, by the rules of ``commit(_:detection:mode:)``.
    ///
    /// - Complexity: O(*claims*), without allocation.
    private mutating func commitSegments(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> CommitOutcome {
        let submitted = transaction.count
        let words = free.words
        let machines = transaction.machines.base
        let versions = transaction.versions.base
        switch detection {
        case .fine:
            transaction.keep { demand, claims, kept in
                Cell.claimWhatFits(demand, machines, claims, behind: kept, on: words)
            }
        case .coarse:
            invariant(transaction.versions.count == submitted, "coarse detection needs the versions relied on")
            // All claims are judged before the first takes effect: two parts may claim on one machine.
            transaction.keep { _, claims, kept in
                Cell.keepWhatIsUnmoved(machines, versions, claims, behind: kept, on: words)
            }
        }
        let kept = transaction.count
        free.noteChanged(machines, count: kept)
        let takesEffect = kept == submitted || mode == .incremental
        switch detection {
        case .fine where !takesEffect:
            transaction.forEachSegment { Cell.takeBack($0, machines, $1, on: words) }
        case .coarse where takesEffect:
            transaction.forEachSegment { Cell.claim($0, machines, $1, on: words) }
        case .fine, .coarse: break
        }
        guard takesEffect else {
            transaction.clear()
            return CommitOutcome(conflicted: submitted - kept, rolledBack: kept)
        }
        allocated += transaction.claimed
        return CommitOutcome(committed: kept, conflicted: submitted - kept)
    }
}
