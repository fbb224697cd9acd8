/// A queueing scheduler that places on the cell itself at the end of each decision, where nothing can conflict.
protocol DirectPlacement: QueueScheduling, ~Copyable {
    /// By scheduler, the claims of its attempt under way.
    var transactions: FixedArray<Transaction> { get set }
}

extension DirectPlacement where Self: ~Copyable {
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {}

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        world.place(job, by: scheduler, within: .everywhere(world.cell.free), into: &transactions[scheduler])
        // Claims take effect with their commit. One that is free follows at once and finds them made.
        if !world.commitsAreFree { transactions[scheduler].withdraw(from: world.cell.free) }
        return transactions[scheduler].count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        if world.commitsAreFree {
            world.cell.adopt(transactions[scheduler])
        } else {
            let outcome = world.cell.commit(&transactions[scheduler], detection: .fine, mode: .incremental)
            invariant(outcome.conflicted == 0, "nobody else claims where a scheduler places directly")
        }
        world.startTasks(of: job, claimedIn: transactions[scheduler])
        return CommitOutcome(committed: transactions[scheduler].count)
    }
}
