// Happenings: the world counts each in its meters and, where an observer watches, records it.
//
// Records of frequent happenings are made in functions of their own, so that a run without an observer pays a branch.

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

    /// Counts and tells: a job was refused at submission.
    mutating func noteRefused(_ spec: JobSpec) {
        meters.workloads[spec.workload].countRefused(spec)
        tell(.jobRefused(workload: spec.workload))
    }

    /// Counts and tells: a job was submitted.
    @inline(__always)
    mutating func noteSubmitted(_ number: UInt32, _ job: Job) {
        meters.workloads[Int(job.workload)].countSubmitted(job)
        if happenings.isKept { tellSubmitted(number) }
    }

    /// Counts and tells: an attempt at a job began.
    @inline(__always)
    mutating func noteBegun(_ attempt: Attempt, at job: Job) {
        if !attempt.isRetry { meters.workloads[Int(job.workload)].countStarted(job, at: now) }
        if happenings.isKept { tellBegun(attempt) }
    }

    /// Counts and tells: an attempt ended with an outcome.
    @inline(__always)
    mutating func noteEnded(_ attempt: Attempt, by scheduler: Int, _ outcome: CommitOutcome) {
        schedulers[scheduler].meter.countAttempt(outcome, attempt)
        if happenings.isKept { tellEnded(attempt, scheduler, outcome) }
    }

    /// Counts an attempt from `start` that the horizon cut.
    mutating func noteCutAttempt(from start: Nanoseconds, by scheduler: Int) {
        schedulers[scheduler].meter.countCutAttempt(from: start)
    }

    /// Counts and tells: a job left, fully placed or given up.
    @inline(__always)
    mutating func noteDeparted(_ number: UInt32, _ job: Job) {
        if job.unplaced > 0 { schedulers[Int(job.scheduler)].meter.countAbandoned(at: now) }
        meters.workloads[Int(job.workload)].countDeparted(job, at: now)
        if happenings.isKept { tellDeparted(number) }
    }

    /// Counts and tells: a fully placed job has tasks to place again.
    mutating func noteReturned(_ number: UInt32, _ job: Job) {
        meters.workloads[Int(job.workload)].countReturned(job, at: now)
        tell(.jobReturned(number, job))
    }

    /// Tells: tasks of a job were placed, in a new allocation.
    mutating func notePlaced(_ allocation: UInt32, of job: UInt32, part: Int?) {
        tell(.tasksPlaced(allocation: allocation, jobs[job], part: part))
    }

    /// Tells: the tasks of an allocation began to run.
    mutating func noteStarted(_ number: UInt32) { tell(.tasksStarted(number, allocations[number])) }

    /// Tells: all tasks of an allocation have finished; the meters have counted them already.
    mutating func noteFinished(_ number: UInt32) {
        tell(.tasksFinished(allocations[number], count: Int(allocations[number].count)))
    }

    /// Counts and tells: a task finished early; `allocation` is the record before that.
    mutating func noteFinishedEarly(of allocation: Allocation) {
        meters.workloads[Int(allocation.workload)].countFinished(1)
        tell(.tasksFinished(allocation, count: 1))
    }

    /// Counts and tells: a task was evicted; `allocation` and `job` are the records before that.
    mutating func noteEvicted(from allocation: Allocation, of job: Job) {
        if job.isInitial, !job.hasDeparted { meters.workloads[Int(job.workload)].adoptInitial(Int(job.running)) }
        meters.workloads[Int(job.workload)].countEvicted(job)
        tell(.taskEvicted(allocation))
    }

    /// Records the cell's allocated and locked resources from now on.
    mutating func noteAllocation() { meters.cell.note(cell, at: now) }

    /// Counts the jobs that still have tasks to place at the horizon.
    mutating func countPendingJobs() {
        jobs.forEachUnplaced { _, job in meters.workloads[Int(job.workload)].countPending(job) }
    }
}
