/// A cell whose free resources are offered to one scheduler at a time, each scheduler on a thread of its own.
///
/// An offer has everything that is free, so nobody else has one while it is out. Resources released meanwhile gather
/// for the next offer (Omega paper, §3.3).
package final class OfferingCell: @unchecked Sendable {
    /// Locked while an offer is out.
    private let turn = SystemMutex()
    /// Locked while the cell's sums change.
    private let accounts = SystemMutex()
    private var cell: Cell

    /// Sum of the machines' resources, free or not.
    package let capacity: Resources

    /// A cell that offers the free resources of `cell`.
    package init(_ cell: consuming Cell) {
        capacity = cell.capacity
        self.cell = cell
    }

    /// Waits for an offer of everything free, and commits the claims that `place` makes in the offer.
    ///
    /// - Parameter place: places on the lock, and returns the sum of its claims.
    package func offer(_ place: (Lock) -> Resources) {
        turn.withLock {
            let lock = accounts.withLock { cell.lockEverythingFree() }
            let claimed = place(lock)
            accounts.withLock { cell.unlock(lock, claimed: claimed) }
        }
    }

    /// Releases the resources of a transaction's claims, all of which have taken effect.
    package func release(_ transaction: borrowing Transaction) {
        accounts.withLock { cell.release(transaction.machines.base, count: transaction.count, transaction.demand) }
    }

    /// Sum of the resources that running tasks hold, while no offer is out.
    package var allocated: Resources { cell.allocated }

    /// Sum of the machines' free resources, while no offer is out.
    ///
    /// - Complexity: O(*machines*).
    package var free: Resources {
        (0..<cell.machineCount).reduce(.zero) { $0 + cell.free.words[$1].free }
    }
}
