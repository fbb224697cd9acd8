/// How many tasks the job that is being placed has in each place: counted while an attempt places, and only of jobs that spread.
struct SpreadTally: ~Copyable {
    /// How many tasks of the job a place may have before a further one.
    struct Limits {
        var machine: Int32 = .max
        var rack: Int32 = .max
    }

    private let racks: [UInt32]
    private var onMachines: [Int32]
    private var inRacks: [Int32]
    /// The machine of each task that is counted.
    private var counted: [Int] = []
    /// By number of tasks, how many machines and racks have at least so many.
    private var machinesWith: [Int] = [0]
    private var racksWith: [Int] = [0]
    /// What no further task of the job may need, as there is no place for it: the first few such.
    private var hopeless: [MachineWord] = []
    private static let mostHopeless = 32

    /// Nothing counted, on the machines of `layout`; nil where no job spreads.
    init(_ layout: Layout?) {
        let table = layout.map(RackTable.init)
        racks = table?.racks ?? []
        onMachines = racks.map { _ in 0 }
        inRacks = Array(repeating: 0, count: table?.count ?? 0)
    }

    /// Counts a task on a machine.
    mutating func add(_ machine: Int) {
        SpreadTally.countOneMore(&onMachines[machine], &machinesWith)
        SpreadTally.countOneMore(&inRacks[Int(racks[machine])], &racksWith)
        counted.append(machine)
    }

    private static func countOneMore(_ tasks: inout Int32, _ placesWith: inout [Int]) {
        tasks += 1
        if Int(tasks) == placesWith.count { placesWith.append(0) }
        placesWith[Int(tasks)] += 1
    }

    /// Whether every machine has as many tasks as the limit.
    func areMachinesFull(_ limits: Limits) -> Bool {
        limits.machine < machinesWith.count && machinesWith[Int(limits.machine)] == onMachines.count
    }

    /// Whether every rack has as many tasks as the limit.
    func areRacksFull(_ limits: Limits) -> Bool {
        limits.rack < racksWith.count && racksWith[Int(limits.rack)] == inRacks.count
    }

    /// Forgets what was counted.
    ///
    /// - Complexity: O(*tasks counted*).
    mutating func clear() {
        for machine in counted {
            onMachines[machine] = 0
            inRacks[Int(racks[machine])] = 0
        }
        counted.removeAll(keepingCapacity: true)
        machinesWith.removeSubrange(1...)
        racksWith.removeSubrange(1...)
        hopeless.removeAll(keepingCapacity: true)
    }

    /// Notes that there is no place for a further task that needs so much.
    mutating func noteHopeless(_ need: MachineWord) {
        if hopeless.count < SpreadTally.mostHopeless { hopeless.append(need) }
    }

    /// Whether there is no place for a further task that needs so much: none was found, in this attempt, for one that needs no more.
    func isHopeless(_ need: MachineWord) -> Bool { hopeless.contains { need.has($0) } }

    /// How many racks there are.
    var rackCount: Int { inRacks.count }

    /// Whether what is counted is as far apart as it must be.
    func isApart(_ spread: Spread) -> Bool {
        counted.allSatisfy { machine in
            (spread.machine != .hard || onMachines[machine] == 1)
                && (spread.rack != .hard || tasksInRack(of: machine) == 1)
        }
    }

    /// How many tasks are on a machine.
    func tasks(on machine: Int) -> Int32 { onMachines[machine] }

    /// How many tasks are in the rack of a machine.
    func tasksInRack(of machine: Int) -> Int32 { inRacks[Int(racks[machine])] }

    /// Whether a machine may have a further task.
    func admits(_ machine: Int, _ limits: Limits) -> Bool {
        onMachines[machine] < limits.machine && tasksInRack(of: machine) < limits.rack
    }
}

/// The groups of running tasks of jobs that spread and are not yet fully placed.
struct SpreadGroups {
    private struct OfJob {
        var groups: [UInt32] = []
        var tasks = 0
    }

    private var groups: [UInt32: OfJob] = [:]
    private var jobs: [UInt32: UInt32] = [:]

    /// Whether there are none.
    var isEmpty: Bool { jobs.isEmpty }

    /// The groups of a job.
    subscript(job: UInt32) -> [UInt32] { groups[job]?.groups ?? [] }

    /// How many tasks the groups of a job have.
    func tasks(of job: UInt32) -> Int { groups[job]?.tasks ?? 0 }

    /// Notes a group of so many tasks of a job.
    mutating func insert(_ group: UInt32, of job: UInt32, tasks: Int) {
        groups[job, default: OfJob()].groups.append(group)
        groups[job]?.tasks += tasks
        jobs[group] = job
    }

    /// Forgets a group of so many tasks, which have ended, if it is noted.
    mutating func remove(_ group: UInt32, tasks: Int) {
        guard let job = jobs.removeValue(forKey: group) else { return }
        groups[job]?.groups.removeAll { $0 == group }
        groups[job]?.tasks -= tasks
    }

    /// Forgets the groups of a job, of which no more is to be placed.
    mutating func removeAll(of job: UInt32) {
        for group in groups.removeValue(forKey: job)?.groups ?? [] { jobs[group] = nil }
    }
}
