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
/// Frequent events are ends of tasks and retries, of which thousands are to come at a time. Rare ones are a few per stream, scheduler
/// or offer. They stand apart, so that a rare event does not sift through the frequent ones.
struct EventQueue: ~Copyable {
    private var rare: EventHeap
    private var frequent: EventHeap
    private var pushed: UInt64 = 0

    init(capacity: Int = 1024) {
        rare = EventHeap(capacity: 16)
        frequent = EventHeap(capacity: capacity)
    }

    /// How many events are to come.
    var count: Int { rare.count + frequent.count }

    /// The time of the next event, or nil when there is none.
    @inline(__always)
    var nextTime: Nanoseconds? {
        if rare.count == 0 { return frequent.count == 0 ? nil : frequent.first.time }
        return frequent.count == 0 ? rare.first.time : min(rare.first.time, frequent.first.time)
    }

    /// Adds an event.
    ///
    /// - Complexity: O(log *n*); O(1) for an event later than most.
    @inline(__always)
    mutating func push(_ kind: EventKind, subject: UInt32, at time: Nanoseconds) {
        let event = Event(time: time, order: pushed << 8 | UInt64(kind.rawValue), subject: subject)
        pushed += 1
        switch kind {
        case .tasksEnd, .retry: frequent.push(event)
        case .submission, .decisionEnd, .allocation, .offerArrival, .offerAnswer, .commitEnd, .offerDecided:
            rare.push(event)
        }
    }

    /// The tasks that end next, as far as is known now.
    @inline(__always)
    var nextEndOfTasks: UInt32? {
        guard frequent.count > 0, frequent.first.kind == .tasksEnd else { return nil }
        return frequent.first.subject
    }

    /// Removes and returns the first event.
    ///
    /// - Precondition: there is one.
    /// - Complexity: O(log *n*).
    mutating func pop() -> Event {
        if rare.count > 0, frequent.count == 0 || Event.precedes(rare.first, frequent.first) { return rare.pop() }
        return frequent.pop()
    }
}
