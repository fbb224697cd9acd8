// What happens, as the world tells its meters and, where somebody watches, its observer.
//
// What frequent happenings say is put together out of line, from what the tables have, so that a run that nobody watches pays a branch.

extension World {
    private mutating func tell(_ happening: Happening) {
        if happenings.isKept { happenings.append(happening) }
    }

    @inline(never)
    private mutating func tellSubmitted(_ number: UInt32) { happenings.append(.jobSubmitted(number, jobs[number])) }

    @inline(never)
    private mutating func tellDeparted(_ number: UInt32) { happenings.append(.jobDeparted(number, jobs[number])) }

    @inline(never)
    private mutating func tellBegun(_ attempt: Attempt) {
        happenings.append(.attemptBegan(attempt, scheduler: Int(jobs[attempt.job].scheduler)))
    }

    @inline(never)
    private mutating func tellEnded(_ attempt: Attempt, _ scheduler: Int, _ outcome: CommitOutcome) {
        happenings.append(.attemptEnded(attempt, scheduler: scheduler, outcome))
    }

    /// A job that no machine can hold was submitted and refused.
    mutating func noteRefused(_ spec: JobSpec) {
        meters.workloads[spec.workload].countRefused(spec)
        tell(.jobRefused(workload: spec.workload))
    }

    /// A job was submitted.
    @inline(__always)
    mutating func noteSubmitted(_ number: UInt32, _ job: Job) {
        meters.workloads[Int(job.workload)].countSubmitted(job)
        if happenings.isKept { tellSubmitted(number) }
    }

    /// An attempt at a job began.
    @inline(__always)
    mutating func noteBegun(_ attempt: Attempt, at job: Job) {
        if !attempt.isRetry { meters.workloads[Int(job.workload)].countStarted(job, at: now) }
        if happenings.isKept { tellBegun(attempt) }
    }

    /// An attempt came to `outcome`.
    @inline(__always)
    mutating func noteEnded(_ attempt: Attempt, by scheduler: Int, _ outcome: CommitOutcome) {
        schedulers[scheduler].meter.countAttempt(outcome, attempt)
        if happenings.isKept { tellEnded(attempt, scheduler, outcome) }
    }

    /// The horizon cut an attempt that began at `start`.
    mutating func noteCutAttempt(from start: Nanoseconds, by scheduler: Int) {
        schedulers[scheduler].meter.countCutAttempt(from: start)
    }

    /// A job left, all placed or given up.
    @inline(__always)
    mutating func noteDeparted(_ number: UInt32, _ job: Job) {
        if job.unplaced > 0 { schedulers[Int(job.scheduler)].meter.countAbandoned(at: now) }
        meters.workloads[Int(job.workload)].countDeparted(job, at: now)
        if happenings.isKept { tellDeparted(number) }
    }

    /// A job that was fully placed has tasks to place again.
    mutating func noteReturned(_ number: UInt32, _ job: Job) {
        meters.workloads[Int(job.workload)].countReturned(job, at: now)
        tell(.jobReturned(number, job))
    }

    /// The tasks of an allocation began to run.
    mutating func noteStarted(_ number: UInt32) { tell(.tasksStarted(allocations[number])) }

    /// The tasks of an allocation have finished, as the meters know already.
    mutating func noteFinished(_ number: UInt32) {
        tell(.tasksFinished(allocations[number], count: Int(allocations[number].count)))
    }

    /// A task finished early, of an allocation as it was before.
    mutating func noteFinishedEarly(of allocation: Allocation) {
        meters.workloads[Int(allocation.workload)].countFinished(1)
        tell(.tasksFinished(allocation, count: 1))
    }

    /// A task of a job, as it was before, was evicted.
    mutating func noteEvicted(from allocation: Allocation, of job: Job) {
        if job.isInitial, !job.hasDeparted { meters.workloads[Int(job.workload)].adoptInitial(Int(job.running)) }
        meters.workloads[Int(job.workload)].countEvicted(job)
        tell(.taskEvicted(allocation))
    }

    /// What is allocated and locked now is what the cell has from now on.
    mutating func noteAllocation() { meters.cell.note(cell, at: now) }

    /// Counts the jobs that are still there at the horizon.
    mutating func countPendingJobs() {
        jobs.forEachUnplaced { _, job in meters.workloads[Int(job.workload)].countPending(job) }
    }
}
