/// The authoritative state of a cell: free, allocated and locked resources.
///
/// Claims and releases are in `Cell+Commit.swift`, offers in `Cell+Offers.swift`.
package struct Cell: ~Copyable {
    /// The machines with their capacities, in the order of their numbers.
    package let machines: [MachineRun]
    /// Number of machines.
    package let machineCount: Int
    /// Sum of the capacities.
    package let capacity: Resources
    /// Changes that move a machine's version.
    let coarseCounts: CoarseCounts
    /// Resources held by running tasks.
    package internal(set) var allocated = Resources.zero
    /// Resources held in outstanding offers.
    package internal(set) var locked = Resources.zero
    /// Resources of each machine that are neither allocated nor locked.
    package internal(set) var free: FreeTable
    /// Tables for offers; nil before the first lock.
    var offerTables: OfferTables?
    /// Counts of tasks by class in a cell of devices; nil where GPUs are pooled.
    let deviceClasses: DeviceClassMemory?

    /// A cell of idle machines.
    ///
    /// - Precondition: machines have whole GPUs, at most ``Devices/most``, where GPUs are devices.
    /// - Complexity: O(*machines*).
    package init(machines: [MachineRun], coarseCounts: CoarseCounts = .all, gpus: GPUForm = .pooled) {
        self.machines = machines
        self.coarseCounts = coarseCounts
        machineCount = machines.reduce(0) { $0 + $1.count }
        capacity = machines.reduce(.zero) { $0 + $1.capacity * Int64($1.count) }
        deviceClasses =
            gpus == .pooled
            ? nil
            : DeviceClassMemory(machineCount: machineCount, mostDevices: MachineRun.mostDevices(of: machines))
        free = FreeTable(count: machineCount, deviceClasses: deviceClasses)
        var machine = 0
        for run in machines {
            let word = MachineWord(free: run.capacity)
            for _ in 0..<run.count {
                if deviceClasses != nil { free.set(machine, entirelyFree: word) } else { free.set(machine, to: word) }
                machine += 1
            }
        }
    }

    /// True if the cell's GPUs are devices.
    var hasDevices: Bool { deviceClasses != nil }

    /// Sum of the resources that are neither allocated nor locked.
    package var available: Resources { capacity - allocated - locked }
}
