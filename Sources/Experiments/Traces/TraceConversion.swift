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
    /// - Throws: ``Traces/TraceError``, also of a trace that has no times.
    public init(of reader: SelectedJobs) throws(TraceError) {
        try reader.requireTimes()
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
        if let waiting = report.skipped[SelectedJobs.waiting], waiting.tasks > 0 {
            lines.append("\(waiting.tasks) tasks that waited when the window began are left out")
        }
        if let endTimes = report.endTimes { lines.append("ends of jobs are taken to be \(endTimes.inWords)") }
        lines += report.notes
        if report.rowsSkipped > 0 { lines.append("\(report.rowsSkipped) rows passed over: see 'trace inspect'") }
        return lines
    }
}
