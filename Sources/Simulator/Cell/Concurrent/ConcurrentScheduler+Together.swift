// Commits whose claims are judged together: all claims in all-or-nothing mode, the claims on one machine in coarse
// detection.

/// A machine that a scheduler holds.
struct HeldMachine: BitwiseCopyable {
    let machine: UInt32
    /// Word of the machine before the claims.
    let word: MachineWord
    /// Number of claims on the machine that are to take effect.
    var claims: Int32
}

extension ConcurrentScheduler {
    /// Commits a transaction whose claims are judged together.
    ///
    /// 1. Holds the machines of the claims without a conflict.
    /// 2. Judges all claims.
    /// 3. Lets the claims on held machines take effect, or in all-or-nothing mode none after a conflict.
    ///
    /// No other scheduler can claim on a held machine or read its word, so none acts on half a transaction.
    ///
    /// A scheduler that holds machines waits for another scheduler only if the other's number is higher. Otherwise it
    /// lets go of all machines and begins again. So schedulers never wait in a circle, and the lowest of those that
    /// meet always proceeds. The rule is wait–die (Rosenkrantz, Stearns and Lewis, "System level concurrency control
    /// for distributed database systems", ACM TODS 3(2), 1978). Wait–die orders by age, so that no transaction begins
    /// again forever; here numbers are fixed, and the highest scheduler may have to wait until the others pause.
    mutating func claimTogether(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> ConcurrentOutcome {
        var outcome = ConcurrentOutcome()
        transaction.makeRoomForVersions()
        while !holdAndJudge(transaction, detection, &outcome) {
            letGo()
            var backoff = Backoff()
            for _ in 0..<(outcome.restarts &* 8) { backoff.wait() }
            outcome = ConcurrentOutcome(restarts: outcome.restarts + 1)
        }
        if outcome.conflicted > 0 && mode == .allOrNothing {
            outcome.rolledBack = outcome.committed
            outcome.committed = 0
            letGo()
            transaction.machines.truncate(to: 0)
        } else {
            takeEffect(&transaction)
        }
        return outcome
    }

    /// Holds the machines of the claims that do not conflict, and counts claims in `outcome`.
    ///
    /// - Returns: true if all claims are judged; false if another scheduler must go first.
    private mutating func holdAndJudge(
        _ transaction: borrowing Transaction, _ detection: ConflictDetection, _ outcome: inout ConcurrentOutcome
    ) -> Bool {
        let need = transaction.demand.need
        for position in 0..<transaction.count {
            let machine = transaction.machines[position]
            let seen = view.words[Int(machine)]
            var word = seen
            var backoff = Backoff()
            while true {
                if word.isHeld {
                    if word.holder == number {
                        claimMore(at: word.note, transaction.demand, detection, &outcome)
                        break
                    }
                    guard held.count == 0 || number < word.holder else { return false }
                    backoff.wait()
                    word = cell.words[Int(machine)].load()
                    continue
                }
                let fits = word.has(need)
                guard detection == .fine ? fits : word.version == seen.version else {
                    if fits { outcome.spuriousConflicts += 1 } else { outcome.realConflicts += 1 }
                    break
                }
                let mark = MachineWord(heldBy: number, note: held.count)
                if let other = cell.words[Int(machine)].replace(word, with: mark) {
                    word = other
                    continue
                }
                held.append(HeldMachine(machine: machine, word: word, claims: 1))
                outcome.committed += 1
                break
            }
        }
        return true
    }

    /// Judges a further claim on a machine that the transaction holds already.
    private mutating func claimMore(
        at note: Int, _ demand: TaskDemand, _ detection: ConflictDetection, _ outcome: inout ConcurrentOutcome
    ) {
        let taken = demand.claim &* MachineWord(repeating: held[note].claims)
        guard detection == .coarse || (held[note].word &- taken).has(demand.need) else {
            outcome.realConflicts += 1
            return
        }
        held[note].claims += 1
        outcome.committed += 1
    }

    /// Puts the words of the held machines back.
    private mutating func letGo() {
        for note in 0..<held.count { cell.words[Int(held[note].machine)].store(held[note].word) }
        held.truncate(to: 0)
    }

    /// Lets the claims on the held machines take effect, and keeps them in `transaction`.
    private mutating func takeEffect(_ transaction: inout Transaction) {
        let claim = transaction.demand.claim
        var kept = 0
        for note in 0..<held.count {
            let entry = held[note]
            assert(
                (entry.word &- claim &* MachineWord(repeating: entry.claims)).x >= 0,
                "claims fit: the view was synchronised before placing and not since")
            for number in 0..<entry.claims {
                transaction.machines[kept] = entry.machine
                transaction.versions[kept] = entry.word.version &+ number
                kept += 1
            }
            cell.words[Int(entry.machine)].store(entry.word &- claim &* MachineWord(repeating: entry.claims))
        }
        held.truncate(to: 0)
        transaction.machines.truncate(to: kept)
    }
}
