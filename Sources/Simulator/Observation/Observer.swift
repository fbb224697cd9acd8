/// Somebody who watches a run and keeps what it wants: a time series, a record of each job, a log of transactions, a timeline.
///
/// A run is compiled for its observer. Only of one that ``isWatching`` does the world keep what happens, and only it is told;
/// of ``Nobody`` nothing is left but a branch where something happens. An observer is a file of its own here:
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
    /// Whether it is to be told anything.
    static var isWatching: Bool { get }

    /// What the world has now it keeps until `time`, to which the clock moves next; nothing by default.
    mutating func timePasses(until time: Nanoseconds, in world: borrowing World)

    /// Something has happened, by the event that has just been handled; nothing by default.
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

/// What observers are told, in the order in which it happens.
enum Happening: BitwiseCopyable {
    /// A job was submitted that no machine of its scheduler could hold; the value is its workload.
    case jobRefused(workload: Int)
    /// A job was submitted and has this number until it departs.
    case jobSubmitted(UInt32, Job)
    /// An attempt began; its end may still change.
    case attemptBegan(Attempt, scheduler: Int)
    /// An attempt ended.
    case attemptEnded(Attempt, scheduler: Int, CommitOutcome)
    /// A job left, fully placed, or given up with tasks unplaced.
    case jobDeparted(UInt32, Job)
    /// A job that was fully placed has evicted tasks to place again.
    case jobReturned(UInt32, Job)
    /// Tasks began to run.
    case tasksStarted(Allocation)
    /// So many tasks of an allocation finished.
    case tasksFinished(Allocation, count: Int)
    /// A task of an allocation was evicted.
    case taskEvicted(Allocation)
}

/// What has happened since observers were last told; kept only where one watches.
struct Happenings: ~Copyable {
    var isKept = false
    private var list = GrowableBuffer<Happening>(capacity: 1)

    @inline(never)
    mutating func append(_ happening: Happening) { list.append(happening) }

    var count: Int { list.count }

    subscript(position: Int) -> Happening { list[position] }

    mutating func removeAll() { list.truncate(to: 0) }
}
