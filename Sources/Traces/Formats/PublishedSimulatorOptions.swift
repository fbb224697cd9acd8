/// How an initial cell state of the published simulator becomes jobs of ours.
public struct PublishedSimulatorOptions: Hashable, Sendable {
    /// What the times of ends are in.
    public enum TimeUnit: String, CaseIterable, Sendable {
        /// Microseconds, as in Google's traces, which some files were made from.
        case microseconds = "us"
        /// Seconds, as the format's own note says.
        case seconds = "s"
        /// Microseconds of Google's clock, which shows 600 s when the trace, and with it the cell state, begins.
        case google2011

        /// The unit in a sentence.
        public var inWords: String {
            switch self {
            case .microseconds: "microseconds"
            case .seconds: "seconds"
            case .google2011: "microseconds of Google's clock, which shows 600 s at the start"
            }
        }
    }

    /// What the times of ends are in; nil for what the file's own values suggest.
    public var endTimes: TimeUnit?
    /// What tells service jobs from batch jobs.
    public var split = Google2011Options.Split.omega

    /// The defaults: ends in the unit that the file suggests, and the simulator's own split.
    public init() {}

    /// Whether a job is a service job.
    func isService(isProduction: Bool, schedulingClass: Int64) -> Bool {
        isProduction && (split == .priority || (schedulingClass != 0 && schedulingClass != 1))
    }
}
