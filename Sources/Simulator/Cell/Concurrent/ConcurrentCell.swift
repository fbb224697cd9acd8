internal import CCellbenchPrefetch

/// A cell that several schedulers commit to at once, each on a thread of its own.
///
/// The authority is a word a machine; a claim is one compare-and-swap on it. Beside it every scheduler writes a log of what its
/// transactions changed, and every view follows all logs. So a view is the cell after some whole transactions of each scheduler,
/// never after half of one, though perhaps a state the cell itself never had; and reading it takes no cache line from those who
/// commit.
///
/// A view has seen no change that the cell has not: logs are written after the fact. As every change moves a machine's version
/// by one, equal versions mean the same changes, so that comparing versions is exact. (With ``CoarseCounts/claims`` it is the
/// claims that are the same, which is what is asked then.)
///
/// Commits: `ConcurrentScheduler+Commit.swift`. All-or-nothing and coarse detection: `ConcurrentScheduler+Together.swift`.
package final class ConcurrentCell: @unchecked Sendable {
    /// By machine.
    let words: UnsafeMutablePointer<SharedWord>
    /// What every machine had before the first transaction, from which every view starts.
    let start: FixedArray<MachineWord>
    /// How many machines there are.
    package let machineCount: Int
    /// The sum of what the machines have when nothing runs.
    package let capacity: Resources
    /// How many schedulers there are.
    package let schedulerCount: Int
    /// Which changes move a machine's version.
    let coarseCounts: CoarseCounts
    /// By scheduler.
    let logs: FixedArray<TransactionLog>
    /// By scheduler, the end of what is visible of its log.
    let published: CounterRows
    /// By scheduler and log, up to where it has read.
    let consumed: CounterRows

    /// A cell for several schedulers.
    ///
    /// - Parameters:
    ///   - cell: what the machines have free at first.
    ///   - schedulers: how many schedulers commit to it.
    ///   - logCapacity: machines changed, about, that a scheduler may be behind another; a power of two. A quarter of it is what
    ///     a scheduler may change between two synchronisations.
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

    /// What a machine has free, once nobody holds it.
    package func free(on machine: Int) -> Resources { settledWord(of: machine).free }

    /// Fetches the words of the first `count` of `machines`, all at once: one after another, each would be waited for, as a
    /// compare-and-swap lets nothing overtake it.
    @inline(__always)
    func expectChange(of machines: UnsafePointer<UInt32>, count: Int) {
        for position in 0..<count { prefetch_to_write(words + Int(machines[position])) }
    }

    /// A machine's word once nobody holds it.
    func settledWord(of machine: Int) -> MachineWord {
        var backoff = Backoff()
        while true {
            let word = words[machine].load()
            guard word.isHeld else { return word }
            backoff.wait()
        }
    }

    /// The sum of what is free, for when nobody commits.
    ///
    /// - Complexity: O(*machines*).
    package var available: Resources {
        (0..<machineCount).reduce(.zero) { $0 + free(on: $1) }
    }
}
