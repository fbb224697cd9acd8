// Commits whose claims are judged together: all-or-nothing, and coarse detection, where the claims on one machine are.

/// A machine a scheduler holds.
struct HeldMachine: BitwiseCopyable {
    let machine: UInt32
    /// What the machine has without the claims.
    let word: MachineWord
    /// How many claims are to take effect on it.
    var claims: Int32
}

extension ConcurrentScheduler {
    /// Holds every machine of the transaction, judges the claims, and then lets them take effect, or those without a conflict,
    /// or none.
    ///
    /// Nobody else can claim on a held machine or read it, so nobody acts on half a transaction. A scheduler waits for another
    /// while it holds machines only if that one's number is higher; otherwise it lets go of everything and begins again. So no
    /// circle of schedulers can wait for one another, and the lowest of those that meet always goes on. (Wait–die: Rosenkrantz,
    /// Stearns and Lewis, "System level concurrency control for distributed database systems", ACM TODS 3(2), 1978. They order
    /// by age, so that nobody begins again for ever; here the numbers are fixed, and the highest scheduler may have to wait for
    /// a pause of the others.)
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

    /// Holds the machines of the claims that do not conflict and counts claims in `outcome`.
    ///
    /// - Returns: whether it came to the end; otherwise somebody else is to go first.
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

    /// A further claim on a machine that the transaction holds already.
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

    /// Puts the machines back as they were.
    private mutating func letGo() {
        for note in 0..<held.count { cell.words[Int(held[note].machine)].store(held[note].word) }
        held.truncate(to: 0)
    }

    /// Lets the claims on the held machines take effect, and leaves them in `transaction`.
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
