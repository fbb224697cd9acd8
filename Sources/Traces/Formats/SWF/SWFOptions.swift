/// Options for reading jobs from a log in the Standard Workload Format.
public struct SWFOptions: Hashable, Sendable {
    /// Unit of a job that becomes a task.
    public enum Tasks: String, CaseIterable, Sendable {
        /// Every processor of a job: as many tasks of one core.
        case processors
        /// The whole job: one task of as many cores, which one machine must have.
        case job
    }

    /// Rule that tells workloads apart.
    public enum Split: String, CaseIterable, Sendable {
        /// None: every job is of the workload `batch`.
        case none
        /// The queue of the job: by its name, where the header gives one.
        case queue
    }

    /// Unit of a job that becomes a task.
    public var tasks = Tasks.processors
    /// Rule that tells workloads apart.
    public var split = Split.none
    /// GiB of a processor, where the log has none.
    public var memoryPerProcessor = 0.0

    /// The defaults: a task a processor, one workload, no memory.
    public init() {}
}
