/// A cell whose free resources are offered to one scheduler at a time, each scheduler on a thread of its own.
///
/// While an offer is out nobody else has one, as everything that was free is in it; what is released meanwhile gathers for the
/// next (Omega paper, §3.3).
package final class OfferingCell: @unchecked Sendable {
    /// Taken for as long as an offer is out.
    private let turn = SystemMutex()
    /// Taken while the cell's sums change.
    private let accounts = SystemMutex()
    private var cell: Cell

    /// The sum of what the machines have when nothing runs.
    package let capacity: Resources

    /// Offers what `cell` has.
    package init(_ cell: consuming Cell) {
        capacity = cell.capacity
        self.cell = cell
    }

    /// Waits for an offer of everything free, and answers it with what `place` claims in it.
    ///
    /// - Parameter place: places on the lock and returns what it claimed there, in all.
    package func offer(_ place: (Lock) -> Resources) {
        turn.withLock {
            let lock = accounts.withLock { cell.lockEverythingFree() }
            let claimed = place(lock)
            accounts.withLock { cell.unlock(lock, claimed: claimed) }
        }
    }

    /// Returns what the claims of `transaction` hold, all of which have taken effect.
    package func release(_ transaction: borrowing Transaction) {
        accounts.withLock { cell.release(transaction.machines.base, count: transaction.count, transaction.demand) }
    }

    /// What running tasks hold, for when no offer is out.
    package var allocated: Resources { cell.allocated }

    /// What the machines have free, machine by machine, for when no offer is out.
    ///
    /// - Complexity: O(*machines*).
    package var free: Resources {
        (0..<cell.machineCount).reduce(.zero) { $0 + cell.free.words[$1].free }
    }
}
