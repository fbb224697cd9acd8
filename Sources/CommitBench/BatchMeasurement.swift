/// How long to measure, in one process.
struct MeasurementPlan: Equatable {
    /// Transactions that last at least so long are timed one by one: in nanoseconds.
    static let shortestSingle = 1000.0

    /// What is timed, in all: in nanoseconds.
    var measuring: Int64
    /// After so much of measuring it ends, once there are some batches, however little of that was timed: in nanoseconds.
    var longestMeasuring: Int64
    /// So many batches there are at least.
    var fewestBatches = 20
    /// After so much of warming up measuring begins, settled or not: in nanoseconds.
    var longestWarmUp: Int64

    /// A plan for a bench that is to be over within a minute.
    static let quick = MeasurementPlan(
        measuring: 40_000_000, longestMeasuring: 150_000_000, longestWarmUp: 60_000_000)
    /// A plan for what does not depend on the time it takes.
    static let counts = MeasurementPlan(
        measuring: 1_000_000, longestMeasuring: 1_000_000, fewestBatches: 1,
        longestWarmUp: 2_000_000)
    /// A plan for a whole bench.
    static let whole = MeasurementPlan(
        measuring: 200_000_000, longestMeasuring: 400_000_000, longestWarmUp: 150_000_000)
}

/// What one process measures of a path that one thread goes.
struct BatchMeasurement {
    /// Transactions of a batch.
    private(set) var batch = 1
    /// Whether three batches in a row agreed before measuring began.
    private(set) var isSettled = false
    /// Nanoseconds a transaction, batch by batch.
    private(set) var means: [Double] = []
    /// The times to report.
    private(set) var latency = LatencyRecord(of: "")
    /// What the transactions of a batch allocated; nil where that cannot be counted.
    private(set) var allocated: AllocationCounter.Difference?
    /// Claims that took effect in the transactions of ``firstBatch``.
    private(set) var firstClaims = 0
    /// Transactions of the first batch, which does not depend on how fast anything is.
    private(set) var firstBatch = 0

    private static let agreement = 0.02
    private static let mostTransactionsFirst = 256
    /// Times kept before they go into the histogram, so that recording one disturbs nothing.
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

    /// Batches of 1, 2, 4 … transactions up to the path's batch, until three of those in a row agree within 2 %.
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

    /// Nanoseconds a batch takes.
    private static func time<Path: CommitPath & ~Copyable>(_ path: inout Path, _ count: Int) -> Int64 {
        path.prepare(count)
        let start = MonotonicClock.now()
        path.run(0..<count)
        let end = MonotonicClock.now()
        _ = path.restore(count)
        return end - start
    }

    /// Times the transactions of a batch one by one, and returns the sum.
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
