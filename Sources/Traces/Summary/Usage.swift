internal import CellbenchSimulator

/// What is held when.
///
/// Of jobs that come in the order of their submission only what runs is kept, and what begins after the last
/// submission: some 50 bytes for each time that tasks ran. Of jobs in any order all is, at 32 bytes.
struct Usage {
    /// What tasks that are alike hold, and for how long: compact, as there may be one for each time that each task ran.
    private struct Holding {
        var start: Nanoseconds
        var end: Nanoseconds
        /// Milli-cores, MiB and milli-GPUs of each task, and how many tasks there are.
        var held: SIMD4<Int32>
    }

    /// Whether jobs may come in any order.
    private let isInAnyOrder: Bool
    /// All that was held, where jobs may come in any order.
    private var kept: [Holding] = []
    /// What is still to begin, by its start, where jobs come in order.
    private var upcoming = OrderedQueue<Holding>()
    /// What tasks hold that have begun, by their end.
    private var running = OrderedQueue<SIMD4<Int32>>()
    /// When the last of them began.
    private var lastStart = Nanoseconds.min
    /// Milli-cores, MiB, milli-GPUs and tasks: whole numbers, which sums of far more than any trace has keep exactly.
    private var held = SIMD4<Double>.zero
    private var most = SIMD4<Double>.zero

    /// Of jobs that come in any order, or in that of their submission.
    init(inAnyOrder isInAnyOrder: Bool) { self.isInAnyOrder = isInAnyOrder }

    /// Takes in a job, whose tasks ran when they did in the trace, or where that is unknown from its submission on.
    ///
    /// Returns false, and is of no more use, if it should have come before: where jobs come in order, nothing begins
    /// before what already had begun when a job before was submitted.
    ///
    /// - Complexity: O(log *n*) for each time that tasks ran, in the number of those that are kept; O(1) for jobs in
    ///   any order.
    mutating func take(_ job: TraceJob) -> Bool {
        if !isInAnyOrder, !job.wasRunning {
            // What begins with the job waits: others that begin then may follow.
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
        // What takes no time is never there.
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

    /// Has tasks begin, none of which begins before those that have already.
    private mutating func begin(_ holding: Holding) {
        // What ends at a moment is gone before what begins then is there.
        while let ended = running.popFirst(where: { $0 <= holding.start }) { held -= Usage.amount(ended) }
        held += Usage.amount(holding.held)
        most = pointwiseMax(most, held)
        running.insert(holding.held, at: holding.end)
        lastStart = holding.start
    }

    /// What all the tasks hold.
    private static func amount(_ held: SIMD4<Int32>) -> SIMD4<Double> {
        SIMD4(Double(held.x), Double(held.y), Double(held.z), 1) * Double(held.w)
    }

    /// The most that is held at once, after the last job.
    ///
    /// - Complexity: O(*n* log *n*) in what is kept.
    mutating func peak() -> Peak {
        kept.sort { $0.start < $1.start }
        for holding in kept { begin(holding) }
        kept = []
        while let next = upcoming.popFirst(where: { _ in true }) { begin(next) }
        return Peak(
            cores: most.x / 1000, gibibytes: most.y / 1024, gpus: most.z / 1000, tasks: Int(clamping: Int64(most.w)))
    }
}
