// The life of a job: submitted, queued, attempted, and settled: placed, retried or given up.

extension World {
    /// Takes on a job and returns its number, or refuses it where no machine of its scheduler could ever hold one of its tasks,
    /// so that it could never be fully placed.
    mutating func submit(_ spec: JobSpec) -> UInt32? {
        let scheduler = dealer.deal(spec)
        guard canEverHold(spec.demand, of: spec, by: scheduler) else {
            workloads[spec.workload].countRefused(spec)
            return nil
        }
        return takeOn(Job(spec, scheduler: scheduler, requirements: spec.requirements))
    }

    /// The same for a job of these parts.
    mutating func submit(_ spec: JobSpec, _ parts: [TaskPart]) -> UInt32? {
        let scheduler = dealer.deal(spec)
        for part in parts where !canEverHold(part.demand, of: spec, by: scheduler) {
            workloads[spec.workload].countRefused(spec)
            return nil
        }
        var job = Job(spec, scheduler: scheduler, requirements: spec.requirements)
        keep(parts, in: &job)
        return takeOn(job)
    }

    /// Whether a scheduler has a machine for such a task of a job when it is empty.
    @inline(__always)
    private mutating func canEverHold(_ demand: Resources, of spec: JobSpec, by scheduler: Int) -> Bool {
        spec.requirements == JobSpec.unconstrained && takesAny[spec.workload]
            ? schedulers[scheduler].canEverHold(demand)
            : canEverHold(demand, amidSuitableFor: spec, by: scheduler)
    }

    /// The same of a job that does not take any machine.
    ///
    /// Mutating, though it changes nothing: a function that is not, and is not inlined, is given a copy of the world.
    @inline(never)
    private mutating func canEverHold(_ demand: Resources, amidSuitableFor spec: JobSpec, by scheduler: Int) -> Bool {
        guard !takesAny[spec.workload] else {
            return suitabilities.machines(spec.requirements, of: scheduler).canEverHold(demand)
        }
        let suitable = suitableMachines(
            requirements: spec.requirements, workload: spec.workload, id: spec.id, by: scheduler)
        var start = 0
        for run in cell.machines {
            let machines = start..<(start + run.count)
            start = machines.upperBound
            if demand.fits(in: run.capacity), suitable.contains(oneOf: machines) { return true }
        }
        return false
    }

    private mutating func takeOn(_ job: Job) -> UInt32 {
        workloads[Int(job.workload)].countSubmitted(job)
        if jobs.count >= limits.waitingJobs {
            failure = .tooManyJobs(limit: limits.waitingJobs, seconds: now.inSeconds)
        }
        return jobs.insert(job)
    }

    /// What the tasks of a job are like that differ.
    static func parts(of spec: JobSpec, in list: JobList?) -> [TaskPart] {
        guard let list else { invariantBroken("a job whose tasks differ is of a list") }
        return list.parts(of: spec)
    }

    /// Gives a job whose tasks differ its parts.
    ///
    /// Behind them stands one that asks for the least of everything that any of them asks for; its number of tasks is that of the
    /// parts at the beginning of which nothing is missing.
    mutating func keep(_ parts: [TaskPart], in job: inout Job) {
        var kinds: [JobPart] = []
        kinds.reserveCapacity(parts.count + 1)
        var least = parts[0].demand
        for part in parts {
            least = least.pointwiseMinimum(part.demand)
            kinds.append(
                JobPart(demand: TaskDemand(part.demand), duration: part.duration, unplaced: Int32(part.count)))
        }
        job.partCount = Int32(kinds.count)
        kinds.append(JobPart(demand: TaskDemand(least), duration: 0, unplaced: 0))
        job.parts = kinds.withUnsafeBufferPointer { self.parts.store($0) }
    }

    /// What a machine must have for it to have room for any task of a job whose tasks differ.
    func leastNeed(of job: Job) -> MachineWord { parts.list(at: job.parts)[Int(job.partCount)].demand.need }

    /// The first part of a job whose tasks differ that has tasks to place; as many as there are parts where none has.
    ///
    /// - Complexity: O(1) amortised over the attempts at the job.
    func firstMissingPart(of job: Job) -> Int {
        let list = parts.list(at: job.parts)
        let count = Int(job.partCount)
        var first = Int(list[count].unplaced)
        while first < count, list[first].unplaced == 0 { first += 1 }
        list[count].unplaced = Int32(first)
        return first
    }

    /// Forgets a job.
    mutating func removeJob(_ number: UInt32) {
        let job = jobs[number]
        if job.partCount > 0 { parts.free(job.parts, count: Int(job.partCount) + 1) }
        if job.requirements != JobSpec.unconstrained { spreadGroups.removeAll(of: number) }
        jobs[number].unplaced = 0
        jobs[number].undecided = 0
        jobs.remove(number)
    }

