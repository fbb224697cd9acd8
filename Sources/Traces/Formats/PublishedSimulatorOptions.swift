/// How an initial cell state of the published simulator becomes jobs of ours.
public struct PublishedSimulatorOptions: Hashable, Sendable {
    /// What the times of ends are in.
    public enum TimeUnit: String, CaseIterable, Sendable {
        /// Microseconds, as in the traces that the files were made from.
        case microseconds = "us"
        /// Seconds, as the format's own note says.
        case seconds = "s"
    }

    /// What the times of ends are in.
    public var endTimes = TimeUnit.microseconds
    /// What tells service jobs from batch jobs.
    public var split = Google2011Options.Split.omega

    /// The defaults: microseconds, which the file that comes with the simulator has, and the simulator's own split.
    public init() {}

    /// Whether a job is a service job.
    func isService(isProduction: Bool, schedulingClass: Int64) -> Bool {
        isProduction && (split == .priority || (schedulingClass != 0 && schedulingClass != 1))
    }
}
