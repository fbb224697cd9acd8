/// What the devices of each place have free, and the classes of tasks on each machine, as plain memory.
///
/// In a cell of devices a machine's word has no sum of milli-GPUs but ``MachineDevices/largestTask``, so that a task
/// fits exactly if the word has what it needs, as in a cell where GPUs are pooled; every claim goes through here and
/// keeps the word right.
///
///     devices    1000  400    0 |  300  400    0       of two machines with three devices
///     word's z   1000           |  400
///     a task of 1 GPU fits on the first, one of 0.4 on both
struct DeviceTable: BitwiseCopyable {
    /// By place, its vectors.
    let base: UnsafeMutablePointer<MachineDevices.Vector>
    /// Number of vectors of each place.
    let vectors: Int
    /// By machine, the classes of tasks that hold devices there.
    let classes: DeviceClasses

    init(base: UnsafeMutablePointer<MachineDevices.Vector>, classes: DeviceClasses) {
        self.base = base
        self.classes = classes
        vectors = DeviceTable.vectors(forDevices: classes.stride - 1)
    }

    /// A table of `count` places with nothing free, whose memory the caller frees.
    init(emptyFor count: Int, classes: DeviceClasses) {
        let size = count * DeviceTable.vectors(forDevices: classes.stride - 1)
        let base = UnsafeMutablePointer<MachineDevices.Vector>.allocate(capacity: max(1, size))
        base.initialize(repeating: .zero, count: size)
        self.init(base: base, classes: classes)
    }

    /// Vectors of a place with so many devices, at least one.
    static func vectors(forDevices devices: Int) -> Int {
        max(1, (devices + MachineDevices.lanes - 1) / MachineDevices.lanes)
    }

    /// The devices of a place.
    @inline(__always)
    subscript(place: Int) -> MachineDevices {
        MachineDevices(vectors: base + place * vectors, count: vectors)
    }

    /// Claims devices of a place for a task, and keeps the machine's word right.
    ///
    /// - Precondition: the task fits on the devices.
    @inline(__always)
    func claim(_ devices: DeviceSet, at place: Int, of machine: Int, _ claim: MachineWord, on word: inout MachineWord) {
        word &-= claim.withoutGPUs
        guard devices != 0 else { return }
        let here = self[place]
        here.add(-claim.milliGPUsOfEachDevice, toEachOf: devices)
        word.z = here.largestTask
        classes.count(claim, on: machine, 1)
    }

    /// Gives back devices of a place that a task held.
    ///
    /// - Parameters:
    ///   - devices: the devices.
    ///   - place: the machine's place.
    ///   - machine: the machine's number.
    ///   - change: what to add to the word: the task's demand, and the change of the version.
    ///   - word: the machine's word.
    @inline(__always)
    func giveBack(
        _ devices: DeviceSet, at place: Int, of machine: Int, _ change: MachineWord, on word: inout MachineWord
    ) {
        word &+= change.withoutGPUs
        guard devices != 0 else { return }
        let here = self[place]
        here.add(change.milliGPUsOfEachDevice, toEachOf: devices)
        word.z = here.largestTask
        classes.count(change, on: machine, -1)
    }
}

extension MachineWord {
    /// This word without milli-GPUs, which machines of devices keep by device.
    @inline(__always)
    var withoutGPUs: MachineWord {
        var word = self
        word.z = 0
        return word
    }
}

/// By machine, how many tasks of each class hold devices there; tables of one cell share it.
///
/// The tasks that share a device are a class, and those of n whole devices are one for each n.
struct DeviceClasses: BitwiseCopyable {
    /// By machine and class, the number of tasks: of shares of a device, of 1 device, of 2 devices and so on.
    let counts: UnsafeMutablePointer<Int32>
    /// Classes of a machine.
    let stride: Int
    /// The log of machines that have changed on any table of the cell: counts change on all at once.
    let changes: UnsafeMutablePointer<ChangeLog>

    /// Class of a task that holds devices.
    @inline(__always)
    static func of(_ claim: MachineWord) -> Int { claim.z < Int32(Devices.whole) ? 0 : claim.deviceCount }

    @inline(__always)
    func count(_ claim: MachineWord, on machine: Int, _ change: Int32) {
        counts[machine * stride + DeviceClasses.of(claim)] &+= change
        withUnsafePointer(to: UInt32(truncatingIfNeeded: machine)) { changes.pointee.append($0, count: 1) }
    }

    /// Numbers of tasks on a machine, by class.
    @inline(__always)
    subscript(machine: Int) -> UnsafeBufferPointer<Int32> {
        UnsafeBufferPointer(start: counts + machine * stride, count: stride)
    }
}

/// Owner of the memory of ``DeviceClasses``, and of the log of changes, which tables of one cell share.
final class DeviceClassMemory {
    let classes: DeviceClasses

    init(machineCount: Int, mostDevices: Int) {
        let stride = mostDevices + 1
        let counts = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, machineCount * stride))
        counts.initialize(repeating: 0, count: machineCount * stride)
        let changes = UnsafeMutablePointer<ChangeLog>.allocate(capacity: 1)
        changes.initialize(to: ChangeLog(machineCount: 4 * machineCount, isSparse: true))
        classes = DeviceClasses(counts: counts, stride: stride, changes: changes)
    }

    deinit {
        classes.counts.deallocate()
        classes.changes.deinitialize(count: 1)
        classes.changes.deallocate()
    }
}
