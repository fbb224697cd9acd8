/// The order in which a scheduler takes the jobs that wait for it.
///
/// To add one, write a conforming type in a file of its own, and a case of ``JobQueue``.
protocol QueueDiscipline {
    /// Number of jobs that wait.
    var count: Int { get }

    /// Adds a job to the queue.
    ///
    /// - Parameters: - job: the job, which is in no queue. - position: place of the job among jobs that are otherwise
    ///   equal: a retried job may go to the front. - jobs: all jobs, with the time of submission, the workload and the
    ///   attempts of each.
    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable)

    /// Removes and returns the job whose turn it is; nil where none waits.
    mutating func popFirst(in jobs: inout JobTable) -> UInt32?
}

/// The queue of a scheduler, under one of the disciplines.
enum JobQueue: QueueDiscipline {
    case fifo(FIFO)

    /// An empty queue that serves first in, first out.
    init() { self = .fifo(FIFO()) }

    var count: Int {
        switch self {
        case .fifo(let queue): queue.count
        }
    }

    @inline(__always)
    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
        switch self {
        case .fifo(var queue):
            queue.insert(job, at: position, in: &jobs)
            self = .fifo(queue)
        }
    }

    @inline(__always)
    mutating func popFirst(in jobs: inout JobTable) -> UInt32? {
        switch self {
        case .fifo(var queue):
            let job = queue.popFirst(in: &jobs)
            self = .fifo(queue)
            return job
        }
    }
}

/// First in, first out: a list of jobs, linked by ``Job/next``.
struct FIFO: QueueDiscipline, BitwiseCopyable {
    private var first = Job.none
    private var last = Job.none
    private(set) var count = 0

    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
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

    mutating func popFirst(in jobs: inout JobTable) -> UInt32? {
        guard count > 0 else { return nil }
        let job = first
        first = jobs[job].next
        count -= 1
        return job
    }
}
