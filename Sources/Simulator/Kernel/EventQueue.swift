/// What an event is about.
enum EventKind: UInt8 {
    /// The next job of a stream is submitted; the subject is the stream.
    case submission
    /// A job returns to its scheduler's queue; the subject is the job.
    case retry
    /// Tasks that were placed together end together; the subject is the allocation.
    case tasksEnd
    /// A scheduler has decided about the job it attempts; the subject is the scheduler.
    case decisionEnd
    /// The cell has processed the commit of a scheduler's attempt; the subject is the scheduler.
    case commitEnd
    /// Something of the architecture's; ``Event/code`` says what, and what the subject is.
    case own
    /// An event that may have been cancelled; the subject is its number in ``CancellableEvents``.
    case cancellable
}

/// Something that happens at a time.
struct Event: BitwiseCopyable {
    let time: Nanoseconds
    /// The sequence number of the event, above eight bits of ``code`` and eight of its kind.
    let order: UInt64
    let subject: UInt32

    @inline(__always)
    var kind: EventKind {
        guard let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: order)) else {
            invariantBroken("an event's kind is one that was pushed")
        }
        return kind
    }

    /// Which of the architecture's own events it is; 0 for the kernel's.
    var code: UInt8 { UInt8(truncatingIfNeeded: order >> 8) }

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
    private var cancellable = CancellableEvents()

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
    /// - Parameters:
    ///   - kind: what it is about.
    ///   - code: which of the architecture's own events it is, if it is one of these.
    ///   - subject: whom or what it concerns; `kind` says in what way.
    ///   - time: when it happens.
    /// - Complexity: O(log *n*); O(1) for an event later than most.
    @inline(__always)
    mutating func push(_ kind: EventKind, code: UInt8 = 0, subject: UInt32, at time: Nanoseconds) {
        let event = Event(
            time: time, order: pushed << 16 | UInt64(code) << 8 | UInt64(kind.rawValue), subject: subject)
        pushed += 1
        switch kind {
        case .tasksEnd, .retry, .cancellable: frequent.push(event)
        case .submission, .decisionEnd, .commitEnd, .own: rare.push(event)
        }
    }

    /// Adds an event that can be cancelled.
    ///
    /// - Complexity: O(log *n*).
    mutating func pushCancellable(_ kind: EventKind, subject: UInt32, at time: Nanoseconds) -> EventHandle {
        let handle = cancellable.insert(kind, subject: subject)
        push(.cancellable, subject: handle.number, at: time)
        return handle
    }

    /// Cancels an event, and returns whether it was still to come.
    ///
    /// It stays in the queue, where nobody is told of it when its time comes.
    ///
    /// - Complexity: O(1).
    mutating func cancel(_ handle: EventHandle) -> Bool { cancellable.cancel(handle) }

    /// What a popped event of kind ``EventKind/cancellable`` stands for; nil if it was cancelled.
    mutating func resolve(_ event: Event) -> Event? {
        guard let meant = cancellable.remove(event.subject) else { return nil }
        return Event(
            time: event.time, order: event.order & ~0xFFFF | UInt64(meant.kind.rawValue), subject: meant.subject)
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
