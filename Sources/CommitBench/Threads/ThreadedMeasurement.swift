internal import Synchronization

/// What one process measures of schedulers that each have a thread.
struct ThreadedMeasurement {
    /// What became of all transactions while it was measured.
    let tally: TransactionTally
    /// Transactions that took effect, a second.
    let throughput: Double
    /// The times of transactions, or of batches of them.
    let latency: LatencyRecord
    /// What the threads allocated while it was measured; nil where that cannot be counted.
    let allocated: AllocationCounter.Difference?
    /// Nanoseconds a cache line takes from one thread's processor to another's; nil where threads share processors.
    let cacheLineTransfer: Double?

    /// What the threads find out together.
    private struct Shared: Sendable {
        /// Transactions whose time is taken as one; 1 if they are timed singly.
        var batch = 1
        var objectsBefore: UInt64?
        var objectsAfter: UInt64?
    }

    /// Warms up and measures schedulers of `type`.
    init<Scheduler: ThreadedScheduler & ~Copyable>(
        _ type: Scheduler.Type, _ scenario: BenchScenario, _ plan: MeasurementPlan
    ) {
        let cell = Scheduler.share(scenario)
        let shared = Mutex(Shared())
        let rendezvous = Rendezvous(of: scenario.threads)
        let line = CacheLine.canMeasure(threads: scenario.threads) ? CacheLine() : nil
        let parts = OSThreads.run(scenario.threads) { number in
            var scheduler = Scheduler(number, cell, scenario)
            var times = TimeList(capacity: plan.mostTimes)
            rendezvous.meet(1) { scheduler.idle() }
            let transfer = number < 2 ? line?.transferTime(player: number) : nil
            let mean = ThreadPart.warmUp(&scheduler, plan)
            shared.withLock { $0.batch = max($0.batch, MeasurementPlan.batch(mean: mean)) }
            AllocationCounter.flush()
            rendezvous.meet(2) { scheduler.idle() }
            let batch = shared.withLock { $0.batch }
            if number == 0 { shared.withLock { $0.objectsBefore = AllocationCounter.allocatedObjects() } }
            rendezvous.meet(3) { scheduler.idle() }
            var part = ThreadPart(&scheduler, plan, batch: batch, &times)
            AllocationCounter.flush()
            rendezvous.meet(4) { scheduler.idle() }
            if number == 0 { shared.withLock { $0.objectsAfter = AllocationCounter.allocatedObjects() } }
            rendezvous.meet(5) { scheduler.idle() }
            scheduler.retire()
            part.times = times.list
            part.cacheLineTransfer = transfer
            return part
        }
        let result = shared.withLock { $0 }
        tally = parts.reduce(into: TransactionTally()) { $0 += $1.tally }
        cacheLineTransfer = parts.lazy.compactMap(\.cacheLineTransfer).min()
        let seconds = parts.map(\.seconds).max() ?? 0
        throughput = seconds > 0 ? Double(tally.committed) / seconds : 0
        var latency = LatencyRecord(
            of: result.batch == 1
                ? "single transactions" : "means over batches of \(result.batch) transactions and their releases")
        for time in parts.lazy.flatMap(\.times) { latency.record(nanoseconds: Double(time)) }
        self.latency = latency
        if let before = result.objectsBefore, let after = result.objectsAfter {
            let bytes = parts.reduce(0) { $0 + ($1.bytes ?? 0) }
            allocated = AllocationCounter.Difference(objects: after - before, bytes: bytes)
        } else {
            allocated = nil
        }
    }
}

/// What one of the threads measures.
private struct ThreadPart: Sendable {
    var tally: TransactionTally
    var seconds: Double
    var bytes: UInt64?
    /// Nanoseconds: of single transactions, or means over batches.
    var times: [Float] = []
    var cacheLineTransfer: Double?

    /// Makes transactions for as long as a warm-up may last, and returns how many nanoseconds one takes at its end.
    ///
    /// Always as long, as threads that settle at different moments would disturb one another.
    static func warmUp<Scheduler: ThreadedScheduler & ~Copyable>(
        _ scheduler: inout Scheduler, _ plan: MeasurementPlan
    ) -> Double {
        let start = MonotonicClock.now()
        var batch = 1
        while true {
            let batchStart = MonotonicClock.now()
            for _ in 0..<batch {
                scheduler.transact()
                scheduler.endTasks()
            }
            let now = MonotonicClock.now()
            if now - batchStart < MeasurementPlan.shortestBatch { batch *= 2 }
            if now - start > plan.longestWarmUp / 2 { return Double(now - batchStart) / Double(batch) }
        }
    }

    /// Makes transactions until the time to measure is over.
    init<Scheduler: ThreadedScheduler & ~Copyable>(
        _ scheduler: inout Scheduler, _ plan: MeasurementPlan, batch: Int, _ times: inout TimeList
    ) {
        scheduler.tally = TransactionTally()
        let bytesBefore = AllocationCounter.allocatedBytes()
        let start = MonotonicClock.now()
        var now = start
        while now - start < plan.measuring && times.hasRoom {
            let batchStart = MonotonicClock.now()
            if batch == 1 {
                scheduler.transact()
                now = MonotonicClock.now()
                scheduler.endTasks()
            } else {
                for _ in 0..<batch {
                    scheduler.transact()
                    scheduler.endTasks()
                }
                now = MonotonicClock.now()
            }
            times.append(Float(now - batchStart) / Float(batch))
        }
        seconds = Double(MonotonicClock.now() - start) / 1e9
        tally = scheduler.tally
        if let bytesBefore, let bytesAfter = AllocationCounter.allocatedBytes() { bytes = bytesAfter - bytesBefore }
    }
}

/// Times, in memory that is there before the first is taken.
private struct TimeList: ~Copyable {
    private let base: UnsafeMutablePointer<Float>
    private let capacity: Int
    private var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
    }

    deinit { base.deallocate() }

    var hasRoom: Bool { count < capacity }

    mutating func append(_ time: Float) {
        base[count] = time
        count += 1
    }

    var list: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

extension MeasurementPlan {
    /// Room for the times of single transactions.
    fileprivate var mostTimes: Int { Int(measuring / 400) + 1000 }

    /// How many transactions are timed as one where one takes `mean` nanoseconds.
    fileprivate static func batch(mean: Double) -> Int {
        guard mean < shortestSingle else { return 1 }
        var batch = 2
        while Double(batch) * mean < Double(shortestBatch) { batch *= 2 }
        return batch
    }
}
