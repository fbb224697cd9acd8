@testable import CellbenchSimulator

/// A demand or capacity in milli-cores, MiB and milli-GPUs.
func amounts(_ milliCores: Int64, _ memoryMiB: Int64 = 0, _ milliGPUs: Int64 = 0) -> Resources {
    Resources(milliCores: milliCores, memoryMiB: memoryMiB, milliGPUs: milliGPUs)
}

/// Claims of `demand` on `machines`, with the versions of `table` if one is given.
func claims(
    of demand: Resources, on machines: [UInt32], relyingOn table: FreeTable? = nil
) -> Transaction {
    var transaction = Transaction()
    transaction.begin(TaskDemand(demand))
    for machine in machines { transaction.machines.append(machine) }
    if let table { transaction.noteVersions(of: table) }
    return transaction
}

extension Transaction {
    /// The machines of the claims.
    var machineList: [Int] { (0..<machines.count).map { Int(machines[$0]) } }
}

extension FreeTable {
    /// The words, machine by machine.
    var list: [MachineWord] { (0..<count).map { words[$0] } }

    /// Machines of `range` that fit `demand`, by the index.
    func found(_ demand: Resources, within range: Range<Int>) -> [Int] {
        var found = GrowableBuffer<UInt32>()
        index.search(TaskDemand(demand).need, in: words, within: range, found: &found)
        return (0..<found.count).map { Int(found[$0]) }
    }

    /// Machines of `range` that fit `demand`, by looking at each.
    func fitting(_ demand: Resources, within range: Range<Int>) -> [Int] {
        range.filter { demand.fits(in: words[$0].free) }
    }
}

extension Cell {
    /// Free resources by machine.
    var freeList: [Resources] { free.list.map(\.free) }

    /// Versions by machine.
    var versions: [Int32] { free.list.map(\.version) }

    /// Releases `demand` on each of `machines`.
    mutating func release(_ demand: Resources, on machines: [UInt32]) {
        release(machines, count: machines.count, TaskDemand(demand))
    }
}

extension Cell {
    /// A cell of machines with given capacities.
    init(capacities: [Resources], coarseCounts: CoarseCounts = .all) {
        self.init(
            machines: capacities.map { MachineRun(capacity: $0, count: 1) }, coarseCounts: coarseCounts)
    }

    /// Calls `body` with a table of the rest of a lock, which `body` may change.
    func withTable(of lock: Lock, _ body: (FreeTable) -> Void) {
        switch lock.target {
        case .table(let table): body(table)
        case .list(let list):
            let table = FreeTable(count: machineCount, isSparse: true)
            list.add(to: table)
            body(table)
            list.take(from: table)
        }
    }

    /// Rest of a lock, by machine.
    func left(of lock: Lock) -> [Resources] {
        var held = HeldResources(in: self)
        held.add(lock)
        return held.words.map(\.free)
    }
}

extension FreeTable {
    /// Moves everything into `other`.
    func drain(into other: FreeTable) {
        drain { machine, word in other.add(word, to: machine) }
    }
}
