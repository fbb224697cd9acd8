/// Number of tasks by machine and by rack, of the one job that is being placed and spreads its tasks.
struct SpreadTally: ~Copyable {
    /// Numbers of tasks that rule a place out: a machine or rack with as many gets no further one.
    struct Limits {
        var machine: Int32 = .max
        var rack: Int32 = .max
    }

    /// Number of tasks by place.
    private struct Places: ~Copyable {
        /// By place, its number of tasks.
        private var tasks: GrowableBuffer<Int32>
        /// By number n, how many places have n tasks or more.
        private var with = GrowableBuffer<Int>()
        /// The fewest tasks of any place.
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

    /// By machine, its rack.
    private let rackNumbers: [UInt32]
    private var machines: Places
    private var racks: Places
    /// True if the job spreads its tasks over racks.
    private var countsRacks = false
    /// By task counted, its machine.
    private var counted = GrowableBuffer<UInt32>()

    /// An empty tally for the machines of `layout`; of no machine where no job spreads its tasks.
    init(_ layout: Layout?) {
        let table = layout.map(RackTable.init)
        rackNumbers = table?.racks ?? []
        machines = Places(count: rackNumbers.count)
        racks = Places(count: table?.count ?? 0)
    }

    /// Number of racks.
    var rackCount: Int { racks.count }

    /// Begins to count the tasks of a job with this rule.
    ///
    /// - Precondition: the tally is empty.
    mutating func begin(_ spread: Spread) { countsRacks = spread.rack != nil || spread.isCounted }

    /// Counts a task on a machine.
    mutating func add(_ machine: Int) {
        machines.add(machine)
        if countsRacks { racks.add(rack(of: machine)) }
        counted.append(UInt32(truncatingIfNeeded: machine))
    }

    private func rack(of machine: Int) -> Int { Int(rackNumbers[machine]) }

    /// The fewest tasks of any machine.
    var fewestOnMachine: Int32 { machines.fewest }

    /// The fewest tasks of any rack; 0 for a job that does not spread over racks.
    var fewestInRack: Int32 { racks.fewest }

    /// Empties the tally.
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

    /// True if the counted tasks are as far apart as hard rules demand.
    func isApart(_ spread: Spread) -> Bool {
        (0..<counted.count).allSatisfy { position in
            let machine = Int(counted[position])
            return (spread.machine != .hard || machines[machine] == 1)
                && (spread.rack != .hard || racks[rack(of: machine)] == 1)
        }
    }

    /// Number of tasks on a machine.
    func tasks(on machine: Int) -> Int32 { machines[machine] }

    /// Number of tasks in the rack of a machine; 0 for a job that does not spread over racks.
    func tasksInRack(of machine: Int) -> Int32 { countsRacks ? racks[rack(of: machine)] : 0 }

    /// True if a machine and its rack have fewer tasks than the limits.
    func admits(_ machine: Int, _ limits: Limits) -> Bool {
        machines[machine] < limits.machine && tasksInRack(of: machine) < limits.rack
    }
}
