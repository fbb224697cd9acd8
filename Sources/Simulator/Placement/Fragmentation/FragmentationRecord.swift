/// Mean fragmentation of a cell over the measured window, by what running tasks leave free.
///
/// Resources locked in offers count as free: no task holds them.
struct FragmentationRecord: ~Copyable {
    private var meter: FragmentationMeter
    private let window: MeasuredWindow
    /// Milli-GPUs of the cell.
    private let capacity: Double
    /// By machine, the milli-cores that no task holds.
    private var milliCores: [Int32]
    private let devices: DeviceTable
    /// Milli-GPUs that no task holds.
    private var free: Int64
    /// Time of the latest change.
    private var time: Nanoseconds = 0
    /// Milli-GPUs lost, and free, times seconds in the window.
    private var lostSeconds = 0.0
    private var freeSeconds = 0.0

    /// A record of an empty cell of devices.
    init(_ fragmentation: Fragmentation, _ cell: borrowing Cell, window: MeasuredWindow) {
        meter = FragmentationMeter(fragmentation, cell)
        self.window = window
        capacity = Double(cell.capacity.milliGPUs)
        free = cell.capacity.milliGPUs
        let table = cell.free.deviceTable
        // The classes are the cell's, and only read here.
        devices = DeviceTable(emptyFor: cell.machineCount, classes: table.classes)
        devices.base.update(from: table.base, count: cell.machineCount * table.vectors)
        milliCores = (0..<cell.machineCount).map { [words = cell.free.words] in words[$0].x }
    }

    deinit { devices.base.deallocate() }

    /// Notes that tasks have started, with `change` -1, or ended, with `change` 1.
    mutating func note(
        _ claim: MachineWord, on machines: UnsafePointer<UInt32>, _ sets: UnsafePointer<DeviceSet>, count: Int,
        _ change: Int32, at now: Nanoseconds
    ) {
        pass(until: now)
        for task in 0..<count {
            let machine = Int(machines[task])
            milliCores[machine] += change * claim.x
            devices[machine].add(Int16(change) * claim.milliGPUsOfEachDevice, toEachOf: sets[task])
            meter.update(machine, milliCores: milliCores[machine], devices[machine])
        }
        free += Int64(change) * Int64(claim.z) * Int64(count)
    }

    private mutating func pass(until now: Nanoseconds) {
        let (from, to) = (max(time, window.start), min(now, window.end))
        if to > from {
            let seconds = (to - from).inSeconds
            lostSeconds += meter.lost * seconds
            freeSeconds += Double(free) * seconds
        }
        time = now
    }

    /// The means over the window.
    mutating func figures() -> FragmentationFigures {
        pass(until: window.end)
        let seconds = (window.end - window.start).inSeconds
        return FragmentationFigures(
            ratio: freeSeconds > 0 ? lostSeconds / freeSeconds : nil,
            amount: capacity > 0 && seconds > 0 ? lostSeconds / seconds / capacity : nil)
    }
}
