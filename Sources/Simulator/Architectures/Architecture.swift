/// A competitor: it decides what its schedulers do with their queues, and when.
///
/// It sees jobs, a cell and a clock, all in ``World``, and knows no config, file or output. The kernel is generic over it, so
/// that nothing is dispatched dynamically while a simulation runs.
protocol Architecture: ~Copyable {
    /// What configs may set.
    associatedtype Settings

    /// The schedulers it has for `scenario`, and what they need of the cell.
    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout

    /// The competitor at time 0, in a world of its ``layout(_:of:)``.
    init(_ settings: Settings, in world: borrowing World)

    /// A job has joined the queue of its scheduler.
    mutating func jobQueued(for scheduler: Int, in world: inout World)

    /// Tasks have ended, and what they held is free.
    mutating func tasksEnded(in world: inout World)

    /// One of the architecture's own events is due.
    mutating func handle(_ event: Event, in world: inout World)

    /// Adds to `held` what the architecture keeps locked, machine by machine.
    ///
    /// Only the audit asks, so this may be slow.
    func addLocked(to held: inout [MachineWord], in world: borrowing World)
}

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
    /// How the jobs of a workload with several schedulers are dealt.
    var assignment = Assignment.roundRobin
    /// The machines, in the order in which the schedulers' ranges count them.
    var machines: [MachineRun]
    /// What an attempt at a job costs, by workload.
    var decisionTimes: [DecisionTime]
    /// Whether each scheduler has a state of its own, whose commits wait for nobody else's.
    var separatesState = false
    /// Which changes move a machine's version.
    var coarseCounts = CoarseCounts.all

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
