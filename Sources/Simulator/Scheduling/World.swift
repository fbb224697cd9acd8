/// What an architecture lives in: a clock, a cell, and the tables of what happens in it.
///
/// An architecture sees these; a job is a number, a scheduler is a number from 0:
///
/// | what | in |
/// |---|---|
/// | ``now``, ``cell``, ``schedulers`` with their queues | here |
/// | ``beginAttempt(_:)``, ``place(_:by:on:into:)``, ``startTasks(of:claimedIn:)``, ``conclude(_:by:_:)`` | `Attempt.swift`, `World+Placing.swift`, `World+Allocations.swift` |
/// | ``schedule(_:subject:at:)``: an event of its own | here |
///
/// The life of a job is in `World+Jobs.swift`, what runs at time 0 in `World+InitialState.swift`, the checks in
/// `World+Audit.swift`.
struct World: ~Copyable {
    /// The simulated time.
    var now: Nanoseconds = 0
    /// What is to happen.
    var events = EventQueue()
    /// The machines.
    var cell: Cell
    /// By number.
    var schedulers: FixedArray<Scheduler>
    /// Which scheduler a job goes to.
    var router: JobRouter

    /// The jobs that are not yet fully placed.
    var jobs = JobTable()
    /// The tasks that hold resources.
    var allocations = Allocations()
    /// Where tasks run, if they may end early.
    var tasks: TaskIndex
    /// Whether more is to be done with tasks that start and end: they are in ``tasks``, or an observer is told.
    var notesTasks: Bool
    /// What commits wait for.
    var commits: CommitPaths

    /// How a task finds a machine.
    let placer: Placer
    /// Demands for which the attempt under way found nothing left.
    var exhausted = ExhaustedDemands()
    /// Which machines suit which jobs.
    let suitability: SuitabilityTable
    /// Where tasks run of the jobs that spread theirs.
    var spreading = SpreadAllocations()

    var meters: Meters
    /// What the observer has not yet been told.
    var happenings = Happenings()
    let window: MeasuredWindow
    let rules: AttemptRules
    /// Why the simulation cannot go on, such as a limit that the world has outgrown; the kernel then ends it.
    var failure: SimulationError?

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
        tasks = TaskIndex(isKept: layout.endsTasksEarly, machineCount: cell.machineCount)
        notesTasks = layout.endsTasksEarly
        let workloads = scenario.workloads.names.count
        router = JobRouter(layout, workloads: workloads)
        commits = CommitPaths(
            scenario.commitTime, count: layout.separatesState ? layout.schedulers.count : 1, window: window)
        let suitability = SuitabilityTable(scenario, layout)
        placer = Placer(
            scenario.placement, machineCount: cell.machineCount, spreadingOn: suitability.spreadsAny ? layout : nil)
        self.suitability = suitability
        self.cell = cell
        meters = Meters(workloads: workloads, window: window)
        self.window = window
        rules = AttemptRules(scenario, layout)
    }

    /// Has the architecture's own event `kind` happen at `time`.
    @inline(__always)
    mutating func schedule(_ kind: some RawRepresentable<UInt8>, subject: UInt32 = 0, at time: Nanoseconds) {
        events.push(.own, code: kind.rawValue, subject: subject, at: time)
    }
}

/// What attempts cost, when they are repeated and given up, and beyond what size a world is.
struct AttemptRules: ~Copyable {
    let retry: RetryPolicy
    let abandon: AbandonPolicy
    let limits: SimulationLimits
    /// By workload.
    private let decisionTimes: FixedArray<DecisionTime>

    init(_ scenario: Scenario, _ layout: Layout) {
        retry = scenario.retry
        abandon = scenario.abandon
        limits = scenario.limits
        decisionTimes = FixedArray(count: layout.decisionTimes.count) { layout.decisionTimes[$0] }
    }

    /// What a decision about a job takes now.
    @inline(__always)
    func decisionTime(of job: Job) -> Nanoseconds {
        let time = decisionTimes[Int(job.workload)]
        return time.job.addingClamped(time.task.multipliedClamped(by: Nanoseconds(job.unplaced)))
    }

    /// Whether a job has had all the attempts that it may have.
    @inline(__always)
    func givesUp(_ job: Job) -> Bool {
        Int(job.attempts) >= abandon.attempts
            || (job.unplaced == job.tasks && Int(job.attempts) >= abandon.attemptsWithoutPlacement)
    }
}
