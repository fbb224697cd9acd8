/// The record of a job that is not yet fully placed, or whose tasks still run and may end early.
struct Job: BitwiseCopyable {
    /// The number that stands for no job.
    static let none = UInt32.max

    /// Demand and duration of each task; for mixed jobs, of the first part.
    let task: JobPart
    let submitted: Nanoseconds
    /// Time at which the job last joined a queue.
    var enqueued: Nanoseconds = 0
    /// Time spent in queues before the attempts so far.
    var queueTime: Nanoseconds = 0
    let workload: UInt16
    let scheduler: UInt16
    let tasks: Int32
    /// Number of tasks still to place, without the ``undecided`` ones; 0 marks a vacant record.
    var unplaced: Int32
    /// Number of attempts begun.
    var attempts: Int32 = 0
    /// The job behind this one in its queue.
    var next = Job.none
    /// Number of parts of a mixed job, and the handle of their list; 0 parts where all tasks are alike.
    var partCount: Int32 = 0
    var parts = Blocks<JobPart>.none
    /// Number of tasks placed in attempts that the horizon cuts before they are decided.
    var undecided: Int32 = 0
    /// Number of tasks that hold resources or are promised some; counted only where tasks may end early
    /// (``TaskIndex``).
    var running: Int32 = 0
    /// State of the job's departure; a departed job's record is kept while its tasks run.
    var departure = Departure.none
    /// True once the departure, or the start at time 0, was counted.
    var hasDeparted = false
    /// Id that is unique among the jobs of the workload.
    let id: UInt64
    /// Number of the job's requirements in the ``SuitabilityTable``, or ``JobSpec/unconstrained``.
    let requirements: Int32

    /// State of a job's departure from its scheduler.
    enum Departure: UInt8, BitwiseCopyable {
        /// The job has tasks to place.
        case none
        case fullyPlaced
        case givenUp
    }

    /// True for a job that runs at time 0 and is in no figure.
    var isInitial: Bool { submitted < 0 }

    /// A job with all its tasks to place.
    ///
    /// - Parameters:
    ///   - spec: the job as submitted.
    ///   - scheduler: the scheduler to which the job is routed.
    ///   - requirements: number of the job's requirements in the ``SuitabilityTable``.
    ///   - isInitial: true for a job that runs at time 0 and was never submitted.
    init(
        _ spec: JobSpec, scheduler: Int, requirements: Int32 = JobSpec.unconstrained, isInitial: Bool = false
    ) {
        task = JobPart(demand: TaskDemand(spec.demand), duration: spec.duration, unplaced: Int32(spec.tasks))
        submitted = isInitial ? -1 : spec.submitted
        workload = UInt16(spec.workload)
        self.scheduler = UInt16(scheduler)
        tasks = Int32(spec.tasks)
        unplaced = tasks
        self.requirements = requirements
        id = spec.id
    }
}

/// Tasks of a job that are alike: 3 tasks of 2 cores that run for 5 s.
struct JobPart: BitwiseCopyable {
    /// Demand per task.
    let demand: TaskDemand
    /// Duration of each task.
    let duration: Nanoseconds
    /// Number of tasks not yet placed; for a job without parts, see ``Job/unplaced``.
    var unplaced: Int32
}
