internal import CCellbenchPrefetch

/// What one scheduler's transactions changed, in order, for every scheduler's view to follow.
///
/// One thread writes, all read. A record is a change of so many machines; a ring holds the last few thousand. What is written
/// becomes visible when its end is published, a transaction at once, and is overwritten only when everybody has read it.
struct TransactionLog: ~Copyable {
    /// Places before the machines of a record: how many there are, and the change.
    private static let header = 5
    /// Machines a record; a larger change is several records.
    private static let largestRecord = 1 << 12
    /// Places of a cache line.
    private static let line = 16
    /// Cache lines that a scheduler writes until it synchronises again, mostly.
    private static let linesExpected = 3

    /// Places of the ring, a power of two.
    let capacity: Int
    private let ring: UnsafeMutablePointer<UInt32>

    init(capacity: Int) {
        invariant(capacity > 0 && capacity & (capacity - 1) == 0, "a ring has a power of two of places")
        self.capacity = capacity
        // A record that begins near the end goes on behind it rather than wrap around.
        let size = capacity + TransactionLog.header + TransactionLog.largestRecord
        ring = .allocate(capacity: size)
        ring.initialize(repeating: 0, count: size)
    }

    deinit { ring.deallocate() }

    /// What its scheduler may write between two synchronisations.
    var reserve: Int { capacity / 4 }

    /// Places that a change of `count` machines takes.
    static func size(machines count: Int) -> Int {
        count + (count + largestRecord - 1) / largestRecord * header
    }

    /// Writes a change of each of the first `count` of `machines` at `position` and returns the position after it.
    ///
    /// Nobody sees it before that position is published.
    func write(
        _ change: MachineWord, of machines: UnsafePointer<UInt32>, count: Int, at position: Int
    ) -> Int {
        var position = position
        var written = 0
        while written < count {
            let size = min(count - written, TransactionLog.largestRecord)
            let record = ring + (position & (capacity - 1))
            record[0] = UInt32(truncatingIfNeeded: size)
            UnsafeMutableRawPointer(record + 1).storeBytes(of: change, as: MachineWord.self)
            (record + TransactionLog.header).update(from: machines + written, count: size)
            written += size
            position += TransactionLog.header + size
        }
        return position
    }

    /// Fetches the cache lines that are written next, which readers had when the ring last came round.
    @inline(__always)
    func expectWrite(at position: Int) {
        let place = ring + (position & (capacity - 1))
        for line in 0..<TransactionLog.linesExpected { prefetch_to_write(place + line * TransactionLog.line) }
    }

    /// Makes the changes from `start` to `end` on `table`.
    ///
    /// - Complexity: O(*changes*).
    func apply(from start: Int, to end: Int, on table: FreeTable) {
        // All at once, as another processor has them: a change names its machines only once its line is here.
        for place in stride(from: start, to: end, by: TransactionLog.line) {
            prefetch_to_read(ring + (place & (capacity - 1)))
        }
        var position = start
        while position < end {
            let record = ring + (position & (capacity - 1))
            let count = Int(record[0])
            let change = UnsafeRawPointer(record + 1).loadUnaligned(as: MachineWord.self)
            table.add(change, to: record + TransactionLog.header, count: count)
            position += TransactionLog.header + count
        }
    }
}
