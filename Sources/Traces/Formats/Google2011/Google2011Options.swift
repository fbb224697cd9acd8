public import CellbenchSimulator

/// Options for reading jobs and machines from Google's trace of 2011.
public struct Google2011Options: Hashable, Sendable {
    /// Rule that tells service jobs from batch jobs.
    public enum Split: String, CaseIterable, Sendable {
        /// The Omega paper's rule: service jobs have production priority (9 and above) and scheduling class 2 or 3.
        case omega
        /// Priority alone: service jobs have production priority.
        case priority
    }

    /// Rule that tells service jobs from batch jobs.
    public var split = Split.omega
    /// Capacity of the largest machine, of which all amounts in the trace are fractions.
    public var largestMachine = Resources(cores: 32, gibibytes: 128)

    /// The defaults: the Omega paper's rule, and 32 cores and 128 GiB for the largest machine, whose capacity was never
    /// published.
    public init() {}

    /// True for a task of a service job.
    func isService(priority: Int64, schedulingClass: Int64) -> Bool {
        let lowestProductionPriority: Int64 = 9
        guard priority >= lowestProductionPriority else { return false }
        return split == .priority || schedulingClass == 2 || schedulingClass == 3
    }

    /// True for fractions of the largest machine that a task may ask for.
    func isWithinReason(cpu: Double, memory: Double) -> Bool {
        let largest = Double(Resources.largestOfOneMachine)
        return cpu * Double(largestMachine.milliCores) <= largest
            && memory * Double(largestMachine.memoryMiB) <= largest
    }

    /// The amount that is the given fractions of the largest machine.
    func amount(cpu: Double, memory: Double) -> Resources {
        Resources(
            cores: cpu * Double(largestMachine.milliCores) / 1000,
            gibibytes: memory * Double(largestMachine.memoryMiB) / 1024)
    }
}

/// Google's clock: microseconds, in a trace that begins at 600 s and lasts 29 days.
enum Google2011Time {
    static let start: Int64 = 600_000_000
    /// Time of events that happened before the trace, or at an unknown time.
    static let beforeTrace: Int64 = 0
    /// Time of events that happened after the trace.
    static let afterTrace = Int64.max
    /// The latest time of an event within the trace.
    static let last = start + 30 * 86_400_000_000
    /// End of the trace, counted from its beginning.
    static let end: Nanoseconds = 29 * 86_400 * .perSecond

    /// Time since the beginning of the trace; a time before that is 0, a time after the end is the end.
    static func sinceStart(_ microseconds: Int64) -> Nanoseconds {
        min(max(0, microseconds - start), end / 1000) * 1000
    }
}
