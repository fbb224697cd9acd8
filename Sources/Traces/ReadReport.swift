/// What a reader has come across: how much it read, and what it passed over and why.
public struct ReadReport: Equatable, Sendable {
    /// Rows read, malformed ones and those passed over included; header lines and comments are none.
    public internal(set) var rows = 0
    /// Rows passed over, by reason.
    public private(set) var skipped: [String: Skipped] = [:]

    /// What the times of ends were taken to be in, of a format that leaves it open; nil where there are none, and of others.
    public internal(set) var endTimes: PublishedSimulatorOptions.TimeUnit?
    /// How many jobs fewer there are than a limit asks for; nil where there is no limit, or as many as that.
    public internal(set) var jobsShortOfLimit: Int?
    /// What to know of what was read before believing it, a sentence each, in which what is counted is a number.
    public internal(set) var notes: [String] = []

    /// What was passed over for one reason.
    public struct Skipped: Equatable, Sendable {
        /// Rows, or, where a job stands in many rows, none.
        public var rows = 0
        /// Jobs that are left out because of it.
        public var jobs = 0
        /// Tasks that are left out because of it.
        public var tasks = 0
    }

    /// All rows that were passed over.
    public var rowsSkipped: Int { skipped.values.reduce(0) { $0 + $1.rows } }

    /// The sum of both.
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

    /// The same after so many rows.
    func of(rows: Int) -> ReadReport {
        var report = self
        report.rows = rows
        return report
    }

    /// Counts what is passed over for `reason`.
    mutating func skip(_ reason: String, rows: Int = 0, jobs: Int = 0, tasks: Int = 0) {
        guard rows + jobs + tasks > 0 else { return }
        var sum = skipped[reason] ?? Skipped()
        sum.rows += rows
        sum.jobs += jobs
        sum.tasks += tasks
        skipped[reason] = sum
    }

    /// Counts a row of a job that was passed over for one reason as one for another, of which no job is left out.
    mutating func recountRow(of reason: String, as other: String) {
        guard var sum = skipped[reason], sum.rows > 0, sum.jobs > 0 else { return }
        sum.rows -= 1
        sum.jobs -= 1
        skipped[reason] = sum.rows + sum.jobs + sum.tasks > 0 ? sum : nil
        skip(other, rows: 1)
    }

    /// Counts a row that is malformed, if it may be passed over, or throws the error that it is.
    mutating func pass(_ error: TraceError, _ policy: BadRowPolicy) throws(TraceError) {
        guard policy == .skip, let problem = error.problem else { throw error }
        skip(problem.rawValue, rows: 1)
    }
}

/// What to do about a row that is malformed.
public enum BadRowPolicy: String, CaseIterable, Sendable {
    /// The trace is refused.
    case fail
    /// The row is passed over and counted.
    case skip
}
