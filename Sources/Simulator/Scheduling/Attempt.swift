// An attempt, told from its beginning to its end: begin → place → commit → finish.
//
//     dequeue        decision ends         commit ends
//        |--- thinks ----|--- commit waits, is processed ---|
//     attemptBegins   decisionEnds                       commitEnds, attemptEnded
//
// 1. A scheduler takes a job from its queue and decides; `World+Placing.swift` places the tasks.
// 2. The decision ends with claims, whose commit takes effect at once or, where commits take time, when the cell has
//    processed it.
// 3. The tasks start, and the job is settled: it leaves, or it returns after the retry delay for its missing tasks.

/// An attempt of a scheduler at a job.
struct Attempt: BitwiseCopyable {
    let job: UInt32
    /// True if the job was attempted before.
    let isRetry: Bool
    var start: Nanoseconds
    /// Time of the decision's end; once the attempt waits for a commit, of the commit's end.
    var end: Nanoseconds
}

// MARK: The kernel's part, for schedulers that work on one attempt at a time

extension Architecture where Self: ~Copyable {
    /// Begins an attempt of a scheduler at the next job in its queue, if one waits.
    public mutating func beginNextAttempt(by scheduler: Int, in world: inout World) {
        guard let job = world.dequeueJob(of: scheduler) else { return }
        attemptBegins(job, by: scheduler, in: &world)
        world.occupy(scheduler, with: job)
    }

    /// Advances an attempt: its decision has ended, or the commit that followed.
    ///
    /// After a decision the scheduler asks for the commit of its claims; if that takes time, the attempt goes on until
    /// the commit ends.
    @inline(__always)
    mutating func advanceAttempt(of scheduler: Int, hasDecided: Bool, in world: inout World) {
        guard let attempt = world.schedulers[scheduler].attempt else {
            invariantBroken("an attempt that ends has begun")
        }
        if hasDecided {
            let claims = decisionEnds(attempt.job, by: scheduler, in: &world)
            if world.waitForCommit(of: claims, by: scheduler) { return }
        }
        let outcome = commitEnds(attempt.job, by: scheduler, in: &world)
        world.conclude(attempt, by: scheduler, outcome)
        world.schedulers[scheduler].attempt = nil
        attemptEnded(by: scheduler, in: &world)
    }
}

// MARK: Begin

extension World {
    /// Takes the first job from a scheduler's queue; nil where none waits.
    mutating func dequeueJob(of scheduler: Int) -> UInt32? {
        schedulers[scheduler].queue.popFirst(in: &jobs)
    }

    /// Begins an attempt now at a job that has just left its queue; its end is that of the decision.
    mutating func beginAttempt(_ number: UInt32) -> Attempt {
        jobs[number].queueTime += now - jobs[number].enqueued
        jobs[number].attempts += 1
        let job = jobs[number]
        let attempt = Attempt(
            job: number, isRetry: job.attempts > 1, start: now, end: now.addingClamped(rules.decisionTime(of: job)))
        noteBegun(attempt, at: job)
        return attempt
    }

    /// Begins an attempt that keeps its scheduler busy; the end of the decision is an event.
    mutating func occupy(_ scheduler: Int, with job: UInt32) {
        assert(schedulers[scheduler].attempt == nil, "a scheduler works on one attempt at a time")
        let attempt = beginAttempt(job)
        schedulers[scheduler].attempt = attempt
        events.push(.decisionEnd, subject: UInt32(scheduler), at: attempt.end)
    }
}

// MARK: Commit

extension World {
    /// Asks for the commit of a scheduler's claims, if commits take time.
    ///
    /// - Returns: true if the attempt goes on until the commit ends, which is an event.
    @inline(__always)
    fileprivate mutating func waitForCommit(of claims: Int, by scheduler: Int) -> Bool {
        guard claims > 0, !commits.areFree else { return false }
        let end = commit(for: commits.time.ofCommit(claims: claims), by: scheduler)
        schedulers[scheduler].attempt?.end = end
        events.push(.commitEnd, subject: UInt32(scheduler), at: end)
        return true
    }

    /// Asks for commits of a scheduler that take `duration` in all, and returns the time at which they are processed.
    mutating func commit(for duration: Nanoseconds, by scheduler: Int) -> Nanoseconds {
        commits.process(for: duration, by: scheduler, askedAt: now)
    }
}

// MARK: Finish

extension World {
    /// Counts an attempt with its outcome, and settles its job.
    mutating func conclude(_ attempt: Attempt, by scheduler: Int, _ outcome: CommitOutcome) {
        noteEnded(attempt, by: scheduler, outcome)
        settle(attempt.job, placed: outcome.committed)
    }

    /// Settles a job after an attempt that placed `placed` of its tasks: it leaves, or returns later.
    private mutating func settle(_ number: UInt32, placed: Int) {
        jobs[number].unplaced -= Int32(placed)
        let job = jobs[number]
        if placed > 0 { meters.workloads[Int(job.workload)].countPlaced(placed, of: job) }
        if job.unplaced > 0 && !rules.givesUp(job) { return retryLater(number) }
        if job.undecided > 0 { return keepPending(number) }
        noteDeparted(number, job)
        if job.running > 0 { return jobs.keepDeparted(number) }
        removeJob(number)
    }

    /// Settles a job after an attempt that the horizon cuts; the tasks claimed in `transaction` count as undecided.
    ///
    /// Undecided tasks are not placed at the horizon, and no attempt places them again. The job's other tasks are
    /// attempted again after the retry delay, with two exceptions: a job that has had its attempts, and a job that
    /// spreads its tasks, which could not keep away from undecided ones.
    mutating func settleUndecided(_ number: UInt32, claimedIn transaction: borrowing Transaction) {
        let placed = Int32(transaction.count)
        transaction.forEachSegmentOfParts { part, count in
            jobs.parts(of: jobs[number])[part].unplaced -= Int32(count)
        }
        jobs[number].unplaced -= placed
        jobs[number].undecided += placed
        let job = jobs[number]
        if job.unplaced > 0, !rules.givesUp(job), !suitability.spreads(job) {
            retryLater(number)
        } else {
            keepPending(number)
        }
    }

    /// Has a job return to its queue after the retry delay.
    @inline(__always)
    private mutating func retryLater(_ number: UInt32) {
        events.push(.retry, subject: number, at: now.addingClamped(rules.retry.delay))
    }

    /// Counts the undecided tasks of a job as unplaced again; the job joins no queue.
    @inline(__always)
    private mutating func keepPending(_ number: UInt32) {
        jobs[number].unplaced += jobs[number].undecided
        jobs[number].undecided = 0
    }

    /// Counts the attempts that the horizon cuts, up to the horizon.
    mutating func countCutAttempts() {
        for scheduler in 0..<schedulers.count {
            guard let attempt = schedulers[scheduler].attempt else { continue }
            noteCutAttempt(from: attempt.start, by: scheduler)
        }
    }
}