    /// Puts a job in its scheduler's queue and returns the scheduler.
    mutating func enqueue(_ job: UInt32, at position: RetryPolicy.Position = .back) -> Int {
        jobs[job].enqueued = now
        let scheduler = Int(jobs[job].scheduler)
        switch position {
        case .back: schedulers[scheduler].queue.append(job, in: &jobs)
        case .front: schedulers[scheduler].queue.prepend(job, in: &jobs)
        }
        return scheduler
    }

    /// Takes the first job from a scheduler's queue, or nil where none waits.
    mutating func dequeueJob(of scheduler: Int) -> UInt32? {
        schedulers[scheduler].queue.popFirst(in: &jobs)
    }

    /// Begins an attempt now at a job that has just left its queue; until it waits for a commit its end is its decision's.
    mutating func beginAttempt(_ number: UInt32) -> Attempt {
        jobs[number].queueTime += now - jobs[number].enqueued
        jobs[number].attempts += 1
        let job = jobs[number]
        let isRetry = job.attempts > 1
        if !isRetry { workloads[Int(job.workload)].countStarted(job, at: now) }
        return Attempt(job: number, isRetry: isRetry, start: now, end: now.addingClamped(decisionTime(of: job)))
    }

    /// Begins an attempt that keeps its scheduler busy; the end of its decision is an event.
    mutating func occupy(_ scheduler: Int, with job: UInt32) {
        let attempt = beginAttempt(job)
        schedulers[scheduler].attempt = attempt
        events.push(.decisionEnd, subject: UInt32(scheduler), at: attempt.end)
    }

    /// What a decision about a job takes now.
    private func decisionTime(of job: Job) -> Nanoseconds {
        let time = decisionTimes[Int(job.workload)]
        return time.job.addingClamped(time.task.multipliedClamped(by: Nanoseconds(job.unplaced)))
    }

    /// Counts an attempt that has come to `outcome`, and settles its job.
    mutating func conclude(_ attempt: Attempt, by scheduler: Int, _ outcome: CommitOutcome) {
        schedulers[scheduler].meter.countAttempt(outcome, attempt)
        settle(attempt.job, placed: outcome.committed)
    }

    /// Settles a job after an attempt that placed `placed` of its tasks.
    private mutating func settle(_ number: UInt32, placed: Int) {
        jobs[number].unplaced -= Int32(placed)
        let job = jobs[number]
        if placed > 0 { workloads[Int(job.workload)].countPlaced(placed, of: job) }
        if job.unplaced > 0 && !isGivenUp(job) {
            events.push(.retry, subject: number, at: now.addingClamped(retry.delay))
            return
        }
        if job.undecided > 0 { return keepPending(number) }
        if job.unplaced > 0 { schedulers[Int(job.scheduler)].meter.countAbandoned(at: now) }
        workloads[Int(job.workload)].countDeparted(job, at: now)
        removeJob(number)
    }

    /// Settles a job after an attempt that the horizon cuts: the tasks claimed in `transaction` are not placed by then, but none of
    /// them is attempted again.
    ///
    /// The others are, after the retry delay, unless the job is given up or would be, or spreads its tasks: they must mind the
    /// undecided ones, which run nowhere yet.
    mutating func settleUndecided(_ number: UInt32, claimedIn transaction: borrowing Transaction) {
        let placed = Int32(transaction.count)
        transaction.forEachSegmentOfParts { part, count in
            (parts.list(at: jobs[number].parts) + part).pointee.unplaced -= Int32(count)
        }
        jobs[number].unplaced -= placed
        jobs[number].undecided += placed
        let job = jobs[number]
        if job.unplaced > 0, !isGivenUp(job), !spreads(job) {
            events.push(.retry, subject: number, at: now.addingClamped(retry.delay))
        } else {
            keepPending(number)
        }
    }

    /// Counts the undecided tasks of a job as unplaced again; the job joins no queue.
    private mutating func keepPending(_ number: UInt32) {
        jobs[number].unplaced += jobs[number].undecided
        jobs[number].undecided = 0
    }

    private func spreads(_ job: Job) -> Bool {
        job.requirements != JobSpec.unconstrained && !suitabilities.spread(job.requirements).isEmpty
    }

    private func isGivenUp(_ job: Job) -> Bool {
        Int(job.attempts) >= abandon.attempts
            || (job.unplaced == job.tasks && Int(job.attempts) >= abandon.attemptsWithoutPlacement)
    }
}

extension World {
    /// Counts up to the horizon the attempts that it cuts.
    mutating func countCutAttempts() {
        for scheduler in 0..<schedulers.count {
            guard let attempt = schedulers[scheduler].attempt else { continue }
            schedulers[scheduler].meter.countCutAttempt(from: attempt.start)
        }
    }

    /// Counts the jobs that are still there at the horizon.
    mutating func countPendingJobs() {
        for number in 0..<jobs.recordCount {
            let job = jobs[UInt32(number)]
            if job.unplaced > 0 { workloads[Int(job.workload)].countPending(job) }
        }
    }
}
