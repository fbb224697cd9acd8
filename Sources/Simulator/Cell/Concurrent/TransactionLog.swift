/// What one scheduler's transactions changed, in order, for every scheduler's view to follow.
///
/// One thread writes, all read. A record is a change of so many machines; a ring holds the last few thousand. What is written
/// becomes visible when its end is published, a transaction at once, and is overwritten only when everybody has read it.
struct TransactionLog: ~Copyable {
    /// Places before the machines of a record: how many there are, and the change.
    private static let header = 5
    /// Machines a record; a larger change is several records.
    private static let largestRecord = 1 << 12
    /// Places of the ring.
    static let capacity = 1 << 16
    /// What a scheduler may write between two synchronisations.
    static let reserve = capacity / 4

    private let ring: UnsafeMutablePointer<UInt32>

    init() {
        // A record that begins near the end goes on behind it rather than wrap around.
        let size = TransactionLog.capacity + TransactionLog.header + TransactionLog.largestRecord
        ring = .allocate(capacity: size)
        ring.initialize(repeating: 0, count: size)
    }

    deinit { ring.deallocate() }

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
            let record = ring + (position & (TransactionLog.capacity - 1))
            record[0] = UInt32(truncatingIfNeeded: size)
            UnsafeMutableRawPointer(record + 1).storeBytes(of: change, as: MachineWord.self)
            (record + TransactionLog.header).update(from: machines + written, count: size)
            written += size
            position += TransactionLog.header + size
        }
        return position
    }

    /// Makes the changes from `start` to `end` on `table`.
    ///
    /// - Complexity: O(*changes*).
    func apply(from start: Int, to end: Int, on table: FreeTable) {
        var position = start
        while position < end {
            let record = ring + (position & (TransactionLog.capacity - 1))
            let count = Int(record[0])
            let change = UnsafeRawPointer(record + 1).loadUnaligned(as: MachineWord.self)
            table.add(change, to: record + TransactionLog.header, count: count)
            position += TransactionLog.header + count
        }
    }
}
