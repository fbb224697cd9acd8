/// What an architecture lives in: a clock, the events to come, the cell, jobs and tasks, schedulers with their queues, and the
/// meters.
///
/// Jobs: `World+Jobs.swift`. What attempts place: `World+Placing.swift`. Tasks: `World+Tasks.swift`. Commits that take time:
/// `CommitPath.swift`. The start: `World+Start.swift`. The checks: `World+Audit.swift`.
struct World: ~Copyable {
    /// The simulated time.
    var now: Nanoseconds = 0
    /// What is to happen.
    var events = EventQueue()
    /// The machines.
    var cell: Cell
    /// By number.
    var schedulers: FixedArray<Scheduler>

    /// The jobs that are not yet fully placed.
    var jobs = Slab<Job>(capacity: 256)
    /// What their tasks are like, of those whose tasks differ.
    var parts = Blocks<JobPart>(capacity: 16)
    /// The tasks that hold resources.
    var groups = TaskGroups()
    /// How a task finds a machine.
    var placement: RandomizedFirstFit
    /// Which machines suit the jobs that do not take any.
    let suitabilities: SuitabilityTable
    /// Where tasks run of the jobs that spread theirs.
    var spreadGroups = SpreadGroups()
    /// The same of the job that is being placed, machine by machine.
    var spreadTally: SpreadTally
    let pickiness: PickinessTable
    /// By workload, whether its jobs take any machine.
    let takesAny: FixedArray<Bool>

    /// By workload.
    var workloads: FixedArray<WorkloadMeter>
    var cellMeter: CellMeter
    var dealer: Dealer
    let window: MeasuredWindow
    /// Why the simulation cannot go on, such as a limit that the world has outgrown; the kernel then ends it.
    var failure: SimulationError?
    let limits: SimulationLimits
    let retry: RetryPolicy
    let abandon: AbandonPolicy
    /// By workload.
    let decisionTimes: FixedArray<DecisionTime>
    let commitTime: CommitTime
    /// One, or one a scheduler where each has a state of its own.
    var commitPaths: FixedArray<CommitPath>

    /// An empty world of `layout`.
    init(_ scenario: Scenario, _ layout: Layout) {
        let window = MeasuredWindow(start: scenario.warmup, end: scenario.horizon)
        let cell = Cell(machines: layout.machines, coarseCounts: layout.coarseCounts)
        schedulers = FixedArray(count: layout.schedulers.count) { number in
            let spec = layout.schedulers[number]
            let stream = RandomStream(
                seed: scenario.seed, replication: scenario.replication, purpose: "placement/\(spec.name)")
            return Scheduler(
                machines: spec.machines ?? 0..<layout.machineCount, of: layout.machines,
                stream: stream, window: window)
        }
        placement = RandomizedFirstFit(machineCount: cell.machineCount)
        let suitabilities = SuitabilityTable(scenario, layout)
        self.suitabilities = suitabilities
        spreadTally = SpreadTally(suitabilities.spreadsAny ? layout : nil)
        let pickiness = PickinessTable(scenario)
        self.pickiness = pickiness
        takesAny = FixedArray(count: scenario.workloads.names.count) { !pickiness.isPicky($0) }
        self.cell = cell
        workloads = FixedArray(count: scenario.workloads.names.count) { _ in WorkloadMeter(window: window) }
        cellMeter = CellMeter(window: window)
        dealer = Dealer(layout, workloads: scenario.workloads.names.count)
        self.window = window
        limits = scenario.limits
        retry = scenario.retry
        abandon = scenario.abandon
        decisionTimes = FixedArray(count: layout.decisionTimes.count) { layout.decisionTimes[$0] }
        commitTime = scenario.commitTime
        commitPaths = FixedArray(count: layout.separatesState ? layout.schedulers.count : 1) { _ in
            CommitPath(window: window)
        }
    }

    /// Takes what is allocated and locked now as what the cell has from now on.
    mutating func noteAllocation() { cellMeter.note(cell, at: now) }
}

/// A scheduler: its queue, its machines, its luck and its meter.
struct Scheduler: ~Copyable {
    /// The machines it may use.
    let machines: Range<Int>
    /// The same, and what they have.
    private let suitable: SuitableRanges
    /// The jobs that wait.
    var queue = JobQueue()
    /// What it is doing.
    var attempt: Attempt?
    /// What the tasks it placed hold.
    var held = Resources.zero
    /// What it draws machines with.
    var stream: RandomStream
    var meter: SchedulerMeter

    init(machines: Range<Int>, of runs: [MachineRun], stream: RandomStream, window: MeasuredWindow) {
        self.machines = machines
        self.stream = stream
        suitable = SuitableRanges([], of: runs, within: machines)
        meter = SchedulerMeter(window: window)
    }

    /// Whether there is a machine that holds such a task when empty.
    func canEverHold(_ demand: Resources) -> Bool { suitable.canEverHold(demand) }
}

/// An attempt at a job.
struct Attempt: BitwiseCopyable {
    let job: UInt32
    /// Whether the job was attempted before.
    let isRetry: Bool
    var start: Nanoseconds
    var end: Nanoseconds
}

/// Deals jobs to the schedulers of their workload.
struct Dealer {
    private let assignment: Assignment
    /// By workload, its schedulers, which follow one another.
    private let schedulers: [Range<Int>]
    /// By workload, the jobs dealt so far.
    private var dealt: [Int]

    init(_ layout: Layout, workloads: Int) {
        assignment = layout.assignment
        schedulers = (0..<workloads).map { workload in
            let numbers = layout.schedulers.indices.filter { layout.schedulers[$0].workloads.contains(workload) }
            guard let first = numbers.first, let last = numbers.last, last - first + 1 == numbers.count else {
                invariantBroken("every workload has schedulers, and they follow one another")
            }
            return first..<(last + 1)
        }
        dealt = Array(repeating: 0, count: workloads)
    }

    /// The scheduler for the next job of a workload.
    mutating func deal(_ job: JobSpec) -> Int {
        let candidates = schedulers[job.workload]
        guard candidates.count > 1 else { return candidates.lowerBound }
        switch assignment {
        case .roundRobin:
            defer { dealt[job.workload] += 1 }
            return candidates.lowerBound + dealt[job.workload] % candidates.count
        case .hash:
            return candidates.lowerBound + Int(SplitMix64.mix(job.id) % UInt64(candidates.count))
        }
    }
}
