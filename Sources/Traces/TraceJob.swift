public import CellbenchSimulator

/// A job of a trace.
public struct TraceJob: Equatable, Sendable {
    /// The job; its times count from the beginning of the trace.
    public var job: JobSpec
    /// What its tasks are like, in the order in which they are placed; at least one part, and none without tasks.
    public private(set) var parts: [TaskPart]
    /// When the first of its tasks began to run in the trace, where that is known; before 0 for a job that ran already when the
    /// trace began.
    public var began: Nanoseconds?
    /// Whether its tasks still ran when the trace ended, where ``runs`` does not say that of each.
    ///
    /// It stands here as there is room behind the time: a job of at most 128 bytes is copied twice as fast as a larger one.
    public var isCut = false
    /// When each of its tasks ran, where the trace tells that of each; empty where all began together, or nobody knows when.
    ///
    /// The runs of a task stand together and in order, and are as long together as its part says.
    public private(set) var runs: [TaskRun] = []
    /// What it asks of machines beside capacity.
    public var requirements = Requirements()

    /// Whether it was not submitted within the trace: it ran already when the trace began.
    public var wasRunning: Bool { (began ?? 0) < 0 }

    /// A job of identical tasks, and when it began to run.
    public init(_ job: JobSpec, began: Nanoseconds? = nil) {
        self.job = job
        self.began = began
        parts = [TaskPart(demand: job.demand, duration: job.duration, count: job.tasks)]
    }

    /// The same job with the tasks in `parts`, which ran when `runs` says.
    ///
    /// - Precondition: there is at least one part, and none without tasks.
    public func with(_ parts: [TaskPart], runs: [TaskRun] = []) -> TraceJob {
        precondition(!parts.isEmpty && parts.allSatisfy { $0.count > 0 }, "a job has tasks, and so have its parts")
        var result = self
        result.parts = parts
        result.runs = runs
        result.job.tasks = parts.reduce(0) { $0 + $1.count }
        result.job.demand = parts[0].demand
        result.job.duration = parts[0].duration
        return result
    }

    /// Has the job submitted at another time, from which its tasks begin as long after as they did.
    mutating func submit(at time: Nanoseconds) {
        let shift = time - job.submitted
        guard shift != 0 else { return }
        job.submitted = time
        began = began.map { $0.addingClamped(shift) }
        for index in runs.indices { runs[index].shift(by: shift) }
    }
}

/// A time in which a task ran without a break.
///
/// A task that is evicted and scheduled again has several. Of tasks that ran at the same times one run may stand for all.
public struct TaskRun: Equatable, Sendable {
    /// The number of the task's part among those of its job.
    public var part: Int32
    /// The number of the task within its part.
    public var task: Int32
    /// How many tasks ran so: this one and those that follow it.
    public var count: Int32
    /// Whether the task still ran when the trace ended, so that `end` is the end of the trace.
    public var isCut: Bool
    /// When it began, from the beginning of the trace.
    public var start: Nanoseconds
    /// When it ended: at `start` or after it.
    public var end: Nanoseconds

    /// A run of one task, or of so many that ran together.
    public init(
        part: Int, task: Int, count: Int = 1, from start: Nanoseconds, to end: Nanoseconds, isCut: Bool = false
    ) {
        self.part = Int32(part)
        self.task = Int32(task)
        self.count = Int32(count)
        self.isCut = isCut
        self.start = start
        self.end = end
    }

    fileprivate mutating func shift(by time: Nanoseconds) {
        start = start.addingClamped(time)
        end = end.addingClamped(time)
    }
}

extension TraceJob {
    /// Tasks that still ran when the trace ended, and are taken to run on as the format's reader says.
    var tasksCut: Int {
        runs.isEmpty ? (isCut ? job.tasks : 0) : runs.reduce(0) { $0 + ($1.isCut ? Int($1.count) : 0) }
    }

    /// Cores times seconds that those tasks take.
    var coreSecondsCut: Double {
        func coreSeconds(_ part: TaskPart, _ tasks: Int) -> Double {
            Double(part.demand.milliCores) / 1000 * part.duration.inSeconds * Double(tasks)
        }
        guard runs.isEmpty else {
            return runs.reduce(0) { $0 + ($1.isCut ? coreSeconds(parts[Int($1.part)], Int($1.count)) : 0) }
        }
        return isCut ? parts.reduce(0) { $0 + coreSeconds($1, $1.count) } : 0
    }
}

extension JobList.Builder {
    /// Adds a job of a trace.
    public mutating func append(_ job: TraceJob) {
        if job.parts.count > 1 {
            append(job.job, parts: job.parts, requirements: job.requirements)
        } else {
            append(job.job, requirements: job.requirements)
        }
    }
}
