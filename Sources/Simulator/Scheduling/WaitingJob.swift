/// A job that is not yet fully placed, as architectures and queue disciplines see it.
public struct WaitingJob: Equatable, Sendable {
    /// Identity of the job among those of its workload; unlike the number, no later job has it.
    public let id: UInt64
    /// Number of its workload.
    public let workload: Int
    /// Time of its submission.
    public let submitted: Nanoseconds
    /// Number of its tasks.
    public let tasks: Int
    /// Number of its tasks that are not placed.
    public let missing: Int
    /// Number of its attempts so far, with the one under way.
    public let attempts: Int
    /// Demand per task; of a job whose tasks differ, that of the first.
    public let demand: Resources
    /// Duration of each task; of a job whose tasks differ, that of the first.
    public let duration: Nanoseconds

    init(_ job: Job) {
        id = job.id
        workload = Int(job.workload)
        submitted = job.submitted
        tasks = Int(job.tasks)
        missing = Int(job.unplaced)
        attempts = Int(job.attempts)
        demand = job.task.demand.resources
        duration = job.task.duration
    }
}
