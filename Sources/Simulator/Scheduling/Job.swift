/// A job that is not yet fully placed, as the simulation keeps it.
struct Job: BitwiseCopyable {
    /// The number of no job.
    static let none = UInt32.max

    /// What each task is like; where tasks differ, what those of the first part are.
    let task: JobPart
    let submitted: Nanoseconds
    /// When it last joined a queue.
    var enqueued: Nanoseconds = 0
    /// Time in queues before the attempts so far.
    var queueTime: Nanoseconds = 0
    let workload: UInt16
    let scheduler: UInt16
    let tasks: Int32
    /// Tasks still to place, without the ``undecided`` ones; 0 marks a vacant record.
    var unplaced: Int32
    /// Attempts begun.
    var attempts: Int32 = 0
    /// The job behind it in its queue.
    var next = Job.none
    /// How many parts it has, where its tasks differ, else 0, and where they are.
    var partCount: Int32 = 0
    var parts = Blocks<JobPart>.none
    /// Tasks that were placed in attempts which the horizon cuts before they are decided.
    var undecided: Int32 = 0
    /// Tasks that hold resources or are promised some; counted only where tasks may end early (``TaskIndex``).
    var running: Int32 = 0
    /// Whether it waits for no attempt any more, though its record is kept while its tasks run.
    var departure = Departure.none
    /// Whether its departure, or its start at time 0, was counted.
    var hasDeparted = false
    /// What tells it from others of its workload.
    let id: UInt64
    /// What it asks of machines, by its number in the ``SuitabilityTable``, or ``JobSpec/unconstrained``.
    let requirements: Int32

    /// How a job has left.
    enum Departure: UInt8, BitwiseCopyable {
        /// It has not.
        case none
        case fullyPlaced
        case givenUp
    }

    /// Whether it ran at time 0, and is in no figure.
    var isInitial: Bool { submitted < 0 }

    /// A job with all its tasks to place.
    ///
    /// - Parameters:
    ///   - spec: what was submitted.
    ///   - scheduler: whose job it is.
    ///   - requirements: what it asks of machines.
    ///   - isInitial: whether it runs at time 0 without having been submitted.
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

/// Tasks of a job that are alike.
struct JobPart: BitwiseCopyable {
    /// What each task takes.
    let demand: TaskDemand
    /// How long each task runs.
    let duration: Nanoseconds
    /// How many are not yet placed; of a job of identical tasks it is the job that knows.
    var unplaced: Int32
}
