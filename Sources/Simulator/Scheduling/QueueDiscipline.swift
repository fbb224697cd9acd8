/// The order in which a scheduler takes the jobs that wait for it.
///
/// A discipline is the queue itself, of which each scheduler has one. ``FIFO`` is the usual one. An architecture chooses
/// another by its ``Layout/queue``. A queue keeps numbers of jobs only while they wait: the number of a job that has left
/// is given to a later one.
///
///     /// The job with the fewest tasks first.
///     struct FewestTasksFirst: QueueDiscipline {
///         private var waiting: [(tasks: Int, job: UInt32)] = []
///
///         var count: Int { waiting.count }
///
///         mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
///             let tasks = jobs.waitingJob(job).tasks
///             let index = waiting.firstIndex { position == .front ? $0.tasks >= tasks : $0.tasks > tasks }
///             waiting.insert((tasks, job), at: index ?? waiting.endIndex)
///         }
///
///         mutating func popFirst(in jobs: inout JobTable) -> UInt32? {
///             waiting.isEmpty ? nil : waiting.removeFirst().job
///         }
///     }
public protocol QueueDiscipline: Sendable {
    /// Number of jobs that wait.
    var count: Int { get }

    /// Adds a job to the queue.
    ///
    /// - Parameters:
    ///   - job: the number of the job, which waits in no queue.
    ///   - position: `front` where a retried job goes before its equals, else `back`.
    ///   - jobs: all jobs.
    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable)

    /// Removes and returns the job whose turn it is; nil where none waits.
    mutating func popFirst(in jobs: inout JobTable) -> UInt32?
}

/// The queue of a scheduler: first in, first out, or of an architecture's own discipline.
struct JobQueue: ~Copyable {
    private var fifo = FIFO()
    /// The queue in place of ``fifo``, where the discipline is the architecture's own.
    private let own: OwnQueue?

    /// An empty queue; that of `discipline` if there is one.
    init(_ discipline: (any QueueDiscipline)? = nil) {
        precondition((discipline?.count ?? 0) == 0, "the queue of a layout is empty")
        own = discipline.map(OwnQueue.init)
    }

    /// Number of jobs that wait.
    var count: Int { own?.discipline.count ?? fifo.count }

    /// A job begins to wait.
    @inline(__always)
    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
        if let own {
            own.insert(job, at: position, in: &jobs)
        } else {
            fifo.insert(job, at: position, in: &jobs)
        }
    }

    /// Removes and returns the job whose turn it is; nil where none waits.
    @inline(__always)
    mutating func popFirst(in jobs: inout JobTable) -> UInt32? {
        if let own { own.popFirst(in: &jobs) } else { fifo.popFirst(in: &jobs) }
    }
}

/// A queue of an architecture's own discipline.
///
/// A class, so that the schedulers which have none pay no more than a nil pointer.
private final class OwnQueue {
    private(set) var discipline: any QueueDiscipline
    /// The jobs that wait: a job that is lost or given out twice would corrupt others.
    private var waiting: Set<UInt32> = []

    init(_ discipline: any QueueDiscipline) { self.discipline = discipline }

    func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
        discipline.insert(job, at: position, in: &jobs)
        invariant(
            waiting.insert(job).inserted && discipline.count == waiting.count,
            "a queue discipline keeps the job that begins to wait")
    }

    func popFirst(in jobs: inout JobTable) -> UInt32? {
        guard let job = discipline.popFirst(in: &jobs) else {
            invariant(waiting.isEmpty, "a queue discipline gives out a job while any waits")
            return nil
        }
        invariant(
            waiting.remove(job) != nil && discipline.count == waiting.count,
            "a queue discipline gives out a job that waits, once")
        return job
    }
}

/// First in, first out; linked through the jobs themselves, so that a job is in one such queue at a time.
public struct FIFO: QueueDiscipline, BitwiseCopyable {
    private var first = Job.none
    private var last = Job.none
    /// Number of jobs that wait.
    public private(set) var count = 0

    /// An empty queue.
    public init() {}

    /// Appends a job, or puts it in front.
    @inline(__always)
    public mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
        switch position {
        case .back:
            jobs[job].next = Job.none
            if count == 0 { first = job } else { jobs[last].next = job }
            last = job
        case .front:
            jobs[job].next = first
            if count == 0 { last = job }
            first = job
        }
        count += 1
    }

    /// Removes and returns the first job; nil where none waits.
    @inline(__always)
    public mutating func popFirst(in jobs: inout JobTable) -> UInt32? {
        guard count > 0 else { return nil }
        let job = first
        first = jobs[job].next
        count -= 1
        return job
    }
}
