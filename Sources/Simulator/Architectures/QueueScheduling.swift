/// An architecture whose schedulers each work on one attempt at a time from a queue of their own.
///
/// Conforming types say what happens at the start of an attempt and at its end; the loop is here.
protocol QueueScheduling: Architecture, ~Copyable {
    /// An attempt of `scheduler` at `job` begins.
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World)

    /// The attempt of `scheduler` at `job` ends: place what can be placed and start its tasks.
    mutating func attemptEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome
}

extension QueueScheduling where Self: ~Copyable {
    mutating func jobQueued(for scheduler: Int, in world: inout World) {
        if world.schedulers[scheduler].attempt == nil { beginNextAttempt(by: scheduler, in: &world) }
    }

    mutating func tasksEnded(in world: inout World) {}

    mutating func handle(_ event: Event, in world: inout World) {
        guard event.kind == .attemptEnd else {
            invariantBroken("a queueing scheduler has no \(event.kind) events")
        }
        let scheduler = Int(event.subject)
        guard let attempt = world.schedulers[scheduler].attempt else {
            invariantBroken("an attempt that ends has begun")
        }
        let outcome = attemptEnds(attempt.job, by: scheduler, in: &world)
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
