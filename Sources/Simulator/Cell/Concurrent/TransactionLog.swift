internal import CCellbenchPrefetch

/// Log of the changes of one scheduler's transactions, which every scheduler's view follows.
///
/// One thread writes and all read. A record is a change of several machines, and a ring holds the latest records.
/// A transaction becomes visible as a whole when the end of its records is published. Records are overwritten only when
/// all schedulers have read them.
struct TransactionLog: ~Copyable {
    /// Places of a record before its machines: their number, and the change.
    private static let header = 5
    /// Largest number of machines in a record; a larger change takes several records.
    private static let largestRecord = 1 << 12
    /// Number of places in a cache line.
    private static let line = 16
    /// Number of cache lines that a scheduler usually writes between two synchronisations.
    private static let linesExpected = 3

    /// Number of places in the ring, a power of two.
    let capacity: Int
    private let ring: UnsafeMutablePointer<UInt32>

    init(capacity: Int) {
        invariant(capacity > 0 && capacity & (capacity - 1) == 0, "a ring has a power of two of places")
        self.capacity = capacity
        // A record that begins near the end of the ring continues behind it instead of wrapping around.
        let size = capacity + TransactionLog.header + TransactionLog.largestRecord
        ring = .allocate(capacity: size)
        ring.initialize(repeating: 0, count: size)
    }

    deinit { ring.deallocate() }

    /// Number of places that the scheduler may write between two synchronisations.
    var reserve: Int { capacity / 4 }

    /// Number of places for a change of `count` machines.
    static func size(machines count: Int) -> Int {
        count + (count + largestRecord - 1) / largestRecord * header
    }

    /// Writes a change of each of the first `count` of `machines` at `position`.
    ///
    /// Readers do not see the change before its end is published.
    ///
    /// - Parameters:
    ///   - change: the change of each machine.
    ///   - machines: the machines.
    ///   - count: the number of machines.
    ///   - position: the position to write at.
    /// - Returns: the position after the change.
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

    /// Fetches the cache lines that are written next, which readers had at the ring's last turn.
    @inline(__always)
    func expectWrite(at position: Int) {
        let place = ring + (position & (capacity - 1))
        for line in 0..<TransactionLog.linesExpected { prefetch_to_write(place + line * TransactionLog.line) }
    }

    /// Applies the changes from `start` to `end` to `table`.
    ///
    /// - Complexity: O(*changes*).
    func apply(from start: Int, to end: Int, on table: FreeTable) {
        // Fetches all lines at once from the other processor; a change names its machines only once its line is here.
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
