/// The schedulers of an architecture and what they need of the cell.
struct Layout {
    /// A scheduler.
    struct Scheduler {
        /// `<workload>-<index>`, or `all-0`.
        var name: String
        /// The workloads it serves.
        var workloads: [Int]
        /// The machines it may use; nil means all.
        var machines: Range<Int>?
    }

    /// The schedulers; those of one workload follow one another.
    var schedulers: [Scheduler]
    /// How the jobs of a workload with several schedulers are routed.
    var assignment = Assignment.roundRobin
    /// The machines, in the order in which the schedulers' ranges count them.
    var machines: [MachineRun]
    /// What an attempt at a job costs, by workload.
    var decisionTimes: [DecisionTime]
    /// Whether each scheduler has a state of its own, whose commits wait for nobody else's.
    var separatesState = false
    /// Which changes move a machine's version.
    var coarseCounts = CoarseCounts.all

    /// Whether tasks may end before their time, finished or evicted; what that takes is kept only if so.
    var endsTasksEarly = false

    /// A layout on the machines of `scenario`, class by class, with each workload's own decision time.
    init(_ schedulers: [Scheduler], on scenario: Scenario) {
        self.schedulers = schedulers
        machines = scenario.machines.enumerated().map {
            MachineRun($0.element, number: $0.offset, count: $0.element.count)
        }
        decisionTimes = scenario.decisionTimes
    }

    /// How many machines there are.
    var machineCount: Int { machines.reduce(0) { $0 + $1.count } }

    /// `counts[w]` schedulers dedicated to each workload w.
    static func dedicated(_ counts: [Int], names: [String]) -> [Scheduler] {
        zip(counts, names).enumerated().flatMap { workload, entry in
            (0..<entry.0).map { Scheduler(name: "\(entry.1)-\($0)", workloads: [workload]) }
        }
    }
}
