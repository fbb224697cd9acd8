internal import CellbenchSimulator

/// The resources held over time, and their peak.
///
/// For jobs in order, only running tasks are kept and those that begin after the last submission: some 50 bytes a run.
/// For jobs in any order all runs are kept, at 32 bytes each.
struct Usage {
    /// Tasks that are alike and run at the same time, in few bytes: there may be one such value a run of a task.
    private struct Holding {
        var start: Nanoseconds
        var end: Nanoseconds
        /// Milli-cores, MiB and milli-GPUs of each task, and the number of tasks.
        var held: SIMD4<Int32>
    }

    /// True if jobs may come in any order.
    private let isInAnyOrder: Bool
    /// All holdings, where jobs may come in any order.
    private var kept: [Holding] = []
    /// Holdings that are still to begin, by their start, where jobs come in order.
    private var upcoming = OrderedQueue<Holding>()
    /// Resources of tasks that have begun, by their end.
    private var running = OrderedQueue<SIMD4<Int32>>()
    /// Start of the last holding that has begun.
    private var lastStart = Nanoseconds.min
    /// Milli-cores, MiB, milli-GPUs and tasks held: whole numbers, which doubles add exactly up to far more than any
    /// trace has.
    private var held = SIMD4<Double>.zero
    private var most = SIMD4<Double>.zero

    /// The usage of jobs in any order, or in the order of their submission.
    init(inAnyOrder isInAnyOrder: Bool) { self.isInAnyOrder = isInAnyOrder }

    /// Adds a job, whose tasks ran when they did in the trace; where that is unknown, from its submission on.
    ///
    /// - Returns: false if the job is out of order, after which the value is of no use. Where jobs come in order, no
    ///   task begins before those that had begun when an earlier job was submitted.
    /// - Complexity: O(log *n*) for each run of tasks, in the number of those kept; O(1) for jobs in any order.
    mutating func take(_ job: TraceJob) -> Bool {
        if !isInAnyOrder, !job.wasRunning {
            // Tasks that begin with the job wait, because others may follow that begin at the same time.
            while let next = upcoming.popFirst(where: { $0 < job.job.submitted }) { begin(next) }
        }
        guard job.runs.isEmpty else {
            return job.runs.allSatisfy { run in
                take(job.parts[Int(run.part)], Int(run.count), from: run.start, to: run.end)
            }
        }
        let start = max(0, job.began ?? job.job.submitted)
        return job.parts.allSatisfy { take($0, $0.count, from: start, to: start.addingClamped($0.duration)) }
    }

    private mutating func take(
        _ part: TaskPart, _ tasks: Int, from start: Nanoseconds, to end: Nanoseconds
    ) -> Bool {
        // Tasks without duration never hold anything.
        guard end > start else { return true }
        let holding = Holding(
            start: start, end: end,
            held: SIMD4(
                Int32(clamping: part.demand.milliCores), Int32(clamping: part.demand.memoryMiB),
                Int32(clamping: part.demand.milliGPUs), Int32(clamping: tasks)))
        guard !isInAnyOrder else {
            kept.append(holding)
            return true
        }
        guard start >= lastStart else { return false }
        upcoming.insert(holding, at: start)
        return true
    }

    /// Begins a holding, which starts no earlier than those that have begun.
    private mutating func begin(_ holding: Holding) {
        // Tasks that end at a moment free their resources before others begin.
        while let ended = running.popFirst(where: { $0 <= holding.start }) { held -= Usage.amount(ended) }
        held += Usage.amount(holding.held)
        most = pointwiseMax(most, held)
        running.insert(holding.held, at: holding.end)
        lastStart = holding.start
    }

    /// Resources of all tasks of a holding, and their number.
    private static func amount(_ held: SIMD4<Int32>) -> SIMD4<Double> {
        SIMD4(Double(held.x), Double(held.y), Double(held.z), 1) * Double(held.w)
    }

    /// The most resources held at once; to be called after the last job.
    ///
    /// - Complexity: O(*n* log *n*) in the holdings kept.
    mutating func peak() -> Peak {
        kept.sort { $0.start < $1.start }
        for holding in kept { begin(holding) }
        kept = []
        while let next = upcoming.popFirst(where: { _ in true }) { begin(next) }
        return Peak(
            cores: most.x / 1000, gibibytes: most.y / 1024, gpus: most.z / 1000, tasks: Int(clamping: Int64(most.w)))
    }
}
