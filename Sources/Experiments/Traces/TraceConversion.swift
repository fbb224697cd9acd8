public import CellbenchFiles
public import CellbenchResults
internal import CellbenchSimulator
public import CellbenchTraces

/// Converts a trace to job lists, one of submitted jobs and one of jobs that run at time 0.
public struct TraceConversion {
    private var submitted = JobListText.header
    private var running = JobListText.header
    private var jobs = 0
    private var runningJobs = 0
    private let report: ReadReport

    /// Reads a trace to its end.
    ///
    /// - Throws: ``Traces/TraceError``, also for a trace without times.
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

    /// Output files of a conversion: one for submitted jobs, and one for running jobs if a path is given.
    public static func outputs(_ path: String, initialJobs: String?) -> [OutputFile] {
        ([path] + (initialJobs.map { [$0] } ?? [])).map { path in
            var file = OutputFile(path: path, .jobList)
            file.createsFolder = false
            return file
        }
    }

    /// Writes the submitted jobs to the first file, and the running jobs to the second, if there is one.
    ///
    /// - Throws: ``OutputError`` if a file cannot be written; no file is half written.
    public func write(to files: [OutputFile], replacingOthers force: Bool) throws(OutputError) {
        let texts = Array(zip(files, [submitted, running])).map { (file: $0, text: $1) }
        try OutputFile.write(texts, replacingOthers: force)
    }

    /// Notes for the user on the conversion.
    public func notes(_ path: String, initialJobs: String?) -> [String] {
        var lines = ["\(jobs) jobs in \(path.printable)"]
        if let shortfall = report.shortfall(of: jobs) { lines.append(shortfall) }
        if runningJobs > 0 {
            lines.append(
                initialJobs.map { "\(runningJobs) jobs that ran already in \($0.printable)" }
                    ?? "\(runningJobs) jobs that ran already are left out: --initial-jobs FILE takes them")
        }
        if let waiting = report.skipped[SelectedJobs.waiting], waiting.tasks > 0 {
            lines.append("\(waiting.tasks) tasks that waited when the window began are left out")
        }
        if let unknown = report.skipped[SelectedJobs.beginUnknown], unknown.jobs > 0 {
            lines.append(
                "\(unknown.jobs) jobs submitted before the window are left out: nobody knows when they began, or whether they run then"
            )
        }
        if let endTimes = report.endTimes { lines.append("ends of jobs are taken to be \(endTimes.inWords)") }
        lines += report.notes.map(\.printable)
        if report.rowsSkipped > 0 { lines.append("\(report.rowsSkipped) rows passed over: see 'trace inspect'") }
        return lines
    }
}
