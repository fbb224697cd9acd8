/// The authoritative state of a cell: what every machine has free, what is allocated and what is locked in offers.
///
/// Claims and releases are in `Cell+Commit.swift`, offers in `Cell+Offers.swift`.
struct Cell: ~Copyable {
    /// What each machine has when nothing runs.
    let capacities: [Resources]
    /// The sum of the capacities.
    let capacity: Resources
    /// Which changes move a machine's version.
    let coarseCounts: CoarseCounts
    /// Whether ``changes`` is kept; where nobody has a private view it need not be.
    let logsChanges: Bool
    /// What changed, for private views to follow.
    var changes: ChangeLog
    /// Held by running tasks.
    var allocated = Resources.zero
    /// Held in outstanding offers.
    var locked = Resources.zero
    /// What is free and locked by nobody.
    var free: FreeTable
    /// Tables of past offers, all zero.
    var idleTables: [FreeTable] = []

    /// A cell of idle machines with the given capacities.
    ///
    /// - Complexity: O(*machines*).
    init(capacities: [Resources], coarseCounts: CoarseCounts = .all, logsChanges: Bool = false) {
        self.capacities = capacities
        self.coarseCounts = coarseCounts
        self.logsChanges = logsChanges
        capacity = capacities.reduce(.zero, +)
        changes = ChangeLog(remembering: logsChanges ? capacities.count : 0)
        free = FreeTable(count: capacities.count)
        for (machine, resources) in capacities.enumerated() {
            free.set(machine, to: MachineWord(free: resources))
        }
    }

    /// How many machines there are.
    var machineCount: Int { capacities.count }

    /// The sum of what is free and not locked.
    var available: Resources { capacity - allocated - locked }
}
