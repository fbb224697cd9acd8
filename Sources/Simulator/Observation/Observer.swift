/// An observer of a run: it keeps a time series, a record of each job, a log of transactions, or a timeline.
///
/// A run is compiled for the type of its observer. The world records happenings only for a type that ``isWatching``;
/// with ``Nobody``, a happening costs a branch. An observer is a file of its own:
///
///     /// How many tasks each attempt placed.
///     struct Placements: Observer {
///         static var isWatching: Bool { true }
///         var counts: [Int] = []
///
///         mutating func note(_ happening: Happening, in world: borrowing World) {
///             if case .attemptEnded(_, _, let outcome) = happening { counts.append(outcome.committed) }
///         }
///     }
protocol Observer: ~Copyable {
    /// True for an observer that is told of happenings.
    static var isWatching: Bool { get }

    /// The clock is about to move to `time`; until then the world stays as it is.
    ///
    /// Does nothing by default.
    mutating func timePasses(until time: Nanoseconds, in world: borrowing World)

    /// Something has happened, by the event that was just handled; nothing by default.
    mutating func note(_ happening: Happening, in world: borrowing World)
}

extension Observer where Self: ~Copyable {
    mutating func timePasses(until time: Nanoseconds, in world: borrowing World) {}

    mutating func note(_ happening: Happening, in world: borrowing World) {}
}

/// The observer that does nothing.
struct Nobody: Observer {
    static var isWatching: Bool { false }
}

/// Happenings that observers are told of, in order.
enum Happening: BitwiseCopyable {
    /// A job was refused at submission: no machine of its scheduler could hold one of its tasks.
    case jobRefused(workload: Int)
    /// A job was submitted; it has this number until it departs.
    case jobSubmitted(UInt32, Job)
    /// An attempt began; its end is that of the decision and may move with the commit.
    case attemptBegan(Attempt, scheduler: Int)
    /// An attempt ended with an outcome.
    case attemptEnded(Attempt, scheduler: Int, CommitOutcome)
    /// A job left, fully placed or given up.
    case jobDeparted(UInt32, Job)
    /// A fully placed job has evicted tasks to place again.
    case jobReturned(UInt32, Job)
    /// Tasks of a job were placed; those of one part, if the job is mixed. They may start later.
    case tasksPlaced(allocation: UInt32, Job, part: Int?)
    /// The tasks of the allocation with this number began to run.
    case tasksStarted(UInt32, Allocation)
    /// Some tasks of an allocation finished.
    case tasksFinished(Allocation, count: Int)
    /// A task of an allocation was evicted.
    case taskEvicted(Allocation)
}

/// Happenings that the observer has not yet been told of; kept only where one watches.
struct Happenings: ~Copyable {
    var isKept = false
    private var list = GrowableBuffer<Happening>(capacity: 1)

    @inline(never)
    mutating func append(_ happening: Happening) { list.append(happening) }

    var count: Int { list.count }

    subscript(position: Int) -> Happening { list[position] }

    mutating func removeAll() { list.truncate(to: 0) }
}
