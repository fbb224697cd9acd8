/// The machines of one scheduler that suit jobs of some constraints.
struct SuitableRanges {
    /// Where they are: ranges that do not overlap and are in order.
    let ranges: [Range<Int>]
    /// How many there are.
    let count: Int
    /// What they have, each kind once.
    private let kinds: [Resources]

    /// The machines of `own`, which are among those of `runs`, on which all of `constraints` hold.
    init(_ constraints: [Constraint], of runs: [MachineRun], within own: Range<Int>) {
        var ranges: [Range<Int>] = []
        var kinds: [Resources] = []
        var start = 0
        for run in runs {
            let part = (start..<(start + run.count)).clamped(to: own)
            start += run.count
            guard !part.isEmpty, constraints.allSatisfy({ $0.holds(for: run.attributes) }) else { continue }
            if let last = ranges.last, last.upperBound == part.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<part.upperBound
            } else {
                ranges.append(part)
            }
            if !kinds.contains(run.capacity) { kinds.append(run.capacity) }
        }
        self.ranges = ranges
        self.kinds = kinds
        count = ranges.reduce(0) { $0 + $1.count }
    }

    /// Whether one of them holds such a task when empty.
    func canEverHold(_ demand: Resources) -> Bool { kinds.contains { demand.fits(in: $0) } }
}

/// What the jobs of a scenario ask of machines: those of a workload whose jobs are drawn, or those of a list, and those of the list of
/// jobs that run at the start.
struct SuitabilityTable: ~Copyable {
    /// By requirements and scheduler; the last is of jobs that ask for nothing.
    private let machines: [[SuitableRanges]]
    /// By requirements, and the last again of jobs that ask for nothing.
    private let spreads: [Spread]
    /// Where those of the initial list begin.
    private let firstOfInitialList: Int
    private let pickiness: PickinessTable
    /// By workload, whether its jobs take any machine that satisfies their constraints.
    private let takesAny: FixedArray<Bool>

    init(_ scenario: Scenario, _ layout: Layout) {
        var all = scenario.workloads.requirements
        firstOfInitialList = all.count
        all += scenario.initial.jobs?.requirements ?? []
        all.append(Requirements())
        machines = all.map { requirements in
            layout.schedulers.map { scheduler in
                SuitableRanges(
                    requirements.constraints, of: layout.machines,
                    within: scheduler.machines ?? 0..<layout.machineCount)
            }
        }
        spreads = all.map(\.spread)
        let pickiness = PickinessTable(scenario)
        self.pickiness = pickiness
        takesAny = FixedArray(count: scenario.workloads.names.count) { !pickiness.isPicky($0) }
    }

    /// Whether a job of these requirements and this workload may run on every machine of its scheduler.
    @inline(__always)
    func takesAnyMachine(requirements: Int32, workload: Int) -> Bool {
        requirements == JobSpec.unconstrained && takesAny[workload]
    }

    /// The machines of a scheduler that suit a job of these requirements, workload and id.
    func machines(requirements: Int32, workload: Int, id: UInt64, by scheduler: Int) -> SuitableMachines {
        let machines = machines(requirements, of: scheduler)
        return SuitableMachines(machines, pickiness: pickiness[workload, id, of: machines.count])
    }

    /// Whether a machine that suits a job, one of `runs`, holds such a task of it when empty.
    @inline(never)
    func canEverHold(_ demand: Resources, of spec: JobSpec, by scheduler: Int, among runs: [MachineRun]) -> Bool {
        guard !takesAny[spec.workload] else {
            return machines(spec.requirements, of: scheduler).canEverHold(demand)
        }
        let suitable = machines(
            requirements: spec.requirements, workload: spec.workload, id: spec.id, by: scheduler)
        var start = 0
        for run in runs {
            let machines = start..<(start + run.count)
            start = machines.upperBound
            if demand.fits(in: run.capacity), suitable.contains(oneOf: machines) { return true }
        }
        return false
    }

    private func position(_ requirements: Int32) -> Int {
        requirements == JobSpec.unconstrained ? machines.count - 1 : Int(requirements)
    }

    /// The machines of a scheduler that suit jobs of these requirements.
    func machines(_ requirements: Int32, of scheduler: Int) -> SuitableRanges {
        machines[position(requirements)][scheduler]
    }

    /// How the tasks of jobs of these requirements are to be apart.
    func spread(_ requirements: Int32) -> Spread { spreads[position(requirements)] }

    /// Whether the tasks of a job are to be apart.
    func spreads(_ job: Job) -> Bool { job.requirements != JobSpec.unconstrained && !spread(job.requirements).isEmpty }

    /// Whether any job's tasks are to be apart.
    var spreadsAny: Bool { spreads.contains { !$0.isEmpty } }

    /// The number here of a job's requirements in its list or among the workloads; none stays none.
    func number(_ requirements: Int32, ofInitialList: Bool) -> Int32 {
        requirements == JobSpec.unconstrained || !ofInitialList
            ? requirements : requirements + Int32(firstOfInitialList)
    }
}

/// The machines that suit one job.
struct SuitableMachines {
    /// Those that satisfy its constraints: ranges that do not overlap and are in order.
    let ranges: [Range<Int>]
    /// How many suit.
    let count: Int
    /// Which of those in the ranges, counted through them; nil for all.
    let pickiness: Pickiness?

    /// Those of `machines` that `pickiness` leaves.
    init(_ machines: SuitableRanges, pickiness: Pickiness?) {
        ranges = machines.ranges
        count = pickiness?.count ?? machines.count
        self.pickiness = pickiness
    }

    /// The machine that is number `offset` of those in the ranges.
    @inline(__always)
    func machine(at offset: Int) -> Int {
        ranges.withUnsafeBufferPointer { SuitableMachines.machine(at: offset, in: $0) }
    }

    /// The machine that is number `offset` of those in `ranges`.
    @inline(__always)
    static func machine(at offset: Int, in ranges: UnsafeBufferPointer<Range<Int>>) -> Int {
        var offset = offset
        var position = 0
        while offset >= ranges[position].count {
            offset -= ranges[position].count
            position += 1
        }
        return ranges[position].lowerBound + offset
    }

    /// The machine at a place among those that suit, from 0 to below ``count``.
    subscript(place: Int) -> Int { machine(at: pickiness?.machine(at: place) ?? place) }

    /// Whether a machine is one of them.
    func contains(_ machine: Int) -> Bool {
        var before = 0
        for range in ranges {
            if range.contains(machine) { return pickiness?.suits(before + machine - range.lowerBound) ?? true }
            before += range.count
        }
        return false
    }

    /// Whether one of `machines` is.
    ///
    /// - Complexity: O(1 / *share that suits*) on average, where some is.
    func contains(oneOf machines: Range<Int>) -> Bool {
        var before = 0
        for range in ranges {
            let both = range.clamped(to: machines)
            let offset = before - range.lowerBound
            if let pickiness {
                if both.contains(where: { pickiness.suits($0 + offset) }) { return true }
            } else if !both.isEmpty {
                return true
            }
            before += range.count
        }
        return false
    }
}
