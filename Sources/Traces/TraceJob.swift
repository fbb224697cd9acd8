public import Simulator

/// A job of a trace.
public struct TraceJob: Equatable, Sendable {
    /// The job; its times count from the beginning of the trace.
    public var job: JobSpec
    /// What its tasks are like, in the order in which they are placed; at least one part, and none without tasks.
    public private(set) var parts: [TaskPart]
    /// When its tasks began to run in the trace, where that is known; before 0 for one that ran already when the trace began.
    public var began: Nanoseconds?
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

    /// The same job with the tasks in `parts`.
    ///
    /// - Precondition: there is at least one part, and none without tasks.
    public func with(_ parts: [TaskPart]) -> TraceJob {
        precondition(!parts.isEmpty && parts.allSatisfy { $0.count > 0 }, "a job has tasks, and so have its parts")
        var result = self
        result.parts = parts
        result.job.tasks = parts.reduce(0) { $0 + $1.count }
        result.job.demand = parts[0].demand
        result.job.duration = parts[0].duration
        return result
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
