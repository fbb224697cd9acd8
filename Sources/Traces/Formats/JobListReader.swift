internal import CellbenchSimulator

/// Reads a job list in CSV, cellbench's own format.
///
/// The first line names the columns, in any order: `submit_time` (s), `workload`, `tasks`, `task_duration` (s), `cpu`
/// (cores a task), `memory` (GiB a task), and optionally `gpu` (devices a task), `job_id`, `part`, `constraints` and
/// `spread`. Other columns are ignored. A row is a job. A row whose `part` is above 0 has further tasks of the job in
/// the row above, which may differ in demand and duration. Rows may be in any order otherwise, and there may be none.
final class JobListReader: JobReader {
    private enum Column: Int, CaseIterable {
        case submitTime, workload, tasks, taskDuration, cpu, memory, gpu, jobID, part, constraints, spread

        var name: String {
            switch self {
            case .submitTime: "submit_time"
            case .workload: "workload"
            case .tasks: "tasks"
            case .taskDuration: "task_duration"
            case .cpu: "cpu"
            case .memory: "memory"
            case .gpu: "gpu"
            case .jobID: "job_id"
            case .part: "part"
            case .constraints: "constraints"
            case .spread: "spread"
            }
        }

        var isRequired: Bool { rawValue < Column.gpu.rawValue }
    }

    private static let accepted =
        "a header with "
        + Column.allCases.filter(\.isRequired).map(\.name).joined(separator: ", ")
        + ", and optionally gpu, job_id, part, constraints and spread"

    var report: ReadReport { skipped.of(rows: rows.rowsRead - 1) }
    var workloads: [String] { names.names }
    private var skipped = ReadReport()
    private var names = WorkloadNames()
    private let rows: RowReader
    private let policy: BadRowPolicy
    private let header: TableHeader
    private var jobsRead: UInt64 = 0
    /// The job of the rows read last, which the next row may continue.
    private var pending: TraceJob? {
        didSet { tasksOfPending = pending?.job.tasks ?? 0 }
    }
    /// The further parts of the pending job, and the number of its tasks with them.
    private var parts: [TaskPart] = []
    private var tasksOfPending = 0

    /// A reader of the list at `path`, plain or compressed with gzip; the header is read at once.
    init(_ path: String, onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil) throws(TraceError) {
        self.policy = policy
        let columns = Column.allCases.map(\.name)
        rows = try RowReader(path, separatedBy: .comma, commentMark: "#", headerColumns: columns, tap: tap)
        header = try TableHeader(rows, columns: columns, accepted: JobListReader.accepted)
        for column in Column.allCases where column.isRequired { try header.require(column.rawValue) }
        skipped.notes = header.misspelt
    }

    func next() throws(TraceError) -> TraceJob? {
        while true {
            do throws(TraceError) {
                guard try rows.next() else { return finished() }
                try header.check(rows)
                if try continuesJob() {
                    try addTasks(of: try job())
                    continue
                }
                var next = TraceJob(try job())
                next.requirements = try requirements()
                let previous = finished()
                pending = next
                if let previous { return previous }
            } catch {
                try skipped.pass(error, policy)
                // A malformed row begins no job, and later rows cannot continue the job above.
                if let previous = finished() { return previous }
            }
        }
    }

    /// Returns the pending job, of which no further row comes; nil where there is none.
    private func finished() -> TraceJob? {
        defer {
            pending = nil
            parts.removeAll(keepingCapacity: true)
        }
        guard let job = pending else { return nil }
        return parts.isEmpty ? job : job.with(job.parts + parts)
    }

    /// Adds the tasks of the row to the pending job.
    private func addTasks(of row: JobSpec) throws(TraceError) {
        guard let job = pending?.job, job.submitted == row.submitted, job.workload == row.workload,
            header[Column.jobID.rawValue] == nil || job.id == row.id
        else {
            throw error(
                .part, .unknownValue,
                "continues no job; accepted: 0, or below a row of the same submit_time, workload and job_id")
        }
        let own = try requirements()
        guard own.constraints.isEmpty || own.constraints == pending?.requirements.constraints else {
            throw error(
                .constraints, .unknownValue, "are not those of the job's first row; accepted: the same, or nothing")
        }
        guard own.spread.isEmpty || own.spread == pending?.requirements.spread else {
            throw error(.spread, .unknownValue, "is not that of the job's first row; accepted: the same, or nothing")
        }
        guard tasksOfPending + row.tasks <= JobSpec.mostTasks else {
            throw error(.tasks, .outOfRange, "is too many with those above; accepted: at most \(JobSpec.mostTasks)")
        }
        tasksOfPending += row.tasks
        parts.append(TaskPart(demand: row.demand, duration: row.duration, count: row.tasks))
    }

    /// True if the row has further tasks of the job above.
    private func continuesJob() throws(TraceError) -> Bool {
        guard header[Column.part.rawValue] != nil else { return false }
        guard let part = rows.wholeNumber(at: place(.part)), part >= 0 else {
            throw error(.part, .notANumber, "is not a whole number of at least 0")
        }
        return part > 0
    }

