internal import CellbenchSimulator

/// The cells and tasks that benchmarks run on.
enum BenchCell {
    /// What the ordinary task's amounts are divided by.
    enum TaskSize: Int64 {
        /// Some cores and some GiB, so that machines fill up and schedulers meet.
        case ordinary = 1
        /// So small that every machine is filled alike.
        case small = 100
        /// So small that a batch of transactions hardly moves the utilisation of a thousand machines.
        case tiny = 1000
    }

    /// Different demands that transactions take in turn.
    private static let demandCount = 256

    /// `count` machines in the mix of the shipped head-to-head config.
    static func machines(_ count: Int) -> [MachineRun] {
        let mix: [(share: Double, capacity: Resources)] = [
            (0.5, Resources(cores: 8, gibibytes: 16)), (0.3, Resources(cores: 16, gibibytes: 32)),
            (0.15, Resources(cores: 8, gibibytes: 32, gpus: 2)), (0.05, Resources(cores: 32, gibibytes: 128)),
        ]
        var runs = mix.map { MachineRun(capacity: $0.capacity, count: Int((Double(count) * $0.share).rounded(.down))) }
        runs[0].count += count - runs.reduce(0) { $0 + $1.count }
        return runs
    }

    /// What tasks ask for: 0.5 to 3.5 cores and 1 to 7 GiB, and each twentieth a GPU; or a part of all that.
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

    /// A cell of which tasks of `demands` hold `utilization` of the CPU.
    static func filled(machines count: Int, to utilization: Double, with demands: [TaskDemand]) -> Cell {
        var cell = Cell(machines: machines(count), coarseCounts: .all)
        let placer = Placer(machineCount: count)
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
            // Once nothing of any demand fits any more, the cell is as full as it gets.
            if transaction.count == 0 && round > 100 * demands.count { break }
        }
        return cell
    }

    /// A stream for what one scheduler draws.
    static func stream(_ scheduler: Int = 0) -> RandomStream {
        RandomStream(seed: 1, replication: 0, purpose: "bench/placement/\(scheduler)")
    }
}
