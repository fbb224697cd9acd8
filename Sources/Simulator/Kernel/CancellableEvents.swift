/// Names an event that can be cancelled; one that has happened, or was cancelled, is named by no handle any more.
struct EventHandle: BitwiseCopyable {
    fileprivate(set) var number: UInt32
    /// How many events had the number before.
    fileprivate var generation: UInt32
}

/// The events to come that can be cancelled.
///
/// An event has a number until its time comes, cancelled or not; then the number goes to another, of the next generation:
///
///     number 3, generation 0: ends at 5 s, cancelled at 2 s      cancel(3, 0) at 7 s: nothing, as 3 is of
///     number 3, generation 1: pushed at 6 s, ends at 9 s         generation 1 by then
struct CancellableEvents: ~Copyable {
    struct Record: BitwiseCopyable {
        var kind: EventKind
        var isCancelled: Bool
        var subject: UInt32
        var generation: UInt32
    }

    private var records = GrowableBuffer<Record>(capacity: 1)
    private var vacant = GrowableBuffer<UInt32>(capacity: 1)

    /// Adds an event.
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

    /// Cancels an event, and returns whether it was still to come.
    mutating func cancel(_ handle: EventHandle) -> Bool {
        let record = records[Int(handle.number)]
        guard record.generation == handle.generation, !record.isCancelled else { return false }
        records[Int(handle.number)].isCancelled = true
        return true
    }

    /// Removes the event whose time has come, and returns what it is about; nil if it was cancelled.
    mutating func remove(_ number: UInt32) -> (kind: EventKind, subject: UInt32)? {
        let record = records[Int(number)]
        records[Int(number)].generation &+= 1
        vacant.append(number)
        return record.isCancelled ? nil : (record.kind, record.subject)
    }
}
