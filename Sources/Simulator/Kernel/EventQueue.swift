/// What an event is about; the architecture's own kinds follow the kernel's.
enum EventKind: UInt8 {
    /// The next job of a stream is submitted; the subject is the stream.
    case submission
    /// A job returns to its scheduler's queue; the subject is the job.
    case retry
    /// Tasks that were placed together end together; the subject is the task group.
    case tasksEnd
    /// A scheduler has decided about the job it attempts; the subject is the scheduler.
    case decisionEnd
    /// The allocator's round is due (two-level).
    case allocation
    /// An offer reaches its scheduler; the subject is the offer (two-level).
    case offerArrival
    /// An offer is answered; the subject is the offer (two-level).
    case offerAnswer
    /// The cell has processed the commit of a scheduler's attempt; the subject is the scheduler.
    case commitEnd
    /// All that was attempted at once within an offer is decided and to be committed; the subject is the offer (two-level).
    case offerDecided
}

/// Something that happens at a time.
struct Event: BitwiseCopyable {
    let time: Nanoseconds
    /// The sequence number of the event above the eight bits of its kind.
    fileprivate let order: UInt64
    let subject: UInt32

    var kind: EventKind {
        guard let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: order)) else {
            invariantBroken("an event's kind is one that was pushed")
        }
        return kind
    }

    /// Total order: time, then the order in which events were pushed.
    @inline(__always)
    fileprivate static func precedes(_ a: Event, _ b: Event) -> Bool {
        a.time < b.time || (a.time == b.time && a.order < b.order)
    }
}

/// The events to come, in a 4-ary heap on raw storage.
///
/// Four children share one or two cache lines, and the tree is half as deep as a binary one.
struct EventQueue: ~Copyable {
    private var heap: GrowableBuffer<Event>
    private var pushed: UInt64 = 0

    init(capacity: Int = 1024) { heap = GrowableBuffer(capacity: capacity) }

    /// How many events are to come.
    var count: Int { heap.count }

    /// The time of the next event, or nil when there is none.
    var nextTime: Nanoseconds? { heap.count == 0 ? nil : heap[0].time }

    /// Adds an event.
    ///
    /// - Complexity: O(log *n*); O(1) for an event later than most.
    mutating func push(_ kind: EventKind, subject: UInt32, at time: Nanoseconds) {
        let event = Event(time: time, order: pushed << 8 | UInt64(kind.rawValue), subject: subject)
        pushed += 1
        heap.append(event)
        let base = heap.base
        var hole = heap.count - 1
        while hole > 0 {
            let parent = (hole - 1) / 4
            guard Event.precedes(event, base[parent]) else { break }
            base[hole] = base[parent]
            hole = parent
        }
        base[hole] = event
    }

    /// Removes and returns the first event.
    ///
    /// - Precondition: there is one.
    /// - Complexity: O(log *n*).
    mutating func pop() -> Event {
        invariant(heap.count > 0, "an event is popped only where one is to come")
        let base = heap.base
        let first = base[0]
        let count = heap.count - 1
        let moved = base[count]
        heap.truncate(to: count)
        var hole = 0
        while true {
            let child = 4 &* hole &+ 1
            guard child < count else { break }
            var least = child
            if child &+ 3 < count {
                // All four, as a small tournament: two comparisons that do not wait for one another, then one between the winners.
                let first = Event.precedes(base[child &+ 1], base[child]) ? child &+ 1 : child
                let second = Event.precedes(base[child &+ 3], base[child &+ 2]) ? child &+ 3 : child &+ 2
                least = Event.precedes(base[second], base[first]) ? second : first
            } else {
                var sibling = child &+ 1
                while sibling < count {
                    if Event.precedes(base[sibling], base[least]) { least = sibling }
                    sibling &+= 1
                }
            }
            guard Event.precedes(base[least], moved) else { break }
            base[hole] = base[least]
            hole = least
        }
        if count > 0 { base[hole] = moved }
        return first
    }
}
