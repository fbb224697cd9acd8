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
    let order: UInt64
    let subject: UInt32

    var kind: EventKind {
        guard let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: order)) else {
            invariantBroken("an event's kind is one that was pushed")
        }
        return kind
    }

    /// Total order: time, then the order in which events were pushed.
    @inline(__always)
    static func precedes(_ a: Event, _ b: Event) -> Bool {
        a.time < b.time || (a.time == b.time && a.order < b.order)
    }
}

/// The events to come.
///
/// Those of which few are to come at a time (the next submission of each stream, the end of each scheduler's decision) stand apart
/// from the many (ends of tasks, retries), among which each of them would travel the height of the heap and back.
struct EventQueue: ~Copyable {
    private var few: EventHeap
    private var many: EventHeap
    private var pushed: UInt64 = 0

    init(capacity: Int = 1024) {
        few = EventHeap(capacity: 16)
        many = EventHeap(capacity: capacity)
    }

    /// How many events are to come.
    var count: Int { few.count + many.count }

    /// The time of the next event, or nil when there is none.
    @inline(__always)
    var nextTime: Nanoseconds? {
        if few.count == 0 { return many.count == 0 ? nil : many.first.time }
        return many.count == 0 ? few.first.time : min(few.first.time, many.first.time)
    }

    /// Adds an event.
    ///
    /// - Complexity: O(log *n*); O(1) for an event later than most.
    @inline(__always)
    mutating func push(_ kind: EventKind, subject: UInt32, at time: Nanoseconds) {
        let event = Event(time: time, order: pushed << 8 | UInt64(kind.rawValue), subject: subject)
        pushed += 1
        switch kind {
        case .tasksEnd, .retry: many.push(event)
        default: few.push(event)
        }
    }

    /// The tasks that end next, as far as is known now.
    @inline(__always)
    var nextEndOfTasks: UInt32? {
        guard many.count > 0, many.first.kind == .tasksEnd else { return nil }
        return many.first.subject
    }

    /// Removes and returns the first event.
    ///
    /// - Precondition: there is one.
    /// - Complexity: O(log *n*).
    mutating func pop() -> Event {
        if few.count > 0, many.count == 0 || Event.precedes(few.first, many.first) { return few.pop() }
        return many.pop()
    }
}
