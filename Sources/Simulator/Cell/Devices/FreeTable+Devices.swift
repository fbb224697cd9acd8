// Tables of a cell of devices: claims and releases name the devices, machine by machine.

extension FreeTable {
    /// The table of devices.
    ///
    /// - Precondition: the cell is one of devices.
    @inline(__always)
    var deviceTable: DeviceTable {
        guard let devices else { invariantBroken("a claim of devices is on a table that has them") }
        return devices
    }

    /// Free resources of a machine, of whose devices all that is free counts.
    func free(on machine: Int) -> Resources {
        var free = words[machine].free
        if let devices { free.milliGPUs = Int64(devices[machine].sum) }
        return free
    }

    /// Sets the free resources of a machine whose devices are all entirely free or missing.
    func set(_ machine: Int, entirelyFree word: MachineWord) {
        let devices = deviceTable[machine]
        for device in 0..<(Int(word.z) / Int(Devices.whole)) { devices[device] = Int16(Devices.whole) }
        set(machine, to: word)
    }

    /// Claims devices for the first `count` of `machines`, one task each.
    func claim(
        _ claim: MachineWord, of machines: UnsafePointer<UInt32>, _ sets: UnsafePointer<DeviceSet>, count: Int
    ) {
        let devices = deviceTable
        for position in 0..<count {
            let machine = Int(machines[position])
            devices.claim(sets[position], at: machine, of: machine, claim, on: &words[machine])
        }
        if changes.pointee.isWanted { noteTouched(machines, count: count) }
    }

    /// Gives back devices of the first `count` of `machines`, one task's each.
    ///
    /// - Parameters:
    ///   - change: what to add to the words: a task's demand, and the change of the version.
    ///   - machines: by task, its machine.
    ///   - sets: by task, its devices.
    ///   - count: number of tasks.
    func giveBack(
        _ change: MachineWord, to machines: UnsafePointer<UInt32>, _ sets: UnsafePointer<DeviceSet>, count: Int
    ) {
        let devices = deviceTable
        for position in 0..<count {
            let machine = Int(machines[position])
            devices.giveBack(sets[position], at: machine, of: machine, change, on: &words[machine])
            index.raise(machine, to: words[machine])
        }
        if !known.pointee.isEmpty { known.pointee.noteFreed(machines, count: count) }
        if changes.pointee.isWanted { noteTouched(machines, count: count) }
    }

    /// Adds what a machine has free elsewhere to what it has free here.
    func add(_ word: MachineWord, _ freed: MachineDevices, to machine: Int) {
        let devices = deviceTable[machine]
        for vector in 0..<devices.count { devices.vectors[vector] &+= freed.vectors[vector] }
        var sum = words[machine] &+ word
        sum.z = devices.largestTask
        set(machine, to: sum)
        if isSparse { touched.append(UInt32(truncatingIfNeeded: machine)) }
    }

    /// Empties the table, and calls `body` with every machine that had free resources.
    ///
    /// - Precondition: the table is sparse.
    func drainDevices(_ body: (Int, MachineWord, MachineDevices) -> Void) {
        invariant(isSparse, "only a sparse table knows where it is not zero")
        let devices = deviceTable
        forEachTouched { machine in
            let word = words[machine]
            guard word != .zero else { return }
            words[machine] = .zero
            let here = devices[machine]
            body(machine, word, here)
            for vector in 0..<here.count { here.vectors[vector] = .zero }
        }
    }
}
