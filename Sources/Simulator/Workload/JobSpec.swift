/// A job as it is submitted: mostly of identical tasks that run equally long, but those of a list may differ.
public struct JobSpec: Equatable, Sendable {
    /// When it is submitted.
    public var submitted: Nanoseconds
    /// How long each task runs once placed; where tasks differ, that of the first.
    public var duration: Nanoseconds
    /// What each task holds while it runs; where tasks differ, that of the first.
    public var demand: Resources
    /// The number of its workload.
    public var workload: Int
    /// How many tasks it has, at least 1.
    public var tasks: Int
    /// What ``Assignment/hash`` hashes: unique within the workload.
    public var id: UInt64
    /// Where the list that the job is in has its ``TaskPart``s, if its tasks differ; empty for a job of identical tasks.
    var parts: Range<Int32> = 0..<0

    /// The number of its requirements, in its list or, where it is drawn, of its workload; or ``unconstrained``.
    var requirements = JobSpec.unconstrained
    /// What stands for no requirements.
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

    /// The largest number of tasks a job may have.
    public static let mostTasks = 1_000_000_000
}

/// Tasks of one job that are alike.
public struct TaskPart: Equatable, Sendable {
    /// What each task holds while it runs.
    public var demand: Resources
    /// How long each task runs once placed.
    public var duration: Nanoseconds
    /// How many tasks there are.
    public var count: Int

    /// So many tasks.
    public init(demand: Resources, duration: Nanoseconds, count: Int) {
        self.demand = demand
        self.duration = duration
        self.count = count
    }
}