    /// Requirements of the row; none where the row or the list has none.
    private func requirements() throws(TraceError) -> Requirements {
        var requirements = Requirements()
        if header[Column.constraints.rawValue] != nil, !rows.isEmpty(place(.constraints)) {
            guard
                let constraints = rows.text(place(.constraints)).map(FormulaMark.unmarked)
                    .flatMap(ConstraintText.constraints)
            else {
                throw error(
                    .constraints, .unknownValue, "is not a set of constraints; accepted: \(ConstraintText.accepted)")
            }
            requirements.constraints = constraints
        }
        if header[Column.spread.rawValue] != nil, !rows.isEmpty(place(.spread)) {
            guard let spread = rows.text(place(.spread)).flatMap(SpreadText.spread) else {
                throw error(
                    .spread, .unknownValue, "does not say how tasks are apart; accepted: \(SpreadText.accepted)")
            }
            requirements.spread = spread
        }
        return requirements
    }

    private func job() throws(TraceError) -> JobSpec {
        let longest = Nanoseconds.longestSpan.inSeconds
        let submitted = try amount(.submitTime, "a time in seconds", atMost: longest)
        let duration = try amount(.taskDuration, "a time in seconds", atMost: longest)
        let largest = Double(Resources.largestOfOneMachine)
        let cores = try amount(.cpu, "a number of cores", atMost: largest / 1000)
        guard cores > 0 else { throw error(.cpu, .outOfRange, "is not above 0; accepted: a number of cores above 0") }
        let gibibytes = try amount(.memory, "an amount of memory in GiB", atMost: largest / 1024)
        let gpus = header[Column.gpu.rawValue] == nil ? 0 : try amount(.gpu, "a number of GPUs", atMost: largest / 1000)
        jobsRead += 1
        return JobSpec(
            submitted: Nanoseconds(clampingSeconds: submitted), duration: Nanoseconds(clampingSeconds: duration),
            demand: Resources(cores: cores, gibibytes: gibibytes, gpus: gpus).atLeastAMilliCore,
            workload: try workload(), tasks: try tasks(), id: id())
    }

    /// Position of a column in the row.
    private func place(_ column: Column) -> Int {
        guard let place = header[column.rawValue] else { preconditionFailure("a column is read that the list lacks") }
        return place
    }

    private func error(_ column: Column, _ problem: RowProblem, _ message: String) -> TraceError {
        let place = place(column)
        return rows.error(place, problem, "\(column.name): \(rows.quoted(place)) \(message)")
    }

    private func amount(_ column: Column, _ what: String, atMost largest: Double) throws(TraceError) -> Double {
        guard let value = rows.number(place(column)) else {
            throw error(column, .notANumber, "is not \(what) of at least 0")
        }
        guard value >= 0 else {
            throw error(column, .outOfRange, "is negative; accepted: \(what) of at least 0")
        }
        guard value <= largest else {
            throw error(column, .outOfRange, "is too large; accepted: at most \(Int64(largest))")
        }
        return value
    }

    private func tasks() throws(TraceError) -> Int {
        guard let value = rows.number(place(.tasks)), value >= 1, value == value.rounded() else {
            throw error(.tasks, .notANumber, "is not a whole number of at least 1")
        }
        guard value <= Double(JobSpec.mostTasks) else {
            throw error(.tasks, .outOfRange, "is too large; accepted: at most \(JobSpec.mostTasks)")
        }
        return Int(value)
    }

    /// Number of the row's workload; a new number for a new name.
    private func workload() throws(TraceError) -> Int {
        let place = place(.workload)
        // A name that may have a mark takes the slower way.
        if !rows.hasEscapes(place), !rows.content(place).contains(UInt8(ascii: "'")),
            let known = names.number(spelt: rows.content(place))
        {
            return known
        }
        guard let name = rows.text(place).map(FormulaMark.unmarked), !name.isEmpty, !name.utf8.contains(0) else {
            throw error(.workload, .unknownValue, "is not a name; accepted: a text in UTF-8")
        }
        guard let number = names.number(name) else {
            throw error(.workload, .outOfRange, "is one workload too many; accepted: at most \(WorkloadNames.most)")
        }
        return number
    }

    /// Id of the job: the row's `job_id` hashed with FNV-1a, or the number of the job without one.
    ///
    /// An id that cellbench wrote is a hash already, and has a mark that says so.
    private func id() -> UInt64 {
        guard let place = header[Column.jobID.rawValue] else { return jobsRead }
        let text = rows.content(place)
        return JobListText.hash(markedIn: text) ?? StableHash.of(text)
    }
}

extension TraceFormat {
    /// cellbench's own job list.
    public static let csv = TraceFormat(
        "csv", "File of a job list of our own.", reads: "a job list in CSV", isReadInOrder: true
    ) { source, tap throws(TraceError) in
        try JobListReader(source.path, onBadRow: source.onBadRow, tap: tap)
    }
}
