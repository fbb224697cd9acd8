/// A queueing scheduler that places on the cell itself at the end of each attempt, where nothing can conflict.
protocol DirectPlacement: QueueScheduling, ~Copyable {
    /// The claims of the attempt at hand.
    var transaction: Transaction { get set }
}

extension DirectPlacement where Self: ~Copyable {
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {}

    mutating func attemptEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.place(job, by: scheduler, on: world.cell.free, into: &transaction)
        world.cell.adopt(transaction)
        world.startTasks(of: job, claimedIn: transaction)
        return CommitOutcome(committed: transaction.count)
    }
}
