/// Milli-GPUs that typical tasks lose in a cell, machine by machine and in all.
struct FragmentationMeter {
    private let fragmentation: Fragmentation
    private var losses: [Double]
    /// Sum over the machines.
    private(set) var lost: Double

    /// The loss of a cell of devices as it is now.
    init(_ fragmentation: Fragmentation, _ cell: borrowing Cell) {
        self.fragmentation = fragmentation
        losses = []
        for machine in 0..<cell.machineCount {
            losses.append(
                fragmentation.loss(
                    of: machine, milliCores: cell.free.words[machine].x, cell.free.deviceTable[machine]))
        }
        lost = losses.reduce(0, +)
    }

    /// Measures a machine again.
    mutating func update(_ machine: Int, in cell: borrowing Cell) {
        update(machine, milliCores: cell.free.words[machine].x, cell.free.deviceTable[machine])
    }

    /// Measures a machine again, by what it has free.
    mutating func update(_ machine: Int, milliCores: Int32, _ devices: MachineDevices) {
        let loss = fragmentation.loss(of: machine, milliCores: milliCores, devices)
        lost += loss - losses[machine]
        losses[machine] = loss
    }
}
