/// How jobs of a log in the Standard Workload Format become ours.
public struct SWFOptions: Hashable, Sendable {
    /// What becomes a task.
    public enum Tasks: String, CaseIterable, Sendable {
        /// Every processor of a job: tasks of one core each.
        case processors
        /// The job: one task of as many cores, which one machine must have.
        case job
    }

    /// What tells workloads from one another.
    public enum Split: String, CaseIterable, Sendable {
        /// Nothing: every job is of the workload `batch`.
        case none
        /// The queue that the job was submitted to: by its name, where the header gives it.
        case queue
    }

    /// What becomes a task.
    public var tasks = Tasks.processors
    /// What tells workloads from one another.
    public var split = Split.none
    /// GiB of a processor, where the log does not say; 0 for none.
    public var memoryPerProcessor = 0.0

    /// The defaults: a task a processor, one workload, no memory.
    public init() {}
}
