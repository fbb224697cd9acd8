internal import CellbenchSimulator

/// Reads a log in the Standard Workload Format, version 2.2, raw or cleaned.
///
/// The format is that of the Parallel Workloads Archive (Feitelson): 18 fields a job, -1 for an unknown value.
///
/// - A job runs for its run time on the processors it was allocated or, where those are unknown, requested.
/// - Memory is what the job used of each processor's, or requested.
/// - Jobs that never ran (cancelled before they started), or whose submission, processors or run time are unknown, are
///   passed over and counted.
/// - Rows of parts of a job (status 2, 3 and 4) count where the job has no row of its own (``SWFParts``); such jobs
///   come last.
final class SWFReader: JobReader {
    static let submitTimeUnknown = "submit time unknown"
    static let runTimeUnknown = "run time unknown"
    static let processorsUnknown = "processors unknown"
    /// Submit times from here on, 15 years, count from 1970 and not from the beginning of the log.
    private static let sinceEpoch: Nanoseconds = 473_040_000 * .perSecond

    /// A row that waits to be judged with those that follow.
    private struct ReadRow: BitwiseCopyable {
        /// The parsed row; nil where it is malformed.
        var fields: SWFRow?
        /// Number of rows of the file up to this one.
        var rows: Int
        /// Line and column of its submission, for messages.
        var line = 0
        var column = 0
    }

    var report: ReadReport {
        var report = read
        report.rows = rowsTaken
        report.notes = SWFDoubt.allCases.compactMap { doubt in doubtful[doubt].map { doubt.sentence($0) } }
        if comments.saysSubmissionsAreStarts {
            report.notes.append("the header says that submit times are start times: jobs waited, nobody knows how long")
        }
        return report
    }
    private var read = ReadReport()
    /// Number of rows of the file up to the last one taken.
    private var rowsTaken = 0
    /// Number of rows by the doubt about them.
    private var doubtful: [SWFDoubt: Int] = [:]
    var workloads: [String] { names.names }
    /// Values of the header by name: `MaxNodes`, `MaxProcs`, `UnixStartTime` and others.
    var header: [String: String] { comments.fields }

    private var names = WorkloadNames()
    private var workloadOfRowBefore: (queue: Int, workload: Int)?
    private let rows: RowReader
    private let comments = SWFHeader()
    private let options: SWFOptions
    private let policy: BadRowPolicy
    private let order = RowsInOrder<ReadRow>()
    /// Errors of the malformed rows that wait, in reverse order.
    private var errors: [TraceError] = []
    private let parts = SWFParts()
    /// Number of rows of column names before the first job.
    private var headerRows = 0
    private var isAtEnd = false
    /// The jobs made of parts, the last first; nil before the end of the file.
    private var assembled: [TraceJob]?

    /// A reader of the log at `path`, plain or compressed with gzip.
    init(
        _ path: String, _ options: SWFOptions = SWFOptions(), onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        self.options = options
        self.policy = policy
        // The format's mark is a semicolon; other tools write other marks.
        rows = try RowReader(
            path, separatedBy: .space, commentMark: ";", otherCommentMarks: ["#", "%", "//"], tap: tap)
        rows.onComment = { [comments] in comments.take($0) }
    }

    /// True if some jobs are made of parts, which come when all rows are read.
    var mayHaveEarlierJobs: Bool { !parts.isEmpty }

    func next() throws(TraceError) -> TraceJob? {
        while true {
            while !isAtEnd, !order.isReady { readRow() }
            guard let (row, place) = order.next() else { return try nextAssembled() }
            rowsTaken = row.rows
            do throws(TraceError) {
                if place != .inOrder { throw outOfOrder(row, place) }
                if let job = try job(row) { return job }
            } catch {
                try read.pass(error, policy)
            }
        }
    }

    /// The job of a row; nil for a part of one, and where too little is known.
    private func job(_ row: ReadRow) throws(TraceError) -> TraceJob? {
        guard let fields = row.fields else { throw errors.removeLast() }
        if fields.isOfPart { return nil }
        guard let job = try job(fields, line: row.line) else { return nil }
        count(doubts: fields)
        return job
    }

    /// The next of the jobs made of parts, once all rows are read.
    private func nextAssembled() throws(TraceError) -> TraceJob? {
        if let job = assembled?.popLast() { return job }
        guard assembled == nil else { return nil }
        rowsTaken = rows.rowsRead - headerRows
        if let records = comments.records, records > rowsTaken { doubtful[.missing] = records - rowsTaken }
        var jobs: [TraceJob] = []
        for assembled in parts.assembled(&read) {
            do throws(TraceError) {
                guard let job = try job(assembled.row, line: assembled.line) else { continue }
                count(doubts: assembled.row)
                jobs.append(job.running(assembled.runs))
            } catch {
                try read.pass(error, policy)
            }
        }
        assembled = jobs.reversed()
        return assembled?.popLast()
    }

    private func outOfOrder(_ row: ReadRow, _ place: RowsInOrder<ReadRow>.Place) -> TraceError {
        let time = row.fields?.submitted.map { " \(JobListText.seconds($0)) s" } ?? ""
        let problem = place == .ahead ? "ahead of the rows below" : "before that of a row above"
        return TraceError(
            file: rows.path, line: row.line, column: row.column,
            message: "the submission at\(time) is \(problem); accepted: rows in order of time",
            problem: place == .ahead ? .timeJumps : .timeGoesBack)
    }

