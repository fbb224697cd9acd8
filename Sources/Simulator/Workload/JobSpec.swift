/// A job as it is submitted: identical tasks that run equally long.
public struct JobSpec: Equatable, Sendable {
    /// When it is submitted.
    public var submitted: Nanoseconds
    /// How long each task runs once placed.
    public var duration: Nanoseconds
    /// What each task holds while it runs.
    public var demand: Resources
    /// The number of its workload.
    public var workload: Int
    /// How many tasks it has, at least 1.
    public var tasks: Int
    /// What ``Assignment/hash`` hashes: unique within the workload.
    public var id: UInt64

    /// A job.
    public init(
        submitted: Nanoseconds, duration: Nanoseconds, demand: Resources, workload: Int, tasks: Int,
        id: UInt64 = 0
    ) {
        self.submitted = submitted
        self.duration = duration
        self.demand = demand
        self.workload = workload
        self.tasks = tasks
        self.id = id
    }

    /// The largest number of tasks a job may have.
    public static let mostTasks = 1_000_000_000
}
