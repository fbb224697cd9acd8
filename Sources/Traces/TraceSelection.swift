public import CellbenchSimulator

/// The choice of a trace's jobs, and the factors by which they are stretched.
public struct TraceSelection: Equatable, Hashable, Sendable {
    /// Beginning of the window, from which jobs are submitted with all their tasks.
    ///
    /// Tasks of earlier jobs that run at this moment run when the simulation begins, for the rest of their time; tasks
    /// that wait then are left out.
    public var start: Nanoseconds = 0
    /// End of the window, before which jobs are submitted; nil for no end.
    public var end: Nanoseconds?
    /// Factor of the times between submissions; durations stay as they are.
    public var timeScale = 1.0
    /// Factor of the number of a job's tasks, of which at least one stays.
    public var sizeScale = 1.0
    /// The most jobs to submit; nil for no limit.
    public var limit: Int?
    /// Number of passes through the trace; nil for endless ones.
    public var passes: Int? = 1
    /// Treatment of the jobs' requirements on machines, beside capacity.
    public var constraints = Constraints.obey

    /// Treatment of the jobs' constraints and spread.
    public enum Constraints: String, CaseIterable, Sendable {
        /// Jobs keep them.
        case obey
        /// Jobs take any machine.
        case ignore
    }

    /// All of the trace, as it is.
    public init() {}

    /// True if the selection chooses by times, or changes them.
    package var isOfTimes: Bool { start != 0 || end != nil || timeScale != 1 || passes != 1 }
}
