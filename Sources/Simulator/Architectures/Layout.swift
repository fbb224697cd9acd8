/// The schedulers of an architecture and what they need of the cell.
public struct Layout {
    /// A scheduler.
    public struct Scheduler {
        /// `<workload>-<index>`, or `all-0`.
        public var name: String
        /// The workloads it serves.
        public var workloads: [Int]
        /// The machines it may use; nil means all.
        public var machines: Range<Int>?

        /// A scheduler of some workloads, by default on all machines.
        public init(name: String, workloads: [Int], machines: Range<Int>? = nil) {
            self.name = name
            self.workloads = workloads
            self.machines = machines
        }
    }

    /// The schedulers; those of one workload follow one another.
    public var schedulers: [Scheduler]
    /// How the jobs of a workload with several schedulers are routed.
    public var assignment = Assignment.roundRobin
    /// The machines, in the order in which the schedulers' ranges count them.
    var machines: [MachineRun]
    /// What an attempt at a job costs, by workload.
    public var decisionTimes: [DecisionTime]
    /// Whether each scheduler has a state of its own, whose commits wait for nobody else's.
    public var separatesState = false
    /// Which changes move a machine's version.
    public var coarseCounts = CoarseCounts.all

    /// Whether tasks may end before their time, finished or evicted; what that takes is kept only if so.
    var endsTasksEarly = false

    /// The policy by which its schedulers place, whatever the config's `placement` says; nil for the config's.
    public var placement: (any PlacementPolicy)?

    /// The empty queue that each scheduler begins with; nil for first in, first out.
    public var queue: (any QueueDiscipline)?

    /// A layout on the machines of `scenario`, class by class, with each workload's own decision time.
    public init(_ schedulers: [Scheduler], on scenario: Scenario) {
        self.schedulers = schedulers
        machines = scenario.machines.enumerated().map {
            MachineRun($0.element, number: $0.offset, count: $0.element.count)
        }
        decisionTimes = scenario.decisionTimes
    }

    /// How many machines there are.
    public var machineCount: Int { machines.reduce(0) { $0 + $1.count } }

    /// `counts[w]` schedulers dedicated to each workload w.
    public static func dedicated(_ counts: [Int], names: [String]) -> [Scheduler] {
        zip(counts, names).enumerated().flatMap { workload, entry in
            (0..<entry.0).map { Scheduler(name: "\(entry.1)-\($0)", workloads: [workload]) }
        }
    }
}
