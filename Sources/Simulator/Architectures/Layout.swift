/// The schedulers of an architecture, and what they need of the cell.
///
/// Two schedulers on halves of a cell of 100 machines:
///
///     var layout = Layout(
///         [
///             .init(name: "batch-0", workloads: [0], machines: 0..<50),
///             .init(name: "service-0", workloads: [1], machines: 50..<100),
///         ], on: scenario)
public struct Layout {
    /// One scheduler: its name, its workloads and its machines.
    public struct Scheduler {
        /// Name in results: `<workload>-<index>`, such as `batch-0`, or `all-0`.
        public var name: String
        /// Indices of the workloads that the scheduler serves.
        public var workloads: [Int]
        /// Numbers of the machines that the scheduler may use; nil means all.
        public var machines: Range<Int>?

        /// A scheduler of some workloads, by default on all machines.
        public init(name: String, workloads: [Int], machines: Range<Int>? = nil) {
            self.name = name
            self.workloads = workloads
            self.machines = machines
        }
    }

    /// The schedulers; those of one workload are neighbours.
    public var schedulers: [Scheduler]
    /// Rule by which jobs are routed to the schedulers of their workload.
    public var assignment = Assignment.roundRobin
    /// The machines, in the order in which ``Scheduler/machines`` numbers them.
    var machines: [MachineRun]
    /// By workload, the decision time of an attempt.
    public var decisionTimes: [DecisionTime]
    /// True where each scheduler has a state of its own: commits of one scheduler then wait for no other's.
    public var separatesState = false
    /// Changes that move a machine's version.
    public var coarseCounts = CoarseCounts.all

    /// True where tasks may end early, finished or evicted; only then are the tables for early ends kept.
    var endsTasksEarly = false

    /// The policy by which all schedulers place, in place of the config's `placement`; nil for the config's.
    public var placement: (any PlacementPolicy)?

    /// Makes the empty queue of a scheduler, from the scheduler's number; nil for first in, first out.
    ///
    ///     layout.queue = { _ in FewestTasksFirst() }
    public var queue: (@Sendable (Int) -> any QueueDiscipline)?

    /// A layout on the machines of `scenario`, class by class, with each workload's own decision time.
    public init(_ schedulers: [Scheduler], on scenario: Scenario) {
        self.schedulers = schedulers
        machines = scenario.machines.enumerated().map {
            MachineRun($0.element, number: $0.offset, count: $0.element.count)
        }
        decisionTimes = scenario.decisionTimes
    }

    /// Number of machines.
    public var machineCount: Int { machines.reduce(0) { $0 + $1.count } }

    /// `counts[w]` schedulers dedicated to each workload w, named `<workload>-<index>`.
    public static func dedicated(_ counts: [Int], names: [String]) -> [Scheduler] {
        zip(counts, names).enumerated().flatMap { workload, entry in
            (0..<entry.0).map { Scheduler(name: "\(entry.1)-\($0)", workloads: [workload]) }
        }
    }
}
