/// A cell that is filled with tasks that arrive one after another and stay: placement without time.
package struct Packing: ~Copyable {
    /// What is placed: by which machines, and by which policy.
    package struct Setup: Sendable {
        /// The machines.
        package var machines: [MachineRun]
        /// What their GPUs are to tasks.
        package var gpus: GPUForm
        /// The policy.
        package var placement: PlacementSettings
        /// By number of a task's requirements, the conditions on machines.
        package var constraints: [[Constraint]]
        /// The typical tasks by which fragmentation is measured; nil where it is not.
        package var typical: TypicalTasks?
        /// By machine, its rank among ties that are broken in a fixed order; nil to draw them.
        package var ranks: [UInt32]?
        /// Seed of all that is drawn.
        package var seed: UInt64 = 0
        /// Number of the replication, for which other numbers are drawn.
        package var replication = 0

        /// A setup without fragmentation.
        package init(
            machines: [MachineRun], gpus: GPUForm, placement: PlacementSettings, constraints: [[Constraint]] = []
        ) {
            self.machines = machines
            self.gpus = gpus
            self.placement = placement
            self.constraints = constraints
        }
    }

    private var cell: Cell
    private let placer: Placer
    private let suitable: [SuitableMachines]
    private var stream: RandomStream
    private var transaction = Transaction()
    private var meter: FragmentationMeter?

    /// An empty cell.
    package init(_ setup: Setup) {
        cell = Cell(machines: setup.machines, gpus: setup.gpus)
        let fragmentation = setup.gpus == .devices ? setup.typical.map { Fragmentation($0, of: setup.machines) } : nil
        placer = Placer(
            setup.placement, on: cell, fragmentation, ranks: setup.ranks, seed: setup.seed,
            replication: setup.replication)
        let all = 0..<cell.machineCount
        suitable = setup.constraints.map {
            SuitableMachines(SuitableRanges($0, of: setup.machines, within: all), pickiness: nil)
        }
        stream = RandomStream(seed: setup.seed, replication: setup.replication, purpose: "packing/placement")
        meter = fragmentation.map { FragmentationMeter($0, cell) }
    }

    /// Places a task for good, or drops it where no machine fits.
    ///
    /// - Parameters:
    ///   - demand: demand of the task.
    ///   - requirements: number of its requirements; nil for none.
    /// - Returns: the task's machine; nil for a task that is dropped.
    package mutating func place(_ demand: TaskDemand, requirements: Int? = nil) -> Int? {
        transaction.begin(demand)
        if let requirements {
            Candidates.with(suitable[requirements], on: .table(cell.free), listedIn: placer.memory.lists) {
                placer.place(1, among: $0, drawing: &stream, into: &transaction)
            }
        } else {
            placer.place(1, on: cell.free, within: 0..<cell.machineCount, drawing: &stream, into: &transaction)
        }
        guard transaction.count > 0 else { return nil }
        cell.adopt(transaction)
        let machine = Int(transaction.machines[0])
        meter?.update(machine, in: cell)
        return machine
    }

    /// Resources of the tasks placed.
    package var allocated: Resources { cell.allocated }

    /// Resources of all machines.
    package var capacity: Resources { cell.capacity }

    /// Milli-GPUs that typical tasks lose, and those that are free; nil where fragmentation is not measured.
    package var fragmentation: (lost: Double, free: Int64)? {
        meter.map { ($0.lost, cell.capacity.milliGPUs - cell.allocated.milliGPUs) }
    }

    /// The devices that the last task placed holds, lowest first; none where GPUs are pooled.
    package var devicesOfLast: [Int] {
        guard transaction.namesDevices, transaction.count > 0 else { return [] }
        var devices: [Int] = []
        transaction.devices[0].forEachDevice { devices.append($0) }
        return devices
    }
}
