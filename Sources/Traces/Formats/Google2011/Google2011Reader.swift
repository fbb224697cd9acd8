internal import CellbenchFiles
internal import CellbenchSimulator

/// Reads Google's trace of 2011 (clusterdata-2011-2, version 2.1): a folder with `task_events` and `job_events`.
///
/// The manual is Reiss, Wilkes and Hellerstein, "Google cluster-usage traces: format + schema", 2011 (version 2.1 of
/// 2014). A table may have any number of parts that follow one another.
///
/// - A task counts once, however often it was evicted, failed or was killed and scheduled again. Its duration is the
///   sum of its runs, so that the work is conserved; the runs themselves are kept.
/// - A task that runs when the files end runs to the end of the trace, after 29 days. A task that runs when the trace
///   begins runs from the start.
/// - A task asks for what it asked for first. A task that was never scheduled, or whose request is unknown, is left out
///   and counted.
/// - Tasks of one job may differ. A job spreads its tasks over machines if one of them has the different-machines
///   restriction.
///
/// All is read before the first job is known, because a task's duration is known at its end only. Memory follows the
/// tasks, some 100 bytes each, and their runs, not the rows.
final class Google2011Reader: JobReader {
    private(set) var report = ReadReport()
    let workloads = ["batch", "service"]
    /// The jobs; nil before the files were read.
    private var jobs: Google2011Jobs?
    private let path: String
    private let options: Google2011Options
    private let policy: BadRowPolicy
    private let tap: ByteTap?

    /// A reader of the trace in the folder `path`.
    init(
        _ path: String, _ options: Google2011Options = Google2011Options(), onBadRow policy: BadRowPolicy = .fail,
        tap: ByteTap? = nil
    ) throws(TraceError) {
        guard Folder.exists(path) else {
            throw .unreadable(path, "no such folder; accepted: one with task_events and job_events")
        }
        guard try Google2011Table.isTable("task_events", in: path) else {
            throw .unreadable(path, "it has no task_events; accepted: a folder with task_events and job_events")
        }
        self.path = path
        self.options = options
        self.policy = policy
        self.tap = tap
    }

    func next() throws(TraceError) -> TraceJob? {
        if jobs == nil { jobs = try read() }
        return jobs?.next()
    }

    private func read() throws(TraceError) -> Google2011Jobs {
        let submissions = try readSubmissions()
        var lives = Google2011Lives(submissions: submissions)
        let table = try Google2011Table("\(path)/task_events", .taskEvents, tap: tap)
        let events = Google2011Rows(table) { [options] table, time throws(TraceError) in
            try Google2011TaskEvent(table, time, options)
        }
        defer { report.rows = events.rowsRead }
        while true {
            do throws(TraceError) {
                guard let (time, event) = try events.next() else { break }
                if time == Google2011Time.afterTrace {
                    report.skip("after the end of the trace", rows: 1)
                } else {
                    lives.take(event, at: time)
                }
            } catch {
                try report.pass(error, policy)
            }
        }
        return Google2011Jobs(lives, largestMachine: options.largestMachine, report: &report)
    }

    /// Time of each job's submission, in microseconds, by job; empty without `job_events`.
    private func readSubmissions() throws(TraceError) -> [Int64: Int64] {
        guard try Google2011Table.isTable("job_events", in: path) else { return [:] }
        let table = try Google2011Table("\(path)/job_events", .jobEvents, tap: tap)
        let events = Google2011Rows(table) { table, _ throws(TraceError) in
            (job: try table.integer(2, "job ID"), kind: try table.integer(3, "event type"))
        }
        var submissions: [Int64: Int64] = [:]
        while true {
            do throws(TraceError) {
                guard let (time, event) = try events.next() else { return submissions }
                guard event.kind == Google2011TaskEvent.Kind.submit.rawValue, time != Google2011Time.afterTrace else {
                    continue
                }
                if submissions[event.job] == nil { submissions[event.job] = time }
            } catch {
                try report.pass(error, policy)
            }
        }
    }
}

/// A row of `task_events`.
struct Google2011TaskEvent {
    /// The kind of event, by the trace's number for it.
    enum Kind: Int64 {
        case submit, schedule, evict, fail, finish, kill, lost, updatePending, updateRunning
    }

    let job: Int64
    let task: Int64
    let kind: Kind
    let isService: Bool
    /// The request; nil where the row has none.
    let request: Resources?
    /// True if the task must run on another machine than its job's other tasks.
    let spreads: Bool

    init(_ table: Google2011Table, _ time: Int64, _ options: Google2011Options) throws(TraceError) {
        job = try table.integer(2, "job ID")
        task = try table.integer(3, "task index")
        guard let kind = Kind(rawValue: try table.integer(5, "event type")) else {
            throw table.rows.error(
                5, .unknownValue,
                "\(table.rows.quoted(5)) as event type: accepted: from 0 to \(Kind.updateRunning.rawValue)")
        }
        self.kind = kind
        isService = options.isService(
            priority: try table.integer(8, "priority"), schedulingClass: try table.integer(7, "scheduling class"))
        if let cpu = try table.fraction(9, "CPU request"), let memory = try table.fraction(10, "memory request") {
            guard options.isWithinReason(cpu: cpu, memory: memory) else {
                throw table.rows.error(
                    9, .outOfRange,
                    "\(table.rows.quoted(9)) and \(table.rows.quoted(10)) of the largest machine are more than \(SWFRow.mostCores) "
                        + "cores or \(Int64(SWFRow.mostGibibytes)) GiB; accepted: at most that")
            }
            request = options.amount(cpu: cpu, memory: memory).atLeastAMilliCore
        } else {
            request = nil
        }
        spreads = table.rows.isNothing(12) ? false : try table.integer(12, "different-machines restriction") != 0
    }
}

extension TraceFormat {
    /// Google's cluster trace of 2011.
    public static let google2011 = TraceFormat(
        "google2011", "Folder of Google's cluster trace of 2011.", reads: "a folder with task_events and job_events",
        folders: Google2011Table.folders
    ) { source, tap throws(TraceError) in
        try Google2011Reader(source.path, source.google2011, onBadRow: source.onBadRow, tap: tap)
    }
}
