/// A job as submitted: its tasks are identical, or, for mixed jobs of a list, of several parts.
public struct JobSpec: Equatable, Sendable {
    /// Time of submission.
    public var submitted: Nanoseconds
    /// Duration of each task once placed; for mixed jobs, of the first part.
    public var duration: Nanoseconds
    /// Demand per task; for mixed jobs, of the first part.
    public var demand: Resources
    /// Number of the workload.
    public var workload: Int
    /// Number of tasks, at least 1.
    public var tasks: Int
    /// Id that is unique within the workload; ``Assignment/hash`` hashes it.
    public var id: UInt64
    /// Positions of the parts of a mixed job in its list; empty for identical tasks.
    var parts: Range<Int32> = 0..<0

    /// Number of the requirements, in the job's list or among the generated workloads; or ``unconstrained``.
    var requirements = JobSpec.unconstrained
    /// The number that stands for no requirements.
    static let unconstrained: Int32 = -1

    /// A job of identical tasks.
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

    /// The most tasks that a job may have.
    public static let mostTasks = 1_000_000_000
}

/// Tasks of one job that are alike.
public struct TaskPart: Equatable, Sendable {
    /// Demand per task.
    public var demand: Resources
    /// Duration of each task once placed.
    public var duration: Nanoseconds
    /// Number of tasks.
    public var count: Int

    /// A part of `count` tasks.
    public init(demand: Resources, duration: Nanoseconds, count: Int) {
        self.demand = demand
        self.duration = duration
        self.count = count
    }
}
