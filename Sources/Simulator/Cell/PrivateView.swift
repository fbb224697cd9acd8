/// A scheduler's own picture of a cell: exactly the cell as it was when the scheduler last synchronised.
///
/// "Each scheduler is given a private, local, frequently-updated copy of cell state" (Omega paper, §3.4).
package struct PrivateView: ~Copyable {
    /// What was free, and the versions.
    package let table: FreeTable
    /// The change the view has not seen yet.
    private var position: Int

    /// A view of `cell` as it is now.
    ///
    /// - Complexity: O(*machines*).
    package init(of cell: borrowing Cell) {
        table = FreeTable(count: cell.machineCount)
        table.copy(cell.free)
        position = cell.changes.position
    }

    /// Brings the view up to date.
    ///
    /// - Complexity: O(*changes since the last time*), whatever the size of the cell: the cell is copied only where more has
    ///   changed than it has machines.
    package mutating func synchronise(with cell: borrowing Cell) {
        let latest = cell.changes.position
        if cell.changes.remembers(from: position) {
            let words = cell.free.words
            for change in position..<latest {
                let machine = cell.changes.machine(at: change)
                table.set(machine, to: words[machine])
            }
        } else {
            table.copy(cell.free)
        }
        position = latest
    }
}
