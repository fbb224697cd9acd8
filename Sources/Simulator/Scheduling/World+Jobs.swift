// How jobs come and go: submitted, queued and, after their last attempt, removed. The attempts between are in `Attempt.swift`.

extension World {
    /// Takes on a job and returns its number, or refuses it where no machine of its scheduler could ever hold one of its tasks,
    /// so that it could never be fully placed.
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

    /// The same for a job of these parts.
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

    /// Whether a scheduler has a machine for such a task of a job when it is empty.
    @inline(__always)
    private mutating func canEverHold(_ demand: Resources, of spec: JobSpec, by scheduler: Int) -> Bool {
        suitability.takesAnyMachine(requirements: spec.requirements, workload: spec.workload)
            ? schedulers[scheduler].canEverHold(demand)
            : suitability.canEverHold(demand, of: spec, by: scheduler, among: cell.machines)
    }

    /// What the tasks of a job are like that differ.
    static func parts(of spec: JobSpec, in list: JobList?) -> [TaskPart] {
        guard let list else { invariantBroken("a job whose tasks differ is of a list") }
        return list.parts(of: spec)
    }

    /// Puts a job in its scheduler's queue and returns the scheduler.
    mutating func enqueue(_ job: UInt32, at position: RetryPolicy.Position = .back) -> Int {
        jobs[job].enqueued = now
        let scheduler = Int(jobs[job].scheduler)
        schedulers[scheduler].queue.insert(job, at: position, in: &jobs)
        return scheduler
    }

    /// Forgets a job.
    mutating func removeJob(_ number: UInt32) {
        if jobs[number].requirements != JobSpec.unconstrained { spreading.removeAll(of: number) }
        jobs.remove(number)
    }
}
