/// How many tasks the job that is being placed has in each place: counted while an attempt places, and only of jobs that spread.
struct SpreadTally: ~Copyable {
    /// How many tasks of the job a place may have before a further one.
    struct Limits {
        var machine: Int32 = .max
        var rack: Int32 = .max
    }

    /// How many tasks each of some places has.
    private struct Places: ~Copyable {
        /// By place.
        private var tasks: GrowableBuffer<Int32>
        /// By number of tasks, how many places have at least so many.
        private var with = GrowableBuffer<Int>()
        /// The fewest that a place has.
        private(set) var fewest: Int32 = 0

        init(count: Int) {
            tasks = GrowableBuffer(repeating: 0, count: count)
            with.append(count)
        }

        var count: Int { tasks.count }

        subscript(place: Int) -> Int32 { tasks[place] }

        mutating func add(_ place: Int) {
            let number = tasks[place] + 1
            tasks[place] = number
            if Int(number) == with.count { with.append(0) }
            with[Int(number)] += 1
            while Int(fewest) + 1 < with.count, with[Int(fewest) + 1] == tasks.count { fewest += 1 }
        }

        mutating func clear(_ place: Int) { tasks[place] = 0 }

        mutating func clearNumbers() {
            with.truncate(to: 1)
            fewest = 0
        }
    }

    /// By machine.
    private let rackNumbers: [UInt32]
    private var machines: Places
    private var racks: Places
    /// Whether racks matter.
    private var countsRacks = false
    /// The machine of each task that is counted.
    private var counted = GrowableBuffer<UInt32>()

    /// Nothing counted, on the machines of `layout`; nil where no job spreads.
    init(_ layout: Layout?) {
        let table = layout.map(RackTable.init)
        rackNumbers = table?.racks ?? []
        machines = Places(count: rackNumbers.count)
        racks = Places(count: table?.count ?? 0)
    }

    /// How many racks there are.
    var rackCount: Int { racks.count }

    /// Begins to count the tasks of a job that spreads so.
    ///
    /// - Precondition: nothing is counted.
    mutating func begin(_ spread: Spread) { countsRacks = spread.rack != nil }

    /// Counts a task on a machine.
    mutating func add(_ machine: Int) {
        machines.add(machine)
        if countsRacks { racks.add(rack(of: machine)) }
        counted.append(UInt32(truncatingIfNeeded: machine))
    }

    private func rack(of machine: Int) -> Int { Int(rackNumbers[machine]) }

    /// The fewest tasks that a machine has.
    var fewestOnMachine: Int32 { machines.fewest }

    /// The fewest tasks that a rack has; 0 where racks do not matter.
    var fewestInRack: Int32 { racks.fewest }

    /// Forgets what was counted.
    ///
    /// - Complexity: O(*tasks counted*).
    mutating func clear() {
        for position in 0..<counted.count {
            machines.clear(Int(counted[position]))
            if countsRacks { racks.clear(rack(of: Int(counted[position]))) }
        }
        counted.truncate(to: 0)
        machines.clearNumbers()
        racks.clearNumbers()
    }

    /// Whether what is counted is as far apart as it must be.
    func isApart(_ spread: Spread) -> Bool {
        (0..<counted.count).allSatisfy { position in
            let machine = Int(counted[position])
            return (spread.machine != .hard || machines[machine] == 1)
                && (spread.rack != .hard || racks[rack(of: machine)] == 1)
        }
    }

    /// How many tasks are on a machine.
    func tasks(on machine: Int) -> Int32 { machines[machine] }

    /// How many tasks are in the rack of a machine, if racks matter.
    func tasksInRack(of machine: Int) -> Int32 { countsRacks ? racks[rack(of: machine)] : 0 }

    /// Whether a machine may have a further task.
    func admits(_ machine: Int, _ limits: Limits) -> Bool {
        machines[machine] < limits.machine && tasksInRack(of: machine) < limits.rack
    }
}
