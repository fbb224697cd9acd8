public import CellbenchSimulator

/// How Google's trace of 2011 becomes jobs and machines of ours.
public struct Google2011Options: Hashable, Sendable {
    /// What tells service jobs from batch jobs.
    public enum Split: String, CaseIterable, Sendable {
        /// The Omega paper's: service jobs have production priority (9 and above) and scheduling class 2 or 3.
        case omega
        /// Priority alone: service jobs have production priority.
        case priority
    }

    /// What tells service jobs from batch jobs.
    public var split = Split.omega
    /// What the largest machine has, which the trace gives all amounts as fractions of.
    public var largestMachine = Resources(cores: 32, gibibytes: 128)

    /// The defaults: the Omega paper's split, and 32 cores and 128 GiB for the largest machine, as nobody has published it.
    public init() {}

    /// Whether a task is of a service job.
    func isService(priority: Int64, schedulingClass: Int64) -> Bool {
        let lowestProductionPriority: Int64 = 9
        guard priority >= lowestProductionPriority else { return false }
        return split == .priority || schedulingClass == 2 || schedulingClass == 3
    }

    /// Whether such a part of the largest machine is an amount that a task may ask for.
    func isWithinReason(cpu: Double, memory: Double) -> Bool {
        let largest = Double(Resources.largestOfOneMachine)
        return cpu * Double(largestMachine.milliCores) <= largest
            && memory * Double(largestMachine.memoryMiB) <= largest
    }

    /// The amount that is such a part of the largest machine.
    func amount(cpu: Double, memory: Double) -> Resources {
        Resources(
            cores: cpu * Double(largestMachine.milliCores) / 1000,
            gibibytes: memory * Double(largestMachine.memoryMiB) / 1024)
    }
}

/// Google's clock: microseconds, in a trace that begins at 600 s and lasts 29 days.
enum Google2011Time {
    static let start: Int64 = 600_000_000
    /// Events that happened before the trace, or nobody knows when, have this time.
    static let beforeTrace: Int64 = 0
    /// Events that happened after the trace have this time.
    static let afterTrace = Int64.max
    /// The latest time that an event of the trace can have.
    static let last = start + 30 * 86_400_000_000
    /// When the trace ends, from its beginning.
    static let end: Nanoseconds = 29 * 86_400 * .perSecond

    /// Time from the beginning of the trace; what was before it is at its beginning.
    static func sinceStart(_ microseconds: Int64) -> Nanoseconds {
        min(max(0, microseconds - start), end / 1000) * 1000
    }
}
