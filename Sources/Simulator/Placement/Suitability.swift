/// The machines of one scheduler on which some constraints hold.
struct SuitableRanges {
    /// Ranges of machines, in order and without overlap.
    let ranges: [Range<Int>]
    /// Number of machines in the ranges.
    let count: Int
    /// Distinct capacities of the machines.
    private let kinds: [Resources]

    /// The machines of the range `own` on which all of `constraints` hold; `runs` has all machines of the cell.
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

    /// True if some machine of the ranges, when empty, holds a task of this demand.
    func canEverHold(_ demand: Resources) -> Bool { kinds.contains { demand.fits(in: $0) } }
}

/// Requirements of all jobs of a scenario, and the machines of each scheduler that satisfy them.
///
/// The numbers of requirements are those of the workloads or the job list, then those of the list of initial jobs.
struct SuitabilityTable: ~Copyable {
    /// By requirements and scheduler, the machines; the last entry is for jobs without requirements.
    private let machines: [[SuitableRanges]]
    /// By requirements, the rule by which tasks keep apart; the last entry is for jobs without requirements.
    private let spreads: [Spread]
    /// Number of the initial list's first requirements.
    private let firstOfInitialList: Int
    /// Number for jobs of the initial list without requirements.
    private let initialPlain: Int32
    private let pickiness: PickinessTable
    /// By workload, true if its jobs are not picky.
    private let takesAny: FixedArray<Bool>
    /// Number of the requirements of jobs whose tasks nobody counts: ``JobSpec/unconstrained``, or none.
    let plain: Int32
    /// True if GPUs are devices; no workload takes any machine then without a look.
    private let hasDevices: Bool

    init(_ scenario: Scenario, _ layout: Layout) {
        var all = scenario.workloads.requirements
        firstOfInitialList = all.count
        all += scenario.initial.jobs?.requirements ?? []
        // Initial jobs of drawn workloads are of a list, and have no number of their workload's.
        let policies = scenario.workloads.names.indices.map { scenario.placement(of: $0) }
        let countsInitial = scenario.initial.jobs != nil && policies.contains(where: \.looksAtJobs)
        initialPlain = countsInitial ? Int32(all.count) : JobSpec.unconstrained
        if countsInitial { all.append(Requirements()) }
        let ofInitialList = firstOfInitialList..<all.count
        all.append(Requirements())
        machines = all.map { requirements in
            layout.schedulers.map { scheduler in
                SuitableRanges(
                    requirements.constraints, of: layout.machines,
                    within: scheduler.machines ?? 0..<layout.machineCount)
            }
        }
        // Drawn jobs are counted by their workloads' requirements; those of a list have one policy.
        let counts = !scenario.workloads.areDrawn && scenario.placement.looksAtJobs
        plain = counts ? .min : JobSpec.unconstrained
        spreads = all.enumerated().map { number, requirements in
            var spread = requirements.spread
            if counts || countsInitial && ofInitialList.contains(number) { spread.isCounted = true }
            return spread
        }
        let pickiness = PickinessTable(scenario)
        self.pickiness = pickiness
        let hasDevices = scenario.gpus == .devices
        self.hasDevices = hasDevices
        takesAny = FixedArray(count: scenario.workloads.names.count) {
            !hasDevices && !counts && !pickiness.isPicky($0)
        }
    }

    /// True if a job of these requirements and this workload may run on every machine of its scheduler.
    @inline(__always)
    func takesAnyMachine(requirements: Int32, workload: Int) -> Bool {
        requirements == JobSpec.unconstrained && takesAny[workload]
    }

    /// The machines of a scheduler that suit a job of these requirements, workload and id.
    func machines(requirements: Int32, workload: Int, id: UInt64, by scheduler: Int) -> SuitableMachines {
        let machines = machines(requirements, of: scheduler)
        return SuitableMachines(machines, pickiness: pickiness[workload, id, of: machines.count])
    }

    /// True if some machine that suits a job, when empty, holds a task of this demand; `runs` has all machines of the
    /// cell.
    @inline(never)
    func canEverHold(_ demand: Resources, of spec: JobSpec, by scheduler: Int, among runs: [MachineRun]) -> Bool {
        if hasDevices, !Devices.canServe(milliGPUs: demand.milliGPUs) { return false }
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

    /// The machines of a scheduler on which constraints hold, before pickiness.
    func machines(_ requirements: Int32, of scheduler: Int) -> SuitableRanges {
        machines[position(requirements)][scheduler]
    }

    /// Rule by which the tasks of jobs with these requirements keep apart.
    func spread(_ requirements: Int32) -> Spread { spreads[position(requirements)] }

    /// True if a job keeps its tasks apart.
    func spreads(_ job: Job) -> Bool { job.requirements != JobSpec.unconstrained && spread(job.requirements).hasRules }

    /// True if any job spreads its tasks.
    var spreadsAny: Bool { spreads.contains { !$0.isEmpty } }

    /// Translates a job's number of requirements, in its own list, to the number in this table.
    ///
    /// ``JobSpec/unconstrained`` stays what it is.
    func number(_ requirements: Int32, ofInitialList: Bool) -> Int32 {
        guard ofInitialList else { return requirements }
        return requirements == JobSpec.unconstrained ? initialPlain : requirements + Int32(firstOfInitialList)
    }
}

/// The machines that suit one job: ranges of those that satisfy its constraints, and a picky job's share of them.
struct SuitableMachines {
    /// Ranges of the machines that satisfy the constraints, in order and without overlap.
    let ranges: [Range<Int>]
    /// Number of machines that suit.
    let count: Int
    /// The share of the machines in ``ranges`` that suits, by their offset through all ranges; nil for all.
    let pickiness: Pickiness?

    /// The machines of `machines` that `pickiness` leaves.
    init(_ machines: SuitableRanges, pickiness: Pickiness?) {
        ranges = machines.ranges
        count = pickiness?.count ?? machines.count
        self.pickiness = pickiness
    }

    /// The machine with number `offset` of those in ``ranges``.
    @inline(__always)
    func machine(at offset: Int) -> Int {
        ranges.withUnsafeBufferPointer { SuitableMachines.machine(at: offset, in: $0) }
    }

    /// The machine with number `offset` of those in `ranges`.
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

    /// True if a machine suits the job.
    func contains(_ machine: Int) -> Bool {
        var before = 0
        for range in ranges {
            if range.contains(machine) { return pickiness?.suits(before + machine - range.lowerBound) ?? true }
            before += range.count
        }
        return false
    }

    /// True if one of `machines` suits the job.
    ///
    /// - Complexity: O(1 / *share that suits*) on average, where one suits.
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
