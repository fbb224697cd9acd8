/// The authoritative state of a cell: what every machine has free, what is allocated and what is locked in offers.
///
/// Claims and releases are in `Cell+Commit.swift`, offers in `Cell+Offers.swift`.
package struct Cell: ~Copyable {
    /// What the machines have when nothing runs, in the order of their numbers.
    let machines: [MachineRun]
    /// How many machines there are.
    package let machineCount: Int
    /// The sum of the capacities.
    package let capacity: Resources
    /// Which changes move a machine's version.
    let coarseCounts: CoarseCounts
    /// Held by running tasks.
    package internal(set) var allocated = Resources.zero
    /// Held in outstanding offers.
    package internal(set) var locked = Resources.zero
    /// What is free and locked by nobody.
    package internal(set) var free: FreeTable
    /// What offers need, once there was one.
    var offerTables: OfferTables?

    /// A cell of idle machines.
    ///
    /// - Complexity: O(*machines*).
    package init(machines: [MachineRun], coarseCounts: CoarseCounts = .all) {
        self.machines = machines
        self.coarseCounts = coarseCounts
        machineCount = machines.reduce(0) { $0 + $1.count }
        capacity = machines.reduce(.zero) { $0 + $1.capacity * Int64($1.count) }
        free = FreeTable(count: machineCount)
        var machine = 0
        for run in machines {
            let word = MachineWord(free: run.capacity)
            for _ in 0..<run.count {
                free.set(machine, to: word)
                machine += 1
            }
        }
    }

    /// The sum of what is free and not locked.
    package var available: Resources { capacity - allocated - locked }
}
