/// Everything that was free in a cell when it was locked, to be offered to one scheduler.
///
/// Placing on ``table`` decides what the scheduler takes; until the answer all of ``amount`` counts as locked.
struct Lock {
    /// What is left of the offer, machine by machine.
    let table: FreeTable
    /// What was locked.
    let amount: Resources
}

extension Cell {
    /// Locks everything that is free on every machine.
    ///
    /// The table itself changes hands, and what is freed from now on gathers in another one that is zero except where it is
    /// touched. So an offer costs what changes while it is out, never the number of machines.
    ///
    /// - Complexity: O(1), but for the first time so many locks are held at once.
    mutating func lockEverythingFree() -> Lock {
        let lock = Lock(table: free, amount: available)
        locked += lock.amount
        free = idleTables.popLast() ?? FreeTable(count: machineCount, isSparse: true)
        return lock
    }

    /// Ends `lock`: `claimed` of it, in all, becomes allocated, and the rest is free again.
    ///
    /// - Complexity: O(*machines touched since the lock, or by the lock*), whichever the two tables' nature allows.
    mutating func unlock(_ lock: Lock, claimed: Resources) {
        locked -= lock.amount
        allocated += claimed
        let (kept, emptied) = free.isSparse && !lock.table.isSparse ? (lock.table, free) : (free, lock.table)
        emptied.drain(into: kept)
        free = kept
        idleTables.append(emptied)
    }
}
