/// A handle of an event that can be cancelled; a handle outlives its event and then names nothing.
struct EventHandle: BitwiseCopyable {
    fileprivate(set) var number: UInt32
    /// Number of earlier events with the same number.
    fileprivate var generation: UInt32
}

/// The events to come that can be cancelled.
///
/// An event has a number until its time comes, cancelled or not. Then the number goes to another event, of the next
/// generation:
///
///     number 3, generation 0: due at 5 s, cancelled at 2 s      cancel(3, 0) at 7 s does nothing:
///     number 3, generation 1: pushed at 6 s, due at 9 s         3 is of generation 1
struct CancellableEvents: ~Copyable {
    struct Record: BitwiseCopyable {
        var kind: EventKind
        var isCancelled: Bool
        var subject: UInt32
        var generation: UInt32
    }

    private var records = GrowableBuffer<Record>(capacity: 1)
    private var vacant = GrowableBuffer<UInt32>(capacity: 1)

    /// Adds an event, and returns its handle.
    mutating func insert(_ kind: EventKind, subject: UInt32) -> EventHandle {
        guard vacant.count > 0 else {
            records.append(Record(kind: kind, isCancelled: false, subject: subject, generation: 0))
            return EventHandle(number: UInt32(records.count - 1), generation: 0)
        }
        let number = vacant[vacant.count - 1]
        vacant.truncate(to: vacant.count - 1)
        let generation = records[Int(number)].generation
        records[Int(number)] = Record(kind: kind, isCancelled: false, subject: subject, generation: generation)
        return EventHandle(number: number, generation: generation)
    }

    /// Cancels an event; returns false where it has happened or was cancelled before.
    mutating func cancel(_ handle: EventHandle) -> Bool {
        let record = records[Int(handle.number)]
        guard record.generation == handle.generation, !record.isCancelled else { return false }
        records[Int(handle.number)].isCancelled = true
        return true
    }

    /// Removes the event whose time has come, and returns its kind and subject; nil if it was cancelled.
    mutating func remove(_ number: UInt32) -> (kind: EventKind, subject: UInt32)? {
        let record = records[Int(number)]
        records[Int(number)].generation &+= 1
        vacant.append(number)
        return record.isCancelled ? nil : (record.kind, record.subject)
    }
}
