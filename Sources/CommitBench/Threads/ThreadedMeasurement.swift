/// The measurement in one process of schedulers that each have a thread.
struct ThreadedMeasurement {
    /// Counts of all transactions measured.
    let tally: TransactionTally
    /// Transactions that took effect, per second.
    let throughput: Double
    /// Times of batches of transactions.
    let latency: LatencyRecord
    /// Allocations of all threads while measured; nil where they cannot be counted.
    let allocated: AllocationCounter.Difference?
    /// Nanoseconds that a cache line takes from one thread's processor to another's; nil where threads share
    /// processors.
    let cacheLineTransfer: Double?

    /// Warms up and measures schedulers of `type`.
    init<Scheduler: ThreadedScheduler & ~Copyable>(
        _ type: Scheduler.Type, _ scenario: BenchScenario, _ plan: MeasurementPlan
    ) {
        let cell = Scheduler.share(scenario)
        let rendezvous = Rendezvous(of: scenario.threads)
        let line = CacheLine.canMeasure(threads: scenario.threads) ? CacheLine() : nil
        let parts = OSThreads.run(scenario.threads) { number in
            var scheduler = Scheduler(number, cell, scenario)
            var times = TimeList(capacity: ThreadPart.mostBatches(plan))
            rendezvous.meet(1) { scheduler.idle() }
            let transfer = number < 2 ? line?.transferTime(player: number) : nil
            ThreadPart.warmUp(&scheduler, plan)
            AllocationCounter.flush()
            rendezvous.meet(2) { scheduler.idle() }
            let objectsBefore = number == 0 ? AllocationCounter.allocatedObjects() : nil
            rendezvous.meet(3) { scheduler.idle() }
            var part = ThreadPart(&scheduler, plan, &times)
            AllocationCounter.flush()
            rendezvous.meet(4) { scheduler.idle() }
            let objectsAfter = number == 0 ? AllocationCounter.allocatedObjects() : nil
            rendezvous.meet(5) { scheduler.idle() }
            scheduler.retire()
            part.times = times.list
            part.cacheLineTransfer = transfer
            if let objectsBefore, let objectsAfter { part.objects = objectsAfter - objectsBefore }
            return part
        }
        tally = parts.reduce(into: TransactionTally()) { $0 += $1.tally }
        cacheLineTransfer = parts.lazy.compactMap(\.cacheLineTransfer).min()
        // Threads that share a processor do not all begin at once.
        let start = parts.map(\.start).min() ?? 0
        let end = parts.map(\.end).max() ?? 0
        throughput = end > start ? Double(tally.committed) / (Double(end - start) / 1e9) : 0
        var latency = LatencyRecord(of: "means over batches of \(ThreadPart.batch) transactions and their releases")
        for time in parts.lazy.flatMap(\.times) { latency.record(nanoseconds: Double(time)) }
        self.latency = latency
        if let objects = parts.first?.objects {
            let bytes = parts.reduce(0) { $0 + ($1.bytes ?? 0) }
            allocated = AllocationCounter.Difference(objects: objects, bytes: bytes)
        } else {
            allocated = nil
        }
    }
}

/// The measurement of one of the threads.
private struct ThreadPart: Sendable {
    var tally: TransactionTally
    /// Nanoseconds of the clock at which the measurement began and ended.
    var start: Int64
    var end: Int64
    var bytes: UInt64?
    /// Objects that all threads allocated; only the first thread counts them.
    var objects: UInt64?
    /// By batch, nanoseconds per transaction.
    var times: [Float] = []
    var cacheLineTransfer: Double?

    /// Transactions that are timed as one: some 50 µs on one thread.
    static let batch = 128

    /// Room for the times of batches, if transactions took 20 ns each.
    static func mostBatches(_ plan: MeasurementPlan) -> Int { Int(plan.measuring) / (batch * 20) + 1000 }

    /// Makes transactions for half the longest warm-up.
    ///
    /// The time is fixed: threads that settle at different moments would disturb one another.
    static func warmUp<Scheduler: ThreadedScheduler & ~Copyable>(_ scheduler: inout Scheduler, _ plan: MeasurementPlan)
    {
        let start = MonotonicClock.now()
        while MonotonicClock.now() - start < plan.longestWarmUp / 2 { scheduler.runBatch() }
    }

    /// Makes transactions until the time to measure is over.
    init<Scheduler: ThreadedScheduler & ~Copyable>(
        _ scheduler: inout Scheduler, _ plan: MeasurementPlan, _ times: inout TimeList
    ) {
        scheduler.tally = TransactionTally()
        let bytesBefore = AllocationCounter.allocatedBytes()
        start = MonotonicClock.now()
        end = start
        while end - start < plan.measuring && times.hasRoom {
            let batchStart = end
            scheduler.runBatch()
            end = MonotonicClock.now()
            times.append(Float(end - batchStart) / Float(ThreadPart.batch))
        }
        tally = scheduler.tally
        if let bytesBefore, let bytesAfter = AllocationCounter.allocatedBytes() { bytes = bytesAfter - bytesBefore }
    }
}

extension ThreadedScheduler where Self: ~Copyable {
    /// Makes one batch of transactions, and ends old tasks after each.
    @inline(__always)
    fileprivate mutating func runBatch() {
        for _ in 0..<ThreadPart.batch {
            transact()
            endTasks()
        }
    }
}

/// Times in memory that is allocated before measuring begins.
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
