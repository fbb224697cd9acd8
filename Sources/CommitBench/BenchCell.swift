internal import CellbenchSimulator

/// Cells and tasks on which benchmarks run.
enum BenchCell {
    /// Divisor of the ordinary task's demand.
    enum TaskSize: Int64 {
        /// A task of some cores and some GiB: machines fill up, and schedulers claim the same ones.
        case ordinary = 1
        /// A task so small that all machines fill alike.
        case small = 100
        /// A task so small that a batch of transactions hardly moves the utilisation of a thousand machines.
        case tiny = 1000
    }

    /// Number of distinct demands, which transactions take in turn.
    private static let demandCount = 256

    /// The machines of a cell of `count`, in the mix of the shipped head-to-head config.
    static func machines(_ count: Int) -> [MachineRun] {
        let mix: [(share: Double, capacity: Resources)] = [
            (0.5, Resources(cores: 8, gibibytes: 16)), (0.3, Resources(cores: 16, gibibytes: 32)),
            (0.15, Resources(cores: 8, gibibytes: 32, gpus: 2)), (0.05, Resources(cores: 32, gibibytes: 128)),
        ]
        var runs = mix.map { MachineRun(capacity: $0.capacity, count: Int((Double(count) * $0.share).rounded(.down))) }
        runs[0].count += count - runs.reduce(0) { $0 + $1.count }
        return runs
    }

    /// The demands of tasks: 0.5 to 3.5 cores and 1 to 7 GiB, every twentieth with a GPU, divided by the task size.
    static func demands(_ size: TaskSize) -> [TaskDemand] {
        var stream = RandomStream(seed: 1, replication: 0, purpose: "bench/demands")
        return (0..<demandCount).map { number in
            TaskDemand(
                Resources(
                    milliCores: max(1, (500 + Int64(stream.index(below: 3001))) / size.rawValue),
                    memoryMiB: (1024 + Int64(stream.index(below: 6145))) / size.rawValue,
                    milliGPUs: number.isMultiple(of: 20) ? 1000 / size.rawValue : 0))
        }
    }

    /// A cell in which tasks of `demands` hold the share `utilization` of the CPU.
    static func filled(
        machines count: Int, to utilization: Double, with demands: [TaskDemand], gpus: GPUForm = .pooled
    ) -> Cell {
        var cell = Cell(machines: machines(count), coarseCounts: .all, gpus: gpus)
        let placer = Placer(PlacementSettings(), on: cell)
        var stream = RandomStream(seed: 1, replication: 0, purpose: "bench/fill")
        var transaction = Transaction()
        let target = Int64(Double(cell.capacity.milliCores) * utilization)
        var round = 0
        while cell.allocated.milliCores < target {
            let demand = demands[round % demands.count]
            let missing = Int((target - cell.allocated.milliCores) / max(demand.resources.milliCores, 1)) + 1
            transaction.begin(demand)
            placer.place(
                min(64, missing), on: cell.free, within: 0..<count, drawing: &stream, into: &transaction)
            cell.adopt(transaction)
            round += 1
            // The cell is as full as it gets once nothing of any demand fits.
            if transaction.count == 0 && round > 100 * demands.count { break }
        }
        return cell
    }

    /// The random stream of one scheduler.
    static func stream(_ scheduler: Int = 0) -> RandomStream {
        RandomStream(seed: 1, replication: 0, purpose: "bench/placement/\(scheduler)")
    }

    /// Fragmentation by tasks of `demands`, for a policy that looks at it.
    static func fragmentation(
        of demands: [TaskDemand], in cell: borrowing Cell, for policy: PlacementKind
    ) -> Fragmentation? {
        guard policy.needsDevices else { return nil }
        var counts: [TypicalTasks.Shape: Int] = [:]
        for demand in demands { counts[TypicalTasks.Shape(demand.resources), default: 0] += 1 }
        return Fragmentation(TypicalTasks(counts), of: cell.machines)
    }
}

extension PlacementSettings {
    /// A policy with options as people use them: scores of devices are whole numbers, as published.
    static func forBench(_ policy: PlacementKind) -> PlacementSettings {
        var options = PlacementOptions()
        if policy.needsDevices { options.scores = .integers }
        if policy == .weighted { options.weights = ["fit": 1, "balance": 1] }
        return PlacementSettings(policy, options)
    }
}
