internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// The jobs of a trace.
struct LoadedTrace {
    /// Those that are submitted: kept, or read again by each simulation.
    var submitted: WorkloadSource
    /// How many those are.
    var jobs: Int
    /// Those that ran already.
    var running: JobList
    /// When jobs are submitted, for the horizon that the trace was loaded for.
    var times: SubmissionTimes
    /// What was read and passed over.
    var report: ReadReport
    /// What results say of it.
    var use: TraceUse

    /// When jobs are submitted, for any horizon; nil where the trace would have to be read again to know.
    func times(until horizon: Nanoseconds) -> SubmissionTimes? {
        if horizon == times.horizon { return times }
        guard case .list(let list) = submitted else { return nil }
        return SubmissionTimes(of: list, until: horizon)
    }
}

extension WorkloadSource {
    /// Whether jobs come from a trace rather than distributions.
    var isOfTrace: Bool { if case .generated = self { false } else { true } }
}

/// The jobs that a trace submits, as they are read: kept, unless they are too many; then they are only counted.
struct SubmittedJobs {
    /// Bytes that may be kept where the jobs could as well be read again.
    static let mostBytesKept = 64 << 20

    private var builder = JobList.Builder()
    private let mostBytes: Int
    /// Bytes that the jobs would take, or take.
    private(set) var bytes = 0
    /// How many there are.
    private(set) var count = 0
    private var tasks = 0
    private var last: Nanoseconds = 0
    /// When they are submitted, those of no use too.
    private(set) var times: SubmissionTimes
    /// Whether each was submitted at or after the one before.
    private(set) var areInOrder = true

    /// No jobs yet, of which so many bytes are kept, for a simulation until `horizon`.
    init(keeping mostBytes: Int, until horizon: Nanoseconds) {
        self.mostBytes = mostBytes
        times = SubmissionTimes(until: horizon)
    }

    /// Whether all are kept.
    var areKept: Bool { bytes <= mostBytes }

    /// Takes the next job, which counts for the order alone where it is of no use.
    mutating func append(_ job: TraceJob, isOfUse: Bool) {
        areInOrder = areInOrder && job.job.submitted >= last
        last = job.job.submitted
        times.append(last)
        guard isOfUse else { return }
        count += 1
        tasks += job.job.tasks
        bytes += SubmittedJobs.bytes(of: job)
        builder.append(job)
        // What they ask of machines is known from then on all the same.
        if !areKept { builder.removeJobs() }
    }

    /// Bytes that a job takes in memory.
    static func bytes(of job: TraceJob) -> Int {
        MemoryLayout<JobSpec>.stride + (job.parts.count > 1 ? job.parts.count * MemoryLayout<TaskPart>.stride : 0)
    }

    /// The jobs that were kept.
    func list(workloads: [String]) -> JobList { builder.list(workloads: workloads) }

    /// The jobs that `source`, as it was at `stamp`, would submit when it is read again, to the horizon if there is one.
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
