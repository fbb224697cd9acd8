/// The world of one run: a clock, a cell, and tables of jobs, tasks and schedulers.
///
/// Jobs and schedulers are numbers; those of schedulers begin at 0. An architecture of this module uses:
///
/// - ``now``, and ``schedule(_:subject:at:)`` for its own events;
/// - ``cell``, on which it commits transactions and locks offers;
/// - ``schedulers``, each with its queue, its attempt under way and the resources it holds;
/// - ``place(_:by:on:into:)``, which claims machines for the tasks of a job that fit;
/// - ``startTasks(of:claimedIn:)`` once claims have taken effect; or ``allocate(_:claimedIn:after:)`` and, for tasks
///   that start later, ``startLinked(_:)``;
/// - ``dequeueJob(of:)``, ``occupy(_:with:)``, ``beginAttempt(_:)`` and ``conclude(_:by:_:)``, where its schedulers do
///   more than take one job after another (`Attempt.swift` does that for them);
/// - ``finish(_:)`` and ``evict(_:)``, where its layout says that tasks may end early.
///
/// The files tell one life each: `World+Jobs.swift` a job's, `Attempt.swift` an attempt's, `World+Allocations.swift` a
/// task's. `World+InitialState.swift` starts what runs at time 0, and `World+Audit.swift` has the checks.
public struct World: ~Copyable {
    /// The simulated time.
    public internal(set) var now: Nanoseconds = 0
    /// The events to come.
    var events = EventQueue()
    /// The machines and their free resources.
    var cell: Cell
    /// The schedulers, by number.
    var schedulers: FixedArray<Scheduler>
    /// Rule by which jobs come to schedulers.
    var router: JobRouter

    /// The jobs that are not yet fully placed.
    var jobs = JobTable()
    /// Resources that tasks hold.
    var allocations = Allocations()
    /// The running tasks of each machine, where tasks may end early.
    var tasks: TaskIndex
    /// True if placing, starts and ends of tasks need more than the allocation: an entry in ``tasks``, devices, or a word to an
    /// observer.
    var notesTasks: Bool
    /// The paths on which commits wait for one another.
    var commits: CommitPaths

    /// Policy and memory with which tasks find machines.
    let placer: Placer
    /// Demands for which the attempt under way found no machine left.
    var exhausted = ExhaustedDemands()
    /// The machines that suit each job.
    let suitability: SuitabilityTable
    /// The running tasks of jobs that spread theirs.
    var spreading = SpreadAllocations()

    var meters: Meters
    /// Fragmentation of a cell of devices; nil where GPUs are pooled.
    var fragmentation: FragmentationRecord?
    /// Happenings that the observer has not yet been told.
    var happenings = Happenings()
    let window: MeasuredWindow
    let rules: AttemptRules
    /// Reason why the simulation cannot go on, such as a limit that the world has outgrown; ends the run.
    var failure: SimulationError?

    /// Seed and replication, from which random streams are made.
    private let seed: UInt64
    private let replication: Int

    /// A world at time 0 in which nothing runs yet, with the schedulers of `layout`.
    init(_ scenario: Scenario, _ layout: Layout) {
        seed = scenario.seed
        replication = scenario.replication
        let window = MeasuredWindow(start: scenario.warmup, end: scenario.horizon)
        let cell = Cell(machines: layout.machines, coarseCounts: layout.coarseCounts, gpus: scenario.gpus)
        schedulers = FixedArray(count: layout.schedulers.count) { number in
            let spec = layout.schedulers[number]
            let stream = RandomStream(
                seed: scenario.seed, replication: scenario.replication, purpose: "placement/\(spec.name)")
            return Scheduler(
                machines: spec.machines ?? 0..<layout.machineCount, of: layout.machines,
                queue: JobQueue(layout.queue?(number)), stream: stream, window: window)
        }
        tasks = TaskIndex(isKept: layout.endsTasksEarly, machineCount: cell.machineCount)
        notesTasks = layout.endsTasksEarly || cell.hasDevices
        let workloads = scenario.workloads.names.count
        router = JobRouter(layout, workloads: workloads)
        commits = CommitPaths(
            scenario.commitTime, count: layout.separatesState ? layout.schedulers.count : 1, window: window)
        let suitability = SuitabilityTable(scenario, layout)
        let fragmentation =
            cell.hasDevices ? Fragmentation(TypicalTasks(of: scenario), of: layout.machines) : nil
        self.fragmentation = fragmentation.map { FragmentationRecord($0, cell, window: window) }
        placer = Placer(scenario, layout, spreads: suitability.spreadsAny, fragmentation)
        self.suitability = suitability
        self.cell = cell
        meters = Meters(workloads: workloads, window: window)
        self.window = window
        rules = AttemptRules(scenario, layout)
    }

    /// Has happenings kept for an observer from now on.
    mutating func watch() {
        happenings.isKept = true
        notesTasks = true
    }

    /// Returns the run's random stream for a purpose, such as `probe-based/backoff`.
    ///
    /// Streams of different purposes are independent: drawing from one changes no other.
    public func stream(for purpose: String) -> RandomStream {
        RandomStream(seed: seed, replication: replication, purpose: "architecture/\(purpose)")
    }

    /// Schedules an event of the architecture at `time`; ``Architecture/handle(_:subject:in:)`` gets `kind` and
    /// `subject`.
    @inline(__always)
    public mutating func schedule(_ kind: some RawRepresentable<UInt8>, subject: UInt32 = 0, at time: Nanoseconds) {
        events.push(.own, code: kind.rawValue, subject: subject, at: time)
    }
}

/// Rules of attempts: decision times, retries, giving up, and the limits of a world's size.
struct AttemptRules: ~Copyable {
    let retry: RetryPolicy
    let abandon: AbandonPolicy
    let limits: SimulationLimits
    /// By workload, its decision time.
    private let decisionTimes: FixedArray<DecisionTime>

    init(_ scenario: Scenario, _ layout: Layout) {
        retry = scenario.retry
        abandon = scenario.abandon
        limits = scenario.limits
        decisionTimes = FixedArray(count: layout.decisionTimes.count) { layout.decisionTimes[$0] }
    }

    /// Time that a decision about a job takes now, for its tasks still to place.
    @inline(__always)
    func decisionTime(of job: Job) -> Nanoseconds {
        let time = decisionTimes[Int(job.workload)]
        return time.job.addingClamped(time.task.multipliedClamped(by: Nanoseconds(job.unplaced)))
    }

    /// True if a job has had all the attempts that it may have.
    @inline(__always)
    func givesUp(_ job: Job) -> Bool {
        Int(job.attempts) >= abandon.attempts
            || (job.unplaced == job.tasks && Int(job.attempts) >= abandon.attemptsWithoutPlacement)
    }
}
