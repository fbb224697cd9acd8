/// Report of a reader: numbers of rows read and passed over, reasons, and notes.
public struct ReadReport: Equatable, Sendable {
    /// Rows read, with malformed ones and those passed over; header lines and comments do not count.
    public internal(set) var rows = 0
    /// Rows, jobs and tasks passed over, by reason.
    public private(set) var skipped: [String: Skipped] = [:]

    /// Unit in which times of ends were taken, for a format that leaves it open; else nil.
    public internal(set) var endTimes: PublishedSimulatorOptions.TimeUnit?
    /// Number of jobs that are missing to a limit; nil without a limit, or where none is missing.
    public internal(set) var jobsShortOfLimit: Int?
    /// Notes to read before believing the data, a sentence each, in which counts are numbers.
    public internal(set) var notes: [String] = []

    /// Numbers passed over for one reason.
    public struct Skipped: Equatable, Sendable {
        /// Number of rows; 0 where a job stands in many rows.
        public var rows = 0
        /// Number of jobs left out.
        public var jobs = 0
        /// Number of tasks left out.
        public var tasks = 0
    }

    /// Number of all rows passed over.
    public var rowsSkipped: Int { skipped.values.reduce(0) { $0 + $1.rows } }

    /// The sum of two reports.
    func adding(_ other: ReadReport) -> ReadReport {
        var sum = self
        sum.rows += other.rows
        sum.endTimes = endTimes ?? other.endTimes
        for (reason, skipped) in other.skipped {
            sum.skip(reason, rows: skipped.rows, jobs: skipped.jobs, tasks: skipped.tasks)
        }
        sum.notes += other.notes.filter { !notes.contains($0) }
        return sum
    }

    /// This report with another number of rows.
    func of(rows: Int) -> ReadReport {
        var report = self
        report.rows = rows
        return report
    }

    /// Counts rows, jobs and tasks passed over for `reason`.
    mutating func skip(_ reason: String, rows: Int = 0, jobs: Int = 0, tasks: Int = 0) {
        guard rows + jobs + tasks > 0 else { return }
        var sum = skipped[reason] ?? Skipped()
        sum.rows += rows
        sum.jobs += jobs
        sum.tasks += tasks
        skipped[reason] = sum
    }

    /// Counts a row under another reason, for which no job is left out.
    mutating func recountRow(of reason: String, as other: String) {
        guard var sum = skipped[reason], sum.rows > 0, sum.jobs > 0 else { return }
        sum.rows -= 1
        sum.jobs -= 1
        skipped[reason] = sum.rows + sum.jobs + sum.tasks > 0 ? sum : nil
        skip(other, rows: 1)
    }

    /// Counts a malformed row as passed over where the policy allows that; else throws the error.
    mutating func pass(_ error: TraceError, _ policy: BadRowPolicy) throws(TraceError) {
        guard policy == .skip, let problem = error.problem else { throw error }
        skip(problem.rawValue, rows: 1)
    }
}

/// Treatment of malformed rows.
public enum BadRowPolicy: String, CaseIterable, Sendable {
    /// Refuse the trace.
    case fail
    /// Pass over the row, and count it.
    case skip
}
