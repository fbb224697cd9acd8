internal import Simulator

/// The most that is held at once, each resource at its own moment.
public struct Peak: Equatable, Sendable {
    /// Cores.
    public var cores = 0.0
    /// GiB.
    public var gibibytes = 0.0
    /// Devices.
    public var gpus = 0.0
    /// Tasks.
    public var tasks = 0
}

/// What is held when.
struct Usage {
    /// What tasks that are alike hold, and for how long: compact, as there may be one for each time that each task ran.
    private struct Holding {
        var start: Nanoseconds
        var end: Nanoseconds
        var milliCores: Int32
        var memoryMiB: Int32
        var milliGPUs: Int32
        var tasks: Int32

        /// Milli-cores, MiB, milli-GPUs and tasks: whole numbers, which sums of far more than any trace has keep exactly.
        var amount: SIMD4<Double> {
            SIMD4(Double(milliCores), Double(memoryMiB), Double(milliGPUs), 1) * Double(tasks)
        }
    }

    private var holdings: [Holding] = []

    /// Takes in a job, whose tasks ran when they did in the trace, or where that is unknown from its submission on.
    mutating func take(_ job: TraceJob) {
        guard job.runs.isEmpty else {
            for run in job.runs { take(job.parts[Int(run.part)], Int(run.count), from: run.start, to: run.end) }
            return
        }
        let start = max(0, job.began ?? job.job.submitted)
        for part in job.parts { take(part, part.count, from: start, to: start.addingClamped(part.duration)) }
    }

    private mutating func take(_ part: TaskPart, _ tasks: Int, from start: Nanoseconds, to end: Nanoseconds) {
        // What takes no time is never there.
        guard end > start else { return }
        holdings.append(
            Holding(
                start: start, end: end, milliCores: Int32(clamping: part.demand.milliCores),
                memoryMiB: Int32(clamping: part.demand.memoryMiB),
                milliGPUs: Int32(clamping: part.demand.milliGPUs), tasks: Int32(clamping: tasks)))
    }

    /// The most that is held at once.
    ///
    /// - Complexity: O(*n* log *n*).
    mutating func peak() -> Peak {
        holdings.sort { $0.start < $1.start }
        let byEnd = holdings.indices.map { UInt32($0) }.sorted { holdings[Int($0)].end < holdings[Int($1)].end }
        var held = SIMD4<Double>.zero
        var most = held
        var ended = 0
        for holding in holdings {
            // What ends at a moment is gone before what begins then is there.
            while ended < byEnd.count, holdings[Int(byEnd[ended])].end <= holding.start {
                held -= holdings[Int(byEnd[ended])].amount
                ended += 1
            }
            held += holding.amount
            most = pointwiseMax(most, held)
        }
        return Peak(
            cores: most.x / 1000, gibibytes: most.y / 1024, gpus: most.z / 1000, tasks: Int(clamping: Int64(most.w)))
    }
}
