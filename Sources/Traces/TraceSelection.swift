public import CellbenchSimulator

/// Which jobs of a trace are used, and how they are stretched.
public struct TraceSelection: Equatable, Hashable, Sendable {
    /// Only jobs that are submitted from here on, with all their tasks; what runs at this moment of others runs when the simulation
    /// begins, for the rest of its time, and what waits then is left out.
    public var start: Nanoseconds = 0
    /// Only what is submitted before; nil for no end.
    public var end: Nanoseconds?
    /// What times between submissions are multiplied by; tasks run as long as ever.
    public var timeScale = 1.0
    /// What the number of a job's tasks is multiplied by, at least one of which stays.
    public var sizeScale = 1.0
    /// The most jobs to be submitted; nil for no limit.
    public var limit: Int?
    /// How often the trace is gone through; nil for again and again.
    public var passes: Int? = 1
    /// What becomes of what jobs ask of machines beside capacity.
    public var constraints = Constraints.obey

    /// What becomes of what jobs ask of machines beside capacity: attributes, and that their tasks be apart.
    public enum Constraints: String, CaseIterable, Sendable {
        /// They have it.
        case obey
        /// They take any machine.
        case ignore
    }

    /// All of the trace, as it is.
    public init() {}

    /// Whether it chooses by times, or changes them.
    var isOfTimes: Bool { start != 0 || end != nil || timeScale != 1 || passes != 1 }
}
