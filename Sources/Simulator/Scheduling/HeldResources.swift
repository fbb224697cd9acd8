/// What tasks and offers hold, machine by machine and device by device, for the audit.
public struct HeldResources {
    /// By machine, the amounts held; of no meaning where versions are.
    var words: [MachineWord]
    /// By machine and device, the milli-GPUs held; empty where GPUs are pooled.
    var devices: [Int32]
    /// Devices listed of each machine.
    let stride: Int

    /// Nothing held in `cell`.
    init(in cell: borrowing Cell) {
        words = Array(repeating: .zero, count: cell.machineCount)
        stride = cell.free.devices.map { $0.vectors * MachineDevices.lanes } ?? 0
        devices = Array(repeating: 0, count: cell.machineCount * stride)
    }

    /// Adds amounts that are held on a machine; GPUs must be pooled.
    public mutating func add(_ resources: Resources, on machine: Int) {
        words[machine] &+= MachineWord(free: resources)
    }

    /// Adds what a task holds on a machine, and on its devices.
    mutating func add(_ claim: MachineWord, on machine: Int, _ set: DeviceSet) {
        words[machine] &+= claim
        set.forEachDevice { devices[machine * stride + $0] += Int32(claim.milliGPUsOfEachDevice) }
    }

    /// Adds the claims of a transaction.
    mutating func add(_ transaction: borrowing Transaction) {
        transaction.forEachSegment { demand, claims in
            for claim in claims {
                add(
                    demand.claim, on: Int(transaction.machines[claim]),
                    transaction.namesDevices ? transaction.devices[claim] : 0)
            }
        }
    }

    /// Adds the rest of a lock.
    mutating func add(_ lock: Lock) {
        switch lock.target {
        case .table(let table):
            for machine in words.indices { add(table.words[machine], table.devices?[machine], on: machine) }
        case .list(let list):
            for position in 0..<list.machines.count {
                add(list.words[position], list.devices?[position], on: Int(list.machines[position]))
            }
        }
    }

    private mutating func add(_ word: MachineWord, _ free: MachineDevices?, on machine: Int) {
        guard let free else {
            words[machine] &+= word
            return
        }
        words[machine] &+= word.withoutGPUs
        words[machine].z += free.sum
        for device in 0..<stride { devices[machine * stride + device] += Int32(free[device]) }
    }
}

extension World {
    /// Checks that what is held and free of every device is the device, and that words say what devices have room for.
    func auditDevices(_ held: HeldResources) {
        let table = cell.free.deviceTable
        var machine = 0
        for run in cell.machines {
            let capacity = Int(run.capacity.milliGPUs / Devices.whole)
            for _ in 0..<run.count {
                let here = table[machine]
                for device in 0..<held.stride {
                    let (free, taken) = (Int32(here[device]), held.devices[machine * held.stride + device])
                    invariant(free >= 0 && taken >= 0, "device \(device) of machine \(machine) has less than nothing")
                    invariant(
                        free + taken == (device < capacity ? Int32(Devices.whole) : 0),
                        "free \(free) + held \(taken) is all of device \(device) of machine \(machine)")
                }
                invariant(
                    cell.free.words[machine].z == here.largestTask, "a machine's word says what its devices can hold")
                machine += 1
            }
        }
        auditClasses()
    }

    /// Checks the counts of tasks by class, where no claim is under way.
    private func auditClasses() {
        guard cell.locked == .zero, let classes = cell.deviceClasses?.classes else { return }
        var counts = Array(repeating: Int32(0), count: cell.machineCount * classes.stride)
        allocations.forEach { allocation in
            guard allocation.demand.claim.z > 0 else { return }
            let machines = allocations.machines(of: allocation)
            for task in 0..<Int(allocation.count) {
                counts[Int(machines[task]) * classes.stride + DeviceClasses.of(allocation.demand.claim)] += 1
            }
        }
        for place in counts.indices {
            invariant(counts[place] == classes.counts[place], "tasks are counted by class of devices")
        }
    }
}
