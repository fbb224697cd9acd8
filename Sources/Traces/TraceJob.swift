public import CellbenchSimulator

/// A job of a trace: the job as submitted, its parts, and the times at which its tasks ran.
public struct TraceJob: Equatable, Sendable {
    /// The job; its times count from the beginning of the trace.
    public var job: JobSpec
    /// Parts of its tasks, in the order in which they are placed: at least one, and none without tasks.
    public private(set) var parts: [TaskPart]
    /// Time at which its first task began; nil where it is unknown, and before 0 for a job that ran when the trace
    /// began.
    public var began: Nanoseconds?
    /// True if its tasks still ran when the trace ended, where ``runs`` does not have that for each.
    ///
    /// The property stands here because there is room after the time: a job of at most 128 bytes is copied twice as
    /// fast as a larger one.
    public var isCut = false
    /// Runs of its tasks, where the trace has them; empty where all began together, or their times are unknown.
    ///
    /// The runs of a task are neighbours and in order; their lengths add up to the duration of its part.
    public private(set) var runs: [TaskRun] = []
    /// Requirements of the job on machines, beside capacity.
    public var requirements = Requirements()

    /// True for a job that ran when the trace began, and was not submitted within it.
    public var wasRunning: Bool { (began ?? 0) < 0 }

    /// A job of identical tasks that began to run at `began`.
    public init(_ job: JobSpec, began: Nanoseconds? = nil) {
        self.job = job
        self.began = began
        parts = [TaskPart(demand: job.demand, duration: job.duration, count: job.tasks)]
    }

    /// This job with the tasks in `parts`, which ran as `runs` says.
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

    /// Moves the job's submission to `time`, and its tasks' times with it.
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
/// A task that is evicted and scheduled again has several runs. Neighbouring tasks that ran at the same times may share
/// one run.
public struct TaskRun: Equatable, Sendable {
    /// Number of the task's part in its job.
    public var part: Int32
    /// Number of the task in its part.
    public var task: Int32
    /// Number of tasks that share the run: this one and those after it.
    public var count: Int32
    /// True if the task still ran when the trace ended, which is then the end of the run.
    public var isCut: Bool
    /// Start of the run, from the beginning of the trace.
    public var start: Nanoseconds
    /// End of the run, at `start` or later.
    public var end: Nanoseconds

    /// A run of `count` tasks, the first of which has the number `task`.
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
    /// Number of tasks that still ran when the trace ended; the format's reader says how long they run on.
    var tasksCut: Int {
        runs.isEmpty ? (isCut ? job.tasks : 0) : runs.reduce(0) { $0 + ($1.isCut ? Int($1.count) : 0) }
    }

    /// Sum of cores times seconds over the tasks that still ran when the trace ended.
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
