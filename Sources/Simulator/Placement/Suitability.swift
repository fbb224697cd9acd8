/// Where the tasks of some jobs may run: the machines of each scheduler that satisfy the jobs' constraints.
struct Suitability {
    /// By scheduler, its suitable machines: ranges that do not overlap and are in order.
    private let machines: [[Range<Int>]]
    /// By scheduler, what its suitable machines have, each kind once.
    private let kinds: [[Resources]]

    /// The machines of `layout` on which all of `constraints` hold, for each scheduler.
    init(_ constraints: [Constraint], of layout: Layout) {
        var machines: [[Range<Int>]] = []
        var kinds: [[Resources]] = []
        for scheduler in layout.schedulers {
            let own = scheduler.machines ?? 0..<layout.machineCount
            var ranges: [Range<Int>] = []
            var capacities: [Resources] = []
            var start = 0
            for run in layout.machines {
                let part = (start..<(start + run.count)).clamped(to: own)
                start += run.count
                guard !part.isEmpty, constraints.allSatisfy({ $0.holds(for: run.attributes) }) else { continue }
                if let last = ranges.last, last.upperBound == part.lowerBound {
                    ranges[ranges.count - 1] = last.lowerBound..<part.upperBound
                } else {
                    ranges.append(part)
                }
                if !capacities.contains(run.capacity) { capacities.append(run.capacity) }
            }
            machines.append(ranges)
            kinds.append(capacities)
        }
        self.machines = machines
        self.kinds = kinds
    }

    /// The suitable machines of a scheduler.
    func machines(of scheduler: Int) -> [Range<Int>] { machines[scheduler] }

    /// Whether a scheduler has a suitable machine that holds such a task when empty.
    func canEverHold(_ demand: Resources, by scheduler: Int) -> Bool {
        kinds[scheduler].contains { demand.fits(in: $0) }
    }
}

/// The constraints of a scenario's jobs: those of a workload whose jobs are drawn, or those of a list, and those of the list of jobs that
/// run at the start.
struct SuitabilityTable {
    private let all: [Suitability]
    /// Where those of the initial list begin.
    private let firstOfInitialList: Int

    init(_ scenario: Scenario, _ layout: Layout) {
        let rules: [[Constraint]] =
            switch scenario.workloads {
            case .generated(let workloads): workloads.map(\.constraints)
            case .list(let list): list.constraints
            }
        firstOfInitialList = rules.count
        all = (rules + (scenario.initial.jobs?.constraints ?? [])).map { Suitability($0, of: layout) }
    }

    /// The suitability of a job's machines.
    subscript(number: Int32) -> Suitability { all[Int(number)] }

    /// The number here of a job's constraints in its list or among the workloads; none stays none.
    func number(_ constraints: Int32, ofInitialList: Bool) -> Int32 {
        constraints == JobSpec.unconstrained || !ofInitialList
            ? constraints : constraints + Int32(firstOfInitialList)
    }
}

/// The machines that suit one job.
struct SuitableMachines {
    /// Where they are: ranges that do not overlap and are in order.
    let ranges: [Range<Int>]
    /// Which of those, counted through the ranges; nil for all.
    let pickiness: Pickiness?

    /// How many suit.
    var count: Int { pickiness?.count ?? ranges.reduce(0) { $0 + $1.count } }

    /// The machine that is number `offset` of those in the ranges.
    @inline(__always)
    func machine(at offset: Int) -> Int {
        var offset = offset
        var position = 0
        while offset >= ranges[position].count {
            offset -= ranges[position].count
            position += 1
        }
        return ranges[position].lowerBound + offset
    }

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
