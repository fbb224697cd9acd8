internal import CellbenchFiles
internal import CellbenchSimulator
internal import CellbenchTraces

/// Reads the jobs that a trace submits again, for one simulation.
///
/// The first reading found the trace in order of submission. The file must not change until this reading ends.
final class TraceFeed: JobFeed {
    private static let jobsPerPiece = 4096

    private let source: TraceSource
    private let selection: TraceSelection
    private let stamp: FileStamp
    private let workloads: [String]
    private let requirements: [Requirements]
    private let horizon: Nanoseconds
    private var reader: SelectedJobs?
    private var builder = JobList.Builder()
    private var last: Nanoseconds = 0
    private var isDone = false

    /// The jobs of `source` that `selection` chooses.
    ///
    /// - Parameters:
    ///   - source: the trace.
    ///   - selection: the part of the trace that is used.
    ///   - stamp: the state of the file at the first reading.
    ///   - workloads: the workloads of the trace.
    ///   - requirements: the requirements that jobs had at the first reading.
    ///   - horizon: the last submission that is of use; nil for all.
    init(
        _ source: TraceSource, _ selection: TraceSelection, at stamp: FileStamp, workloads: [String],
        requirements: [Requirements], until horizon: Nanoseconds?
    ) {
        self.stamp = stamp
        self.source = source
        self.selection = selection
        self.workloads = workloads
        self.requirements = requirements
        self.horizon = horizon ?? .max
    }

    func next() throws(JobFeedError) -> JobList? {
        guard !isDone else { return nil }
        builder.removeJobs()
        do throws(TraceError) {
            guard let now = FileStamp(of: source.path) else {
                throw TraceError(file: source.path, message: "is no file any more")
            }
            guard now == stamp else { throw changed }
            let reader: SelectedJobs
            if let known = self.reader {
                reader = known
            } else {
                reader = try SelectedJobs(source, selection, until: horizon < .max ? horizon : nil, tap: nil)
            }
            self.reader = reader
            while builder.count < TraceFeed.jobsPerPiece {
                guard let job = try reader.next(), job.job.submitted <= horizon else {
                    isDone = true
                    guard FileStamp(of: source.path) == stamp else { throw changed }
                    break
                }
                if job.wasRunning { continue }
                guard job.job.submitted >= last, job.job.workload < workloads.count else { throw changed }
                last = job.job.submitted
                builder.append(job)
            }
            guard builder.asks(within: requirements) else { throw changed }
        } catch {
            throw JobFeedError("\(ConfigError(error))")
        }
        return builder.list(workloads: workloads)
    }

    private var changed: TraceError { .changed(source.path) }
}

extension TraceError {
    /// Error about a file that changed since the first reading.
    static func changed(_ file: String) -> TraceError {
        TraceError(file: file, message: "has changed since it was first read")
    }
}
