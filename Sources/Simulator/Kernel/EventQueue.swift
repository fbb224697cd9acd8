/// The kind of an event, which says what its subject is.
enum EventKind: UInt8 {
    /// The next job of a stream is submitted; the subject is the stream.
    case submission
    /// A job returns to its scheduler's queue; the subject is the job.
    case retry
    /// Tasks that were placed together end together; the subject is the allocation.
    case tasksEnd
    /// A scheduler's decision ends; the subject is the scheduler.
    case decisionEnd
    /// The cell has processed a scheduler's commit; the subject is the scheduler.
    case commitEnd
    /// An event of the architecture's own: ``Event/code`` is its kind, and the architecture knows its subject.
    case own
    /// An event that can be cancelled; the subject is its number in ``CancellableEvents``.
    case cancellable
}

/// An event: a time, a kind and a subject.
struct Event: BitwiseCopyable {
    let time: Nanoseconds
    /// The sequence number of the event, shifted by 16 bits, over eight bits of ``code`` and eight of ``kind``.
    let order: UInt64
    let subject: UInt32

    @inline(__always)
    var kind: EventKind {
        guard let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: order)) else {
            invariantBroken("an event's kind is one that was pushed")
        }
        return kind
    }

    /// Kind of the architecture's own event; 0 for an event of the kernel.
    var code: UInt8 { UInt8(truncatingIfNeeded: order >> 8) }

    /// Total order of events: by time, then in the order in which they were pushed.
    @inline(__always)
    static func precedes(_ a: Event, _ b: Event) -> Bool {
        a.time < b.time || (a.time == b.time && a.order < b.order)
    }
}

/// The events to come.
///
/// Two heaps keep rare events from sifting through frequent ones: ends of tasks and retries, of which thousands are to
/// come, and a few events per stream, scheduler or offer.
struct EventQueue: ~Copyable {
    private var rare: EventHeap
    private var frequent: EventHeap
    private var pushed: UInt64 = 0
    private var cancellable = CancellableEvents()

    init(capacity: Int = 1024) {
        rare = EventHeap(capacity: 16)
        frequent = EventHeap(capacity: capacity)
    }

    /// Number of events to come.
    var count: Int { rare.count + frequent.count }

    /// Time of the next event; nil when there is none.
    @inline(__always)
    var nextTime: Nanoseconds? {
        if rare.count == 0 { return frequent.count == 0 ? nil : frequent.first.time }
        return frequent.count == 0 ? rare.first.time : min(rare.first.time, frequent.first.time)
    }

    /// Adds an event.
    ///
    /// - Parameters:
    ///   - kind: kind of the event.
    ///   - code: kind of the architecture's own event, with `kind` ``EventKind/own``.
    ///   - subject: number of the subject; `kind` says of what.
    ///   - time: time at which the event happens.
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

    /// Adds an event that can be cancelled, and returns its handle.
    ///
    /// - Complexity: O(log *n*).
    mutating func pushCancellable(_ kind: EventKind, subject: UInt32, at time: Nanoseconds) -> EventHandle {
        let handle = cancellable.insert(kind, subject: subject)
        push(.cancellable, subject: handle.number, at: time)
        return handle
    }

    /// Cancels an event; returns false where it has happened or was cancelled before.
    ///
    /// The event stays in the queue, and ``resolve(_:)`` returns nil for it when its time comes.
    ///
    /// - Complexity: O(1).
    mutating func cancel(_ handle: EventHandle) -> Bool { cancellable.cancel(handle) }

    /// The event that a popped one of kind ``EventKind/cancellable`` stands for; nil if it was cancelled.
    mutating func resolve(_ event: Event) -> Event? {
        guard let meant = cancellable.remove(event.subject) else { return nil }
        return Event(
            time: event.time, order: event.order & ~0xFFFF | UInt64(meant.kind.rawValue), subject: meant.subject)
    }

    /// The allocation whose tasks end next, if the first of the frequent events is an end of tasks.
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
