/// Randomized first fit, the published simulator's rule: draw a machine uniformly; claim it if the task fits, else drop
/// it.
///
/// A claimed machine stays in the attempt's pool, a dropped one does not return, and the attempt stops when the job or
/// the pool is exhausted. No machine gains room within an attempt. So the rule gives each task a machine drawn
/// uniformly from those that fit at that moment, and that is computed in two steps:
///
/// 1. Draw from all candidates, while many fit.
/// 2. Once draws keep missing, list the candidates that fit, and draw from the list. The list is remembered from a
///    search shortly before, or found through the table's index.
package struct RandomizedFirstFit: PlacementPolicy {
    /// Misses in a row after which the fitting machines are listed: 32, or 1/128 of `count` machines if that is more.
    ///
    /// Listing those of 10,000 machines costs as much as some hundred draws, so 78 misses in vain cost about as much as
    /// the list.
    @inline(__always)
    static func mostMisses(among count: Int) -> Int { max(32, count / 128) }

    /// Claims machines for up to `tasks` more tasks of the transaction's demand.
    ///
    /// The stream goes back to where it was only if no machine fits. All draws had to miss then, so they say nothing
    /// about the numbers, and the stream goes on as where ``Candidates/areKnownExhausted(_:)`` spares the draws. Where
    /// some machine fits, a miss says something about its number, and a number used again would avoid the same
    /// machines.
    ///
    /// - Complexity: O(*tasks placed*) plus, where capacity is scarce and the demand is new, one search of the index.
    @inline(__always)
    package func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if let table = candidates.table, !candidates.areApart, case .range(let range) = candidates.machines {
            place(
                tasks, on: table, within: range, listedIn: candidates.lists, drawing: &stream, into: &transaction)
        } else {
            placeOnSome(tasks, candidates, drawing: &stream, into: &transaction)
        }
    }

    /// Claims machines of a range of a table, the common case.
    ///
    /// No `Candidates` are made before draws miss: they would cost a transaction of one claim 7 % of its placing and
    /// commit.
    @inline(__always)
    func place(
        _ tasks: Int, on table: Unmanaged<FreeTable>, within range: Range<Int>,
        listedIn lists: UnsafeMutablePointer<CandidateLists>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        guard !range.isEmpty, !table._withUnsafeGuaranteedRef({ $0.isKnownExhausted(need, within: range) }) else {
            return
        }
        let before = stream
        let words = table._withUnsafeGuaranteedRef { $0.words }
        let missing = draw(
            tasks, from: MachinePool(RangeOrder(range)), Anywhere(), words: words, drawing: &stream,
            into: &transaction)
        guard missing > 0 else { return }
        let candidates = table._withUnsafeGuaranteedRef { Candidates(on: .table($0), .range(range), listedIn: lists) }
        placeOnFitting(
            missing, of: tasks, candidates, drawing: &stream, startingAt: before, into: &transaction)
    }

    /// Claims candidates of any other kind: on an offer's list, of several ranges, picky, or for tasks that keep apart.
    @inline(never)
    private func placeOnSome(
        _ tasks: Int, _ candidates: Candidates, drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        var missing = tasks
        let before = stream
        if candidates.table != nil {
            guard !candidates.areKnownExhausted(transaction.demand.need) else { return }
            missing = drawFromSome(tasks, candidates, drawing: &stream, into: &transaction)
            guard missing > 0 else { return }
        }
        placeOnFitting(
            missing, of: tasks, candidates, drawing: &stream, startingAt: before, into: &transaction)
    }

    /// Draws from all candidates on a table, and returns the number of tasks left.
    private func drawFromSome(
        _ tasks: Int, _ candidates: Candidates, drawing stream: inout RandomStream, into transaction: inout Transaction
    ) -> Int {
        let words = candidates.words
        switch candidates.machines {
        case .range(let range):
            guard !range.isEmpty else { return tasks }
            return draw(
                tasks, from: MachinePool(RangeOrder(range)), Apart(candidates.lists), words: words, drawing: &stream,
                into: &transaction)
        case .suitable(let suitable):
            guard suitable.pointee.count > 0 else { return tasks }
            return suitable.pointee.ranges.withUnsafeBufferPointer { ranges in
                let pool = MachinePool(SuitableOrder(suitable.pointee, ranges))
                return candidates.areApart
                    ? draw(
                        tasks, from: pool, Apart(candidates.lists), words: words, drawing: &stream,
                        into: &transaction)
                    : draw(tasks, from: pool, Anywhere(), words: words, drawing: &stream, into: &transaction)
            }
        }
    }

    /// Lists the candidates that fit, and draws `missing` of `tasks` machines from the list.
    @inline(never)
    private func placeOnFitting(
        _ missing: Int, of tasks: Int, _ candidates: Candidates, drawing stream: inout RandomStream,
        startingAt before: RandomStream, into transaction: inout Transaction
    ) {
        guard !candidates.admitNone else { return }
        candidates.findFitting(transaction.demand.need)
        if missing == tasks, candidates.fitting.isEmpty { stream = before }
        let pool = ListPool(candidates.lists, names: candidates.names)
        let words = candidates.words
        if candidates.areApart {
            _ = draw(
                missing, from: pool, Apart(candidates.lists), words: words, drawing: &stream, into: &transaction)
        } else {
            _ = draw(missing, from: pool, Anywhere(), words: words, drawing: &stream, into: &transaction)
        }
    }

    private static let portion = 1024

    /// Draws from a pool until `tasks` tasks have a machine or the pool is exhausted; returns the number of tasks left.
    @inline(__always)
    private func draw<Pool: CandidatePool, Rule: Admission>(
        _ tasks: Int, from pool: Pool, _ rule: Rule, words: UnsafeMutablePointer<MachineWord>,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) -> Int {
        var missing = tasks
        var spent = 0
        while missing > 0 {
            // Room for the claims is made a portion at a time, so that no claim has to ask for it.
            let portion = min(missing, RandomizedFirstFit.portion)
            let start = transaction.machines.extend(by: portion)
            let draws = RandomizedFirstFit.draw(
                portion, transaction.demand, words: words, from: pool, spent, rule, stream,
                claimed: transaction.machines.base + start)
            stream = draws.stream
            spent = draws.spent
            transaction.machines.truncate(to: start + draws.placed)
            missing -= draws.placed
            if draws.placed < portion { break }
        }
        return missing
    }

    /// Result of the innermost loop: tasks placed, the stream, and the amount of the pool spent.
    private struct Draws {
        var placed: Int
        var stream: RandomStream
        var spent: Int
    }

    /// The innermost loop: draws, checks and claims up to `tasks` times.
    ///
    /// A function of its own with values in and out keeps the generator's state in registers.
    @inline(never)
    private static func draw<Pool: CandidatePool, Rule: Admission>(
        _ tasks: Int, _ demand: TaskDemand, words: UnsafeMutablePointer<MachineWord>, from pool: Pool, _ spent: Int,
        _ rule: Rule, _ stream: RandomStream, claimed: UnsafeMutablePointer<UInt32>
    ) -> Draws {
        let need = demand.need
        let claim = demand.claim
        let draw = pool.preparedDraw
        let limit = pool.limit
        var generator = stream
        var spent = spent
        var placed = 0
        while placed < tasks && spent < limit {
            let position = pool.position(draw, spent: spent, &generator)
            let place = pool.place(at: position)
            let machine = pool.machine(at: place)
            let word = words[place]
            if !Rule.checksEveryDraw && Pool.holdsOnlyFitting || word.has(need) && rule.admits(machine) {
                let rest = word &- claim
                words[place] = rest
                claimed[placed] = UInt32(truncatingIfNeeded: machine)
                rule.noteClaim(on: machine)
                placed &+= 1
                pool.noteClaim(at: position, leavesRoom: Rule.checksEveryDraw || rest.has(need), &spent)
            } else {
                if !Pool.holdsOnlyFitting, rule.admitsNone { break }
                pool.noteMiss(at: position, &spent)
            }
        }
        return Draws(placed: placed, stream: generator, spent: spent)
    }
}
