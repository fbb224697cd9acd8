internal import Simulator
public import Traces

/// A trace on its way to being a job list.
public struct TraceConversion {
    private var submitted = JobListText.header
    private var running = JobListText.header
    private var jobs = 0
    private var runningJobs = 0
    private let report: ReadReport

    /// Reads a trace to its end.
    ///
    /// - Throws: ``Traces/TraceError``.
    public init(of reader: any JobReader) throws(TraceError) {
        while let job = try reader.next() {
            let rows = JobListText.rows(of: job, workload: reader.workloads[job.job.workload])
            if job.wasRunning {
                running += rows
                runningJobs += 1
            } else {
                submitted += rows
                jobs += 1
            }
        }
        report = reader.report
    }

    /// Writes the jobs that were submitted to one file, and those that ran already to another, if it is given.
    ///
    /// - Throws: ``OutputError`` if a file cannot be written; no file is half written.
    public func write(to path: String, initialJobs: String?) throws(OutputError) {
        do throws(POSIXError) {
            try POSIXFile.replace([(path, submitted)] + (initialJobs.map { [($0, running)] } ?? []))
        } catch {
            throw OutputError(error)
        }
    }

    /// What to tell about it.
    public func notes(_ path: String, initialJobs: String?) -> [String] {
        var lines = ["\(jobs) jobs in \(path.printable)"]
        if runningJobs > 0 {
            lines.append(
                initialJobs.map { "\(runningJobs) jobs that ran already in \($0.printable)" }
                    ?? "\(runningJobs) jobs that ran already are left out: --initial-jobs FILE takes them")
        }
        lines += report.notes.map(\.printable)
        if report.rowsSkipped > 0 { lines.append("\(report.rowsSkipped) rows passed over: see 'trace inspect'") }
        return lines
    }
}
