/// What an attempt costs: `job + task × tasks still to place`.
public struct DecisionTime: Equatable, Sendable {
    /// The part that does not depend on the job's size (t_job of the Omega paper).
    public var job: Nanoseconds
    /// The part for each task still to place (t_task of the Omega paper).
    public var task: Nanoseconds

    /// By default the Omega paper's 0.1 s a job and 5 ms a task.
    public init(job: Nanoseconds = 100_000_000, task: Nanoseconds = 5_000_000) {
        self.job = job
        self.task = task
    }
}

extension DecisionTime: DescribedSettings {
    /// What messages call a section of them.
    public static let what = "a decision time"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("job", \.job, "Decision time per job, whatever its size (t_job of the Omega paper)."),
        .span("task", \.task, "Decision time per task still to place (t_task of the Omega paper)."),
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init() }
}