    /// Reads the next row of the file, and lets it wait.
    private func readRow() {
        do throws(TraceError) {
            guard try rows.next() else {
                isAtEnd = true
                return
            }
            if rows.rowsRead == headerRows + 1, namesColumns {
                headerRows += 1
                return
            }
            let fields = try SWFRow(rows, withQueue: options.split == .queue)
            let row = ReadRow(
                fields: fields, rows: rows.rowsRead - headerRows, line: rows.line,
                column: rows.column(SWFRow.Column.submit.rawValue))
            parts.take(fields, line: rows.line)
            order.append(row, at: fields.isOfPart ? nil : fields.submitted)
        } catch {
            // A file that cannot be read any further has no further rows.
            isAtEnd = error.problem == nil
            errors.insert(error, at: 0)
            order.append(ReadRow(fields: nil, rows: rows.rowsRead - headerRows), at: nil)
        }
    }

    /// True if no field of the row is a number: it names the columns.
    private var namesColumns: Bool {
        rows.count >= SWFRow.Column.count && (0..<rows.count).allSatisfy { rows.number($0) == nil }
    }

    /// Counts the doubts about a row whose job is used all the same; one row may raise several.
    private func count(doubts row: SWFRow) {
        if let most = comments.mostProcessors, row.processors ?? 0 > most {
            doubtful[.tooManyProcessors, default: 0] += 1
        }
        if row.submitted ?? 0 >= SWFReader.sinceEpoch { doubtful[.sinceEpoch, default: 0] += 1 }
        if row.status == nil { doubtful[.status, default: 0] += 1 }
        if row.wait == nil { doubtful[.wait, default: 0] += 1 }
    }

    /// The job of a row of a whole job; nil where too little is known of it.
    private func job(_ row: SWFRow, line: Int) throws(TraceError) -> TraceJob? {
        guard let workload = workload(row.queue) else {
            throw TraceError(
                file: rows.path, line: line,
                message: "one queue too many, \(row.queue); accepted: at most \(WorkloadNames.most)",
                problem: .outOfRange)
        }
        if let reason = row.reasonToLeaveOut {
            read.skip(reason, rows: 1, jobs: 1)
            return nil
        }
        guard let submitted = row.submitted, let run = row.run, let processors = row.processors else { return nil }
        let (tasks, cores) = options.tasks == .processors ? (processors, 1) : (1, processors)
        let gibibytes = (row.gibibytes ?? options.memoryPerProcessor) * Double(cores)
        guard cores <= SWFRow.mostCores, gibibytes <= SWFRow.mostGibibytes else {
            throw TraceError(
                file: rows.path, line: line,
                message:
                    "a task of \(cores) cores and \(gibibytes) GiB; accepted: at most \(SWFRow.mostCores) cores and "
                    + "\(Int64(SWFRow.mostGibibytes)) GiB", problem: .outOfRange)
        }
        let job = JobSpec(
            submitted: submitted, duration: run,
            demand: Resources(cores: Double(cores), gibibytes: gibibytes).atLeastAMilliCore, workload: workload,
            tasks: tasks, id: UInt64(bitPattern: row.number))
        return TraceJob(job, began: row.wait.map { submitted + $0 })
    }

    /// Number of the workload of a queue's jobs; nil where there are too many workloads.
    private func workload(_ queue: Int) -> Int? {
        // Most rows are of the same queue as the row before, or queues do not matter.
        if let known = workloadOfRowBefore, known.queue == queue || options.split == .none { return known.workload }
        let name =
            switch options.split {
            case .none: "batch"
            case .queue: comments.queues[queue] ?? (queue < 0 ? "unknown" : "queue-\(queue)")
            }
        guard let number = names.number(name) else { return nil }
        workloadOfRowBefore = (queue, number)
        return number
    }
}

extension TraceJob {
    /// The job with runs of all its tasks in these intervals; without intervals, the job as it is.
    fileprivate func running(_ intervals: [Range<Nanoseconds>]) -> TraceJob {
        guard !intervals.isEmpty else { return self }
        return with(
            parts,
            runs: intervals.map {
                TaskRun(part: 0, task: 0, count: job.tasks, from: $0.lowerBound, to: $0.upperBound)
            })
    }
}

/// Doubts about a log of which all rows are taken as they are.
private enum SWFDoubt: CaseIterable {
    case tooManyProcessors, sinceEpoch, status, missing, wait

    /// The note about a doubt: the number counts rows read, whether or not their jobs are selected.
    func sentence(_ rows: Int) -> String {
        let jobs = "\(rows) of the jobs read \(rows == 1 ? "has" : "have")"
        return switch self {
        case .tooManyProcessors: "\(jobs) more processors than the header's MaxProcs"
        case .sinceEpoch: "\(jobs) a submit time that seems to count from 1970: window.from moves the beginning there"
        case .status: "\(jobs) a status that the format does not have"
        case .wait:
            "\(jobs) no wait time (-1): when they began is unknown, and none of them runs when a window begins"
        case .missing: "the header announces \(rows) more rows (MaxRecords) than the file has"
        }
    }
}

extension TraceFormat {
    /// The Standard Workload Format of the Parallel Workloads Archive.
    public static let swf = TraceFormat(
        "swf", "Log in the Standard Workload Format of the Parallel Workloads Archive.",
        reads: "a log in the Standard Workload Format", isReadInOrder: true
    ) { source, tap throws(TraceError) in
        try SWFReader(source.path, source.swf, onBadRow: source.onBadRow, tap: tap)
    }
}
