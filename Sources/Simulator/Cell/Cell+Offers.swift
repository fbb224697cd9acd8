/// Everything that was free in a cell when it was locked, to be offered to one scheduler.
///
/// Until the answer all of ``amount`` counts as locked, whatever the scheduler has claimed of it.
package struct Lock {
    /// The rest of the offer, from which a scheduler claims.
    package let target: PlacementTarget
    /// The resources locked at the beginning.
    let amount: Resources
}

/// Tables for offers, made with the first lock: one in which freed resources gather, and lists to use again.
final class OfferTables {
    /// Resources freed while an offer holds the cell's own table.
    fileprivate let gathering: FreeTable
    /// Lists of past locks, all empty.
    fileprivate var idleLists: [MachineList] = []

    init(machineCount: Int, deviceClasses: DeviceClassMemory?) {
        gathering = FreeTable(count: machineCount, isSparse: true, deviceClasses: deviceClasses)
    }
}

/// Free resources of some machines, each machine listed at most once.
package final class MachineList {
    private(set) var machines = GrowableBuffer<UInt32>(capacity: 64)
    /// By position in ``machines``, the machine's free resources.
    private(set) var words = GrowableBuffer<MachineWord>(capacity: 64)
    /// By position in ``machines``, the vectors of the machine's devices; empty where GPUs are pooled.
    private var vectors = GrowableBuffer<MachineDevices.Vector>(capacity: 1)
    /// Classes of the cell's tasks; nil where GPUs are pooled.
    private var classes: DeviceClasses?

    /// What the devices of each place have free; nil where GPUs are pooled.
    ///
    /// Valid until the list changes.
    var devices: DeviceTable? { classes.map { DeviceTable(base: vectors.base, classes: $0) } }

    /// Moves everything out of a sparse table into this list.
    ///
    /// - Precondition: the list is empty.
    func take(from table: FreeTable) {
        classes = table.devices?.classes
        guard table.devices == nil else { return takeDevices(from: table) }
        table.drain { machine, word in
            machines.append(UInt32(truncatingIfNeeded: machine))
            words.append(word)
        }
    }

    private func takeDevices(from table: FreeTable) {
        table.drainDevices { machine, word, devices in
            machines.append(UInt32(truncatingIfNeeded: machine))
            words.append(word)
            for vector in 0..<devices.count { vectors.append(devices.vectors[vector]) }
        }
    }

    /// Moves everything out of this list into `table`.
    func add(to table: FreeTable) {
        let devices = devices
        for position in 0..<machines.count {
            let machine = Int(machines[position])
            if let devices {
                table.add(words[position], devices[position], to: machine)
            } else {
                table.add(words[position], to: machine)
            }
        }
        machines.truncate(to: 0)
        words.truncate(to: 0)
        vectors.truncate(to: 0)
    }
}

extension Cell {
    /// Locks everything that is free on every machine.
    ///
    /// The first lock takes the cell's table itself. Resources freed from then on gather in a second, sparse table, and
    /// further locks take what has gathered there. So an offer costs as much as was freed since the one before, never
    /// the number of machines.
    ///
    /// - Complexity: O(1), or O(*machines touched since the last lock*) while another lock is held.
    package mutating func lockEverythingFree() -> Lock {
        let amount = available
        locked += amount
        let tables = offerTables ?? OfferTables(machineCount: machineCount, deviceClasses: deviceClasses)
        offerTables = tables
        if free.isSparse {
            let list = tables.idleLists.popLast() ?? MachineList()
            list.take(from: free)
            return Lock(target: .list(list), amount: amount)
        }
        let whole = free
        free = tables.gathering
        return Lock(target: .table(whole), amount: amount)
    }

    /// Ends `lock`: the amount `claimed` becomes allocated, and the rest is free again.
    ///
    /// - Complexity: O(*machines in the lock*), or O(*machines touched since*) for the lock that holds the cell's
    ///   table.
    package mutating func unlock(_ lock: Lock, claimed: Resources) {
        locked -= lock.amount
        allocated += claimed
        switch lock.target {
        case .table(let whole):
            if free.devices == nil {
                free.drain { machine, word in whole.add(word, to: machine) }
            } else {
                free.drainDevices { machine, word, devices in whole.add(word, devices, to: machine) }
            }
            free = whole
        case .list(let list):
            list.add(to: free)
            offerTables?.idleLists.append(list)
        }
    }
}
