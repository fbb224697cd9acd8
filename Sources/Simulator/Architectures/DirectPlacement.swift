/// An architecture whose schedulers place on the cell itself at the end of each decision, where nothing can conflict.
protocol DirectPlacement: Architecture, ~Copyable {
    /// By scheduler, the claims of the attempt under way.
    var transactions: FixedArray<Transaction> { get set }
}

extension DirectPlacement where Self: ~Copyable {
    @inline(__always)
    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        world.place(job, by: scheduler, on: .table(world.cell.free), into: &transactions[scheduler])
        // Claims take effect with their commit. One that is free follows at once and finds them made.
        if !world.commits.areFree { transactions[scheduler].withdraw(from: world.cell.free) }
        return transactions[scheduler].count
    }

    @inline(__always)
    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        if world.commits.areFree {
            world.cell.adopt(transactions[scheduler])
        } else {
            let outcome = world.cell.commit(&transactions[scheduler], detection: .fine, mode: .incremental)
            invariant(outcome.conflicted == 0, "nobody else claims where a scheduler places directly")
        }
        world.startTasks(of: job, claimedIn: transactions[scheduler])
        return CommitOutcome(committed: transactions[scheduler].count)
    }
}
