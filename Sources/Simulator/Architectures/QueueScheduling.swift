/// An architecture whose schedulers each work on one attempt at a time from a queue of their own.
///
/// Conforming types say what happens at the start of an attempt and at its end; the loop is here. An attempt ends with its
/// decision, or, where that came to claims and commits take time, with their commit.
protocol QueueScheduling: Architecture, ~Copyable {
    /// An attempt of `scheduler` at `job` begins.
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World)

    /// The decision of `scheduler` about `job` ends: the claims to commit are known.
    ///
    /// - Returns: how many there are.
    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int

    /// The attempt of `scheduler` at `job` ends: its claims take effect, and their tasks start.
    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome
}

extension QueueScheduling where Self: ~Copyable {
    mutating func jobQueued(for scheduler: Int, in world: inout World) {
        if world.schedulers[scheduler].attempt == nil { beginNextAttempt(by: scheduler, in: &world) }
    }

    mutating func tasksEnded(in world: inout World) {}

    mutating func handle(_ event: Event, in world: inout World) {
        let scheduler = Int(event.subject)
        guard let attempt = world.schedulers[scheduler].attempt else {
            invariantBroken("an attempt that ends has begun")
        }
        switch event.kind {
        case .decisionEnd:
            let claims = decisionEnds(attempt.job, by: scheduler, in: &world)
            if world.waitForCommit(of: claims, by: scheduler) { return }
        case .commitEnd: break
        default: invariantBroken("a queueing scheduler has no \(event.kind) events")
        }
        let outcome = commitEnds(attempt.job, by: scheduler, in: &world)
        world.conclude(attempt, by: scheduler, outcome)
        world.schedulers[scheduler].attempt = nil
        beginNextAttempt(by: scheduler, in: &world)
    }

    private mutating func beginNextAttempt(by scheduler: Int, in world: inout World) {
        guard let job = world.dequeueJob(of: scheduler) else { return }
        attemptBegins(job, by: scheduler, in: &world)
        world.occupy(scheduler, with: job)
    }

    func addLocked(to held: inout [MachineWord], in world: borrowing World) {}
}
