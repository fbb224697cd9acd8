// How jobs come and go: submitted, queued and, after their last attempt, removed. `Attempt.swift` has the attempts
// between.

extension World {
    /// Submits a job of tasks that are alike, and returns its number; nil if the job is refused.
    ///
    /// A job is refused where no machine of its scheduler, when empty, holds one of its tasks.
    mutating func submit(_ spec: JobSpec) -> UInt32? {
        let scheduler = router.scheduler(for: spec)
        guard canEverHold(spec.demand, of: spec, by: scheduler) else {
            noteRefused(spec)
            return nil
        }
        let job = Job(spec, scheduler: scheduler, requirements: spec.requirements)
        let number = jobs.insert(job)
        takeIn(number, job)
        return number
    }

    /// Submits a mixed job, and returns its number; nil if the job is refused, as soon as one part fits no machine.
    mutating func submit(_ spec: JobSpec, _ parts: [TaskPart]) -> UInt32? {
        let scheduler = router.scheduler(for: spec)
        for part in parts where !canEverHold(part.demand, of: spec, by: scheduler) {
            noteRefused(spec)
            return nil
        }
        let job = Job(spec, scheduler: scheduler, requirements: spec.requirements)
        let number = jobs.insert(job, parts)
        takeIn(number, job)
        return number
    }

    private mutating func takeIn(_ number: UInt32, _ job: Job) {
        noteSubmitted(number, job)
        if jobs.count > rules.limits.waitingJobs {
            failure = .tooManyJobs(limit: rules.limits.waitingJobs, seconds: now.inSeconds)
        }
    }

    /// True if a suitable machine of the scheduler, when empty, holds a task of this demand.
    @inline(__always)
    private mutating func canEverHold(_ demand: Resources, of spec: JobSpec, by scheduler: Int) -> Bool {
        suitability.takesAnyMachine(requirements: spec.requirements, workload: spec.workload)
            ? schedulers[scheduler].canEverHold(demand)
            : suitability.canEverHold(demand, of: spec, by: scheduler, among: cell.machines)
    }

    /// The parts of a mixed job of a list.
    static func parts(of spec: JobSpec, in list: JobList?) -> [TaskPart] {
        guard let list else { invariantBroken("a job whose tasks differ is of a list") }
        return list.parts(of: spec)
    }

    /// Puts a job in its scheduler's queue, and returns the scheduler.
    mutating func enqueue(_ job: UInt32, at position: RetryPolicy.Position = .back) -> Int {
        jobs[job].enqueued = now
        let scheduler = Int(jobs[job].scheduler)
        schedulers[scheduler].queue.insert(job, at: position, in: &jobs)
        return scheduler
    }

    /// Removes a job's record, and the list of its allocations.
    mutating func removeJob(_ number: UInt32) {
        if jobs[number].requirements != suitability.plain { spreading.removeAll(of: number) }
        jobs.remove(number)
    }
}
