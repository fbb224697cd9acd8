/// Time that a decision takes: `job + task × tasks still to place`.
///
/// With 100 ms a job and 5 ms a task, an attempt at a job of 10 missing tasks takes 150 ms.
public struct DecisionTime: Equatable, Sendable {
    /// Time per job, whatever its size (t_job of the Omega paper).
    public var job: Nanoseconds
    /// Time per task still to place (t_task of the Omega paper).
    public var task: Nanoseconds

    /// Decision times; by default the Omega paper's, 0.1 s a job and 5 ms a task.
    public init(job: Nanoseconds = 100_000_000, task: Nanoseconds = 5_000_000) {
        self.job = job
        self.task = task
    }
}

extension DecisionTime: DescribedSettings {
    /// Noun phrase for messages about a section of these settings.
    public static let what = "a decision time"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("job", \.job, "Decision time per job, whatever its size (t_job of the Omega paper)."),
        .span("task", \.task, "Decision time per task still to place (t_task of the Omega paper)."),
    ]

    /// The default settings; the number of workloads does not matter.
    public init(workloads: Int) { self.init() }
}
