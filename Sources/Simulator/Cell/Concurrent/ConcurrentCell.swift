internal import CCellbenchPrefetch

/// A cell that several schedulers commit to at once, each on a thread of its own.
///
/// 1. Each machine has a word, which alone decides. A claim is one compare-and-swap on the word.
/// 2. Each scheduler writes a log of the changes of its transactions.
/// 3. Each scheduler's view follows all logs.
///
/// So a view is the cell after some whole transactions of each scheduler, though perhaps a state that the cell never
/// had. Reading a view takes no cache line from schedulers that commit.
///
/// A log is written after its changes, so a view has no change that the cell lacks. Every change moves a machine's
/// version by one, so equal versions mean equal changes, and the comparison of versions is exact. With
/// ``CoarseCounts/claims`` only claims move the version, and equal versions mean equal claims.
///
/// Commits: `ConcurrentScheduler+Commit.swift`. All-or-nothing and coarse detection:
/// `ConcurrentScheduler+Together.swift`.
package final class ConcurrentCell: @unchecked Sendable {
    /// Words by machine.
    let words: UnsafeMutablePointer<SharedWord>
    /// Words before the first transaction, from which every view starts.
    let start: FixedArray<MachineWord>
    /// Number of machines.
    package let machineCount: Int
    /// Sum of the machines' resources, free or not.
    package let capacity: Resources
    /// Number of schedulers.
    package let schedulerCount: Int
    /// The changes that move a machine's version.
    let coarseCounts: CoarseCounts
    /// Logs by scheduler.
    let logs: FixedArray<TransactionLog>
    /// By scheduler, the end of the visible part of its log.
    let published: CounterRows
    /// By scheduler and log, the position up to which the scheduler has read the log.
    let consumed: CounterRows

    /// A cell for several schedulers.
    ///
    /// - Parameters:
    ///   - cell: the cell before the first transaction.
    ///   - schedulers: the number of schedulers.
    ///   - logCapacity: the approximate number of changed machines by which a scheduler may be behind another; a power
    ///     of two. A scheduler may change a quarter of it between two synchronisations.
    /// - Complexity: O(*machines*).
    package init(_ cell: borrowing Cell, schedulers: Int, logCapacity: Int = 1 << 16) {
        invariant(schedulers > 0, "a cell has schedulers")
        machineCount = cell.machineCount
        capacity = cell.capacity
        schedulerCount = schedulers
        coarseCounts = cell.coarseCounts
        let free = cell.free
        start = FixedArray(count: machineCount) { free.words[$0] }
        words = .allocate(capacity: machineCount)
        for machine in 0..<machineCount { (words + machine).initialize(to: SharedWord(start[machine])) }
        logs = FixedArray(count: schedulers) { _ in TransactionLog(capacity: logCapacity) }
        published = CounterRows(rows: schedulers, columns: 1)
        consumed = CounterRows(rows: schedulers, columns: schedulers)
    }

    deinit {
        words.deinitialize(count: machineCount)
        words.deallocate()
    }

    /// Free resources of a machine, once no scheduler holds it.
    package func free(on machine: Int) -> Resources { settledWord(of: machine).free }

    /// Fetches the words of the first `count` of `machines` at once.
    ///
    /// Without this, each compare-and-swap would wait for its own word, because no later access overtakes it.
    @inline(__always)
    func expectChange(of machines: UnsafePointer<UInt32>, count: Int) {
        for position in 0..<count { prefetch_to_write(words + Int(machines[position])) }
    }

    /// Word of a machine, once no scheduler holds it.
    func settledWord(of machine: Int) -> MachineWord {
        var backoff = Backoff()
        while true {
            let word = words[machine].load()
            guard word.isHeld else { return word }
            backoff.wait()
        }
    }

    /// Sum of the free resources, while no scheduler commits.
    ///
    /// - Complexity: O(*machines*).
    package var available: Resources {
        (0..<machineCount).reduce(.zero) { $0 + free(on: $1) }
    }
}
