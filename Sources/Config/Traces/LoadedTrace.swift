internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// The jobs of a trace.
struct LoadedTrace {
    /// Jobs that are submitted: in memory, or read again by each simulation.
    var submitted: WorkloadSource
    /// Number of the submitted jobs.
    var jobs: Int
    /// Jobs that run at time 0.
    var running: JobList
    /// Submission times, for the horizon that the trace was loaded for.
    var times: SubmissionTimes
    /// Rows that were read and left out.
    var report: ReadReport
    /// Use of the trace, for results.
    var use: TraceUse

    /// Submission times for any horizon; nil where the trace would have to be read again.
    func times(until horizon: Nanoseconds) -> SubmissionTimes? {
        if horizon == times.horizon { return times }
        guard case .list(let list) = submitted else { return nil }
        return SubmissionTimes(of: list, until: horizon)
    }
}

extension WorkloadSource {
    /// True if jobs come from a trace, and not from distributions.
    var isOfTrace: Bool { if case .generated = self { false } else { true } }
}

/// The jobs that a trace submits, gathered while the trace is read.
///
/// Jobs are kept in memory up to a number of bytes. Beyond it, all are dropped and only counted, to be read again by
/// each simulation.
struct SubmittedJobs {
    /// Default number of bytes that are kept, for traces that can be read again.
    static let mostBytesKept = 64 << 20

    private var builder = JobList.Builder()
    private let mostBytes: Int
    /// Bytes of all jobs, kept or not.
    private(set) var bytes = 0
    /// Number of jobs.
    private(set) var count = 0
    private var tasks = 0
    private var last: Nanoseconds = 0
    /// Submission times of all jobs, also of those after the horizon.
    private(set) var times: SubmissionTimes
    /// True if no job was submitted before the one read before it.
    private(set) var areInOrder = true

    /// No jobs yet, of which at most `mostBytes` are kept, for a simulation until `horizon`.
    init(keeping mostBytes: Int, until horizon: Nanoseconds) {
        self.mostBytes = mostBytes
        times = SubmissionTimes(until: horizon)
    }

    /// True if all jobs are kept.
    var areKept: Bool { bytes <= mostBytes }

    /// Adds the next job; one that is of no use counts for the order and the times only.
    mutating func append(_ job: TraceJob, isOfUse: Bool) {
        areInOrder = areInOrder && job.job.submitted >= last
        last = job.job.submitted
        times.append(last)
        guard isOfUse else { return }
        count += 1
        tasks += job.job.tasks
        bytes += SubmittedJobs.bytes(of: job)
        builder.append(job)
        // The builder still knows the requirements of removed jobs.
        if !areKept { builder.removeJobs() }
    }

    /// Bytes that a job takes in memory.
    static func bytes(of job: TraceJob) -> Int {
        MemoryLayout<JobSpec>.stride + (job.parts.count > 1 ? job.parts.count * MemoryLayout<TaskPart>.stride : 0)
    }

    /// The kept jobs.
    func list(workloads: [String]) -> JobList { builder.list(workloads: workloads) }

    /// The jobs as each simulation reads them again from `source`, up to `horizon` if there is one.
    ///
    /// The file of the trace must still be in the state `stamp` then.
    func streamed(
        from source: TraceSource, _ selection: TraceSelection, at stamp: FileStamp, workloads: [String],
        until horizon: Nanoseconds?
    ) -> StreamedJobs {
        let requirements = builder.requirements
        return StreamedJobs(workloads: workloads, requirements: requirements, jobs: count, tasks: tasks) {
            TraceFeed(source, selection, at: stamp, workloads: workloads, requirements: requirements, until: horizon)
        }
    }
}
