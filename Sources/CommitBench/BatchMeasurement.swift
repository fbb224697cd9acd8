/// Times for which one process warms up and measures.
struct MeasurementPlan: Equatable {
    /// Nanoseconds from which a transaction is timed by itself, not as part of a batch.
    static let shortestSingle = 1000.0

    /// Nanoseconds to time in all.
    var measuring: Int64
    /// Nanoseconds after which measuring ends, timed or not, once there are ``fewestBatches``.
    var longestMeasuring: Int64
    /// Number of batches that are measured at least.
    var fewestBatches = 20
    /// Nanoseconds after which warming up ends, settled or not.
    var longestWarmUp: Int64

    /// The plan of `--quick`: a bench that is over within a minute.
    static let quick = MeasurementPlan(
        measuring: 40_000_000, longestMeasuring: 150_000_000, longestWarmUp: 60_000_000)
    /// The plan of `--counts`: only figures that do not depend on time.
    static let counts = MeasurementPlan(
        measuring: 1_000_000, longestMeasuring: 1_000_000, fewestBatches: 1,
        longestWarmUp: 2_000_000)
    /// The plan of a whole bench.
    static let whole = MeasurementPlan(
        measuring: 200_000_000, longestMeasuring: 400_000_000, longestWarmUp: 150_000_000)
}

/// The measurement in one process of a path on one thread.
struct BatchMeasurement {
    /// Transactions in a batch.
    private(set) var batch = 1
    /// True if three batches in a row agreed before measuring began.
    private(set) var isSettled = false
    /// By batch, nanoseconds per transaction.
    private(set) var means: [Double] = []
    /// Times of single transactions, or of batches where transactions are short.
    private(set) var latency = LatencyRecord(of: "")
    /// Allocations of one batch; nil where they cannot be counted.
    private(set) var allocated: AllocationCounter.Difference?
    /// Claims that took effect in the first batch.
    private(set) var firstClaims = 0
    /// Transactions in the first batch, whose number does not depend on speed.
    private(set) var firstBatch = 0

    private static let agreement = 0.02
    private static let mostTransactionsFirst = 256
    /// Times that are kept before they go into the histogram, so that recording one disturbs no other.
    private static let chunk = 256

    /// Warms up, counts and measures.
    init<Path: CommitPath & ~Copyable>(_ path: inout Path, _ plan: MeasurementPlan) {
        firstBatch = min(BatchMeasurement.mostTransactionsFirst, path.batch)
        path.prepare(firstBatch)
        path.run(0..<firstBatch)
        firstClaims = path.restore(firstBatch)
        warmUp(&path, plan)
        path.prepare(batch)
        let batch = batch
        allocated = AllocationCounter.count { path.run(0..<batch) }
        _ = path.restore(batch)
        measure(&path, plan)
    }

    /// Runs batches of 1, 2, 4 … transactions up to the path's batch, until three whole batches in a row agree within 2
    /// %.
    private mutating func warmUp<Path: CommitPath & ~Copyable>(_ path: inout Path, _ plan: MeasurementPlan) {
        let start = MonotonicClock.now()
        var recent: [Double] = []
        while true {
            let time = BatchMeasurement.time(&path, batch)
            recent.append(Double(time) / Double(batch))
            recent = recent.suffix(3)
            let isWhole = batch == path.batch
            if isWhole, recent.count == 3, let least = recent.min(), let most = recent.max(),
                most <= least * (1 + BatchMeasurement.agreement)
            {
                isSettled = true
                return
            }
            if !isWhole { batch = min(batch * 2, path.batch) }
            if isWhole && MonotonicClock.now() - start > plan.longestWarmUp { return }
        }
    }

    private mutating func measure<Path: CommitPath & ~Copyable>(_ path: inout Path, _ plan: MeasurementPlan) {
        let mean = Double(BatchMeasurement.time(&path, batch)) / Double(batch)
        let timesSingly = Path.canTimeSingly && mean >= MeasurementPlan.shortestSingle
        let unit = batch == 1 ? "transaction" : "transactions"
        latency = LatencyRecord(of: timesSingly ? "single transactions" : "means over batches of \(batch) \(unit)")
        let start = MonotonicClock.now()
        var measured: Int64 = 0
        while measured < plan.measuring
            && (means.count < plan.fewestBatches || MonotonicClock.now() - start < plan.longestMeasuring)
        {
            let time = BatchMeasurement.time(&path, batch)
            measured += time
            means.append(Double(time) / Double(batch))
            if timesSingly {
                measured += timeSingly(&path)
            } else {
                latency.record(nanoseconds: Double(time) / Double(batch))
            }
        }
    }

    /// Returns the nanoseconds that a batch takes.
    private static func time<Path: CommitPath & ~Copyable>(_ path: inout Path, _ count: Int) -> Int64 {
        path.prepare(count)
        let start = MonotonicClock.now()
        path.run(0..<count)
        let end = MonotonicClock.now()
        _ = path.restore(count)
        return end - start
    }

    /// Times the transactions of a batch one by one, and returns the sum in nanoseconds.
    private mutating func timeSingly<Path: CommitPath & ~Copyable>(_ path: inout Path) -> Int64 {
        let count = min(batch, BatchMeasurement.chunk)
        path.prepare(count)
        var sum: Int64 = 0
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { times in
            for number in 0..<count {
                let start = MonotonicClock.now()
                path.run(number..<(number + 1))
                times.initializeElement(at: number, to: MonotonicClock.now() - start)
            }
            for time in times {
                latency.record(nanoseconds: Double(time))
                sum += time
            }
        }
        _ = path.restore(count)
        return sum
    }
}
