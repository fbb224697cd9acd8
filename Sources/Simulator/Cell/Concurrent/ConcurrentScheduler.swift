/// A scheduler of a ``ConcurrentCell``: its view of the cell and its log.
///
/// One thread uses it.
package struct ConcurrentScheduler: ~Copyable {
    /// Its number, from 0.
    package let number: Int
    /// The cell as it was after some whole transactions of every scheduler; place on it, and withdraw before committing.
    package let view: FreeTable
    let cell: ConcurrentCell
    /// The end of its log.
    private var position = 0
    /// Up to where its log may be written without overwriting what somebody has yet to read.
    private var limit: Int
    /// By log, up to where it has read.
    private var seen: GrowableBuffer<Int>
    /// The machines it holds while it judges a transaction as a whole.
    var held = GrowableBuffer<HeldMachine>(capacity: 128)

    /// Scheduler `number` of `cell`; others may have begun to commit.
    ///
    /// What they commit waits in their logs, as those are overwritten only when all schedulers have read them.
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
    /// Where the scheduler's own log is full because another scheduler has long not looked, it waits for it; as everybody who
    /// waits goes on reading, all go on.
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

    /// Up to where everybody has read this scheduler's log.
    private var slowestReader: Int {
        var slowest = Int.max
        for reader in 0..<cell.schedulerCount {
            slowest = min(slowest, cell.consumed.load(row: reader, column: number))
        }
        return slowest
    }

    /// Lets the others go on without this scheduler: it reads no more logs.
    package mutating func retire() {
        for log in 0..<cell.schedulerCount { cell.consumed.store(.max / 2, row: number, column: log) }
    }

    /// Publishes a change that has been made to each of the first `count` of `machines`.
    mutating func publish(_ change: MachineWord, of machines: UnsafePointer<UInt32>, count: Int) {
        guard count > 0 else { return }
        invariant(
            position + TransactionLog.size(machines: count) <= limit,
            "a scheduler synchronises before it has written more than its log's reserve")
        position = cell.logs[number].write(change, of: machines, count: count, at: position)
        cell.published.store(position, row: number)
    }
}
