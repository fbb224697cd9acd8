/// What an architecture lives in: a clock, a cell, and the tables of what happens in it.
///
/// A job is a number, and a scheduler is a number from 0. An architecture sees:
///
/// - ``now``, and ``schedule(_:subject:at:)`` for events of its own;
/// - ``cell``: what is free, to be claimed through a commit or locked in an offer;
/// - ``schedulers``: the queue, the attempt under way and the share of each;
/// - ``place(_:by:on:into:)``: claims for what fits of a job, in a transaction;
/// - ``startTasks(of:claimedIn:)``: the claims have taken effect; or ``allocate(_:claimedIn:after:)`` and ``startLinked(_:)``, where
///   tasks start later than that;
/// - ``dequeueJob(of:)``, ``occupy(_:with:)``, ``beginAttempt(_:)`` and ``conclude(_:by:_:)``, where its schedulers do more than
///   take one job after another, which the kernel does for them (`Attempt.swift`);
/// - ``finish(_:)`` and ``evict(_:)``, where its layout says that tasks end early.
///
/// The life of a job is in `World+Jobs.swift`, of an attempt in `Attempt.swift`, of tasks in `World+Allocations.swift`. What runs at
/// time 0 is in `World+InitialState.swift`, and the checks are in `World+Audit.swift`.
public struct World: ~Copyable {
    /// The simulated time.
    public internal(set) var now: Nanoseconds = 0
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

    /// What random streams are made of.
    private let seed: UInt64
    private let replication: Int

    /// An empty world of `layout`.
    init(_ scenario: Scenario, _ layout: Layout) {
        seed = scenario.seed
        replication = scenario.replication
        let window = MeasuredWindow(start: scenario.warmup, end: scenario.horizon)
        let cell = Cell(machines: layout.machines, coarseCounts: layout.coarseCounts)
        schedulers = FixedArray(count: layout.schedulers.count) { number in
            let spec = layout.schedulers[number]
            let stream = RandomStream(
                seed: scenario.seed, replication: scenario.replication, purpose: "placement/\(spec.name)")
            return Scheduler(
                machines: spec.machines ?? 0..<layout.machineCount, of: layout.machines,
                queue: JobQueue(layout.queue), stream: stream, window: window)
        }
        tasks = TaskIndex(isKept: layout.endsTasksEarly, machineCount: cell.machineCount)
        notesTasks = layout.endsTasksEarly
        let workloads = scenario.workloads.names.count
        router = JobRouter(layout, workloads: workloads)
        commits = CommitPaths(
            scenario.commitTime, count: layout.separatesState ? layout.schedulers.count : 1, window: window)
        let suitability = SuitabilityTable(scenario, layout)
        placer = Placer(scenario, layout, spreads: suitability.spreadsAny)
        self.suitability = suitability
        self.cell = cell
        meters = Meters(workloads: workloads, window: window)
        self.window = window
        rules = AttemptRules(scenario, layout)
    }

    /// A random stream of the run's own, for a purpose: `probe-based/backoff`.
    ///
    /// Streams of different purposes are independent, and another stream changes none of them.
    public func stream(for purpose: String) -> RandomStream {
        RandomStream(seed: seed, replication: replication, purpose: "architecture/\(purpose)")
    }

    /// Has the architecture's own event `kind` happen at `time`.
    @inline(__always)
    public mutating func schedule(_ kind: some RawRepresentable<UInt8>, subject: UInt32 = 0, at time: Nanoseconds) {
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
