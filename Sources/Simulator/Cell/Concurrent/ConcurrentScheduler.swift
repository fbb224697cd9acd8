/// A scheduler of a ``ConcurrentCell``, with its view of the cell and its log, for one thread.
///
/// 1. ``synchronise()`` brings the view up to date.
/// 2. The scheduler places a transaction on ``view`` and withdraws it.
/// 3. `commit` applies the transaction to the cell, and publishes it in the log.
package struct ConcurrentScheduler: ~Copyable {
    /// Number of the scheduler, from 0.
    package let number: Int
    /// The cell after some whole transactions of every scheduler; place on it, and withdraw before a commit.
    package let view: FreeTable
    let cell: ConcurrentCell
    /// End of the scheduler's log.
    private var position = 0
    /// Position up to which the log may be written without overwriting unread changes.
    private var limit: Int
    /// By log, the position up to which this scheduler has read.
    private var seen: GrowableBuffer<Int>
    /// Machines that the scheduler holds while it judges a transaction as a whole.
    var held = GrowableBuffer<HeldMachine>(capacity: 128)

    /// The scheduler `number` of `cell`; other schedulers may have begun to commit.
    ///
    /// Their changes wait in the logs, which are overwritten only when all schedulers have read them.
    ///
    /// - Complexity: O(*machines*).
    package init(_ number: Int, of cell: ConcurrentCell) {
        self.number = number
        self.cell = cell
        limit = cell.logs[number].capacity
        seen = GrowableBuffer(repeating: 0, count: cell.schedulerCount)
        view = FreeTable(count: cell.machineCount)
        for machine in 0..<cell.machineCount { view.set(machine, to: cell.start[machine]) }
    }

    /// Brings the view up to date.
    ///
    /// If the scheduler's own log is full because another scheduler has not read it, the scheduler waits for the other.
    /// A waiting scheduler goes on reading logs, so that no two block each other.
    ///
    /// - Complexity: O(*changes since the last time* + *schedulers*), whatever the size of the cell.
    package mutating func synchronise() {
        followLogs()
        cell.logs[number].expectWrite(at: position)
        let reserve = cell.logs[number].reserve
        guard position + reserve > limit else { return }
        var backoff = Backoff()
        while true {
            limit = cell.logs[number].capacity + slowestReader
            if position + reserve <= limit { return }
            backoff.wait()
            followLogs()
        }
    }

    private mutating func followLogs() {
        for log in 0..<cell.schedulerCount {
            let end = cell.published.load(row: log)
            let start = seen[log]
            guard start != end else { continue }
            cell.logs[log].apply(from: start, to: end, on: view)
            seen[log] = end
            cell.consumed.store(end, row: number, column: log)
        }
    }

    /// Position up to which all schedulers have read this one's log.
    private var slowestReader: Int {
        var slowest = Int.max
        for reader in 0..<cell.schedulerCount {
            slowest = min(slowest, cell.consumed.load(row: reader, column: number))
        }
        return slowest
    }

    /// Stops reading the logs, so that the other schedulers do not wait for this one.
    package mutating func retire() {
        for log in 0..<cell.schedulerCount { cell.consumed.store(.max / 2, row: number, column: log) }
    }

    /// Publishes a change of each of the first `count` of `machines`, which the cell already has.
    mutating func publish(_ change: MachineWord, of machines: UnsafePointer<UInt32>, count: Int) {
        guard count > 0 else { return }
        invariant(
            position + TransactionLog.size(machines: count) <= limit,
            "a scheduler synchronises before it has written more than its log's reserve")
        position = cell.logs[number].write(change, of: machines, count: count, at: position)
        cell.published.store(position, row: number)
    }
}
