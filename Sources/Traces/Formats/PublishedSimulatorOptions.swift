/// Options for reading jobs from an initial cell state of the published simulator.
public struct PublishedSimulatorOptions: Hashable, Sendable {
    /// Unit of the times of ends.
    public enum TimeUnit: String, CaseIterable, Sendable {
        /// Microseconds, as in files that were made from Google's traces.
        case microseconds = "us"
        /// Seconds, as the format's own note says.
        case seconds = "s"
        /// Microseconds of Google's clock, which shows 600 s when the trace, and the cell state, begins.
        case google2011

        /// Name of the unit in a sentence.
        public var inWords: String {
            switch self {
            case .microseconds: "microseconds"
            case .seconds: "seconds"
            case .google2011: "microseconds of Google's clock, which shows 600 s at the start"
            }
        }
    }

    /// Unit of the times of ends; nil for the one that the file's values suggest.
    public var endTimes: TimeUnit?
    /// Rule that tells service jobs from batch jobs.
    public var split = Google2011Options.Split.omega

    /// The defaults: the unit that the file suggests, and the simulator's own rule.
    public init() {}

    /// True for a service job.
    func isService(isProduction: Bool, schedulingClass: Int64) -> Bool {
        isProduction && (split == .priority || (schedulingClass != 0 && schedulingClass != 1))
    }
}
