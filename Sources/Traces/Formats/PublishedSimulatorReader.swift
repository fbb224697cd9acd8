internal import CellbenchSimulator

/// Reads an initial cell state of the published simulator: the jobs that run when a simulation begins.
///
/// The format is that of `init-cluster-state.log` of google/cluster-scheduler-simulator, the Omega paper's simulator:
///
/// - A row `11 time job production class tasks cpus memory` is a running job: cores and bytes of the whole job, shared
///   equally by its tasks.
/// - A row `12 time job production class unused` has its end. A job without an end outlives every simulation.
/// - Production jobs (1) whose scheduling class is neither 0 nor 1 are of the workload `service`, others of `batch`.
///   The simulator calls this split CMB_PBB.
///
/// The unit of ends is that of the options, or the one that the values suggest (``PublishedEndTimes``). Rows of ends
/// stand anywhere after those of their jobs, so all is read before the first job is known.
final class PublishedSimulatorReader: JobReader {
    private static let bytesPerGibibyte = 1_073_741_824.0

    /// A job as its row has it.
    private struct Running {
        var job: JobSpec
        var request: TaskRequest
        /// Time of its beginning, in the file's unit.
        var start: Double
        /// Time of its end, in the file's unit; nil without a row of its end, or for an end after the trace.
        var end: Double?
        /// True if there is a row of its end.
        var hasEnd = false
    }

    private(set) var report = ReadReport()
    let workloads = PublishedValues.workloads
    private let rows: RowReader
    private let options: PublishedSimulatorOptions
    private let policy: BadRowPolicy
    /// The jobs, the last first; nil before the file was read.
    private var jobs: [TraceJob]?

    /// A reader of the state at `path`, plain or compressed with gzip.
    init(
        _ path: String, _ options: PublishedSimulatorOptions = PublishedSimulatorOptions(),
        onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        self.options = options
        self.policy = policy
        rows = try RowReader(path, separatedBy: .space, commentMark: "#", tap: tap)
    }

    func next() throws(TraceError) -> TraceJob? {
        if jobs == nil { jobs = try ended(try read()).reversed() }
        return jobs?.popLast()
    }

    /// The jobs, each with the duration to its end; a job without an end is cut.
    private func ended(_ found: [Running]) throws(TraceError) -> [TraceJob] {
        var ends = PublishedEndTimes()
        for running in found { if let end = running.end { ends.append(end) } }
        let given = options.endTimes
        let unit: PublishedSimulatorOptions.TimeUnit?
        if let given { unit = given } else { unit = try ends.unit(in: rows.path) }
        if let unit, found.contains(where: { $0.end != nil }) {
            report.endTimes = unit
            report.notes += ends.doubts(of: unit, isGiven: given != nil)
        }
        noteMemory(of: found)
        return found.map { running in
            var job = running.job
            if let end = running.end {
                job.duration = Nanoseconds(clampingSeconds: PublishedEndTimes.seconds(end, in: unit))
            }
            var traced = TraceJob(job, began: -1)
            traced.isCut = running.end == nil
            return traced
        }
    }

    /// Adds a note about memory that is hardly in bytes.
    private func noteMemory(of jobs: [Running]) {
        let most = jobs.map { $0.request.gibibytes * Double($0.job.tasks) * Self.bytesPerGibibyte }.max() ?? 0
        let mebibyte = 1_048_576.0
        guard most > 0, most < mebibyte else { return }
        report.notes.append("none of \(jobs.count) jobs has a MiB of memory: the format has bytes of the whole job")
    }

    /// By workload, the request of a task of each job, in the order of the rows.
    ///
    /// A job counts once, however many tasks it has: the published simulator draws requests from the list of jobs. Jobs
    /// that ask for no cpu are left out, and counted.
    func requests() throws(TraceError) -> [[TaskRequest]] {
        var requests = workloads.map { _ in [TaskRequest]() }
        for running in try read() {
            if running.request.cores > 0 {
                requests[running.job.workload].append(running.request)
            } else {
                report.skip("no cpu requested", rows: 1, jobs: 1, tasks: running.job.tasks)
            }
        }
        return requests
    }

    private func read() throws(TraceError) -> [Running] {
        var found: [Running] = []
        var positions: [Int64: Int] = [:]
        defer { report.rows = rows.rowsRead }
        while true {
            do throws(TraceError) {
                guard try rows.next() else { break }
                try refuseValues()
                let id = try integer(2, "job")
                switch rows.integer(0) {
                case 11:
                    guard positions[id] == nil else {
                        throw rows.error(2, .duplicate, "job \(id) runs already; accepted: one row 11 a job")
                    }
                    let job = try job(id)
                    positions[id] = found.count
                    found.append(job)
                case 12:
                    guard let position = positions[id] else {
                        throw rows.error(
                            2, .endBeforeStart, "job \(id) ends and was not running; accepted: after its row 11")
                    }
                    guard !found[position].hasEnd else {
                        throw rows.error(2, .duplicate, "job \(id) has ended already; accepted: one row 12 a job")
                    }
                    let end = try amount(1, "time")
                    guard end >= found[position].start else {
                        throw rows.error(
                            1, .endBeforeStart,
                            "\(rows.quoted(1)) as time: before that of the job's row 11; accepted: at or after it")
                    }
                    found[position].hasEnd = true
                    // Google's traces have this time for ends after the trace.
                    found[position].end = end < PublishedEndTimes.afterTrace ? end : nil
                default:
                    throw rows.error(0, .unknownValue, "\(rows.quoted(0)) as the kind of row; accepted: 11 or 12")
                }
            } catch {
                try report.pass(error, policy)
            }
        }
        return found
    }

    /// Throws for a file of values, and for one with other separators, at its first row: none of its rows could be
    /// read.
    private func refuseValues() throws(TraceError) {
        guard rows.rowsRead == 1 else { return }
        if let marks = rows.otherSeparator {
            throw TraceError(
                file: rows.path, line: rows.line,
                message: "\(marks) between the fields; accepted: fields between spaces or tabs")
        }
        guard rows.count == PublishedValues.columns, rows.integer(0) == nil, rows.number(3) != nil
        else { return }
        throw TraceError(
            file: rows.path,
            message:
                "this seems to be a file of values to draw jobs from (cluster, policy, scheduler, value); accepted: an "
                + "initial cell state; a config names such files in workloads.from.published-simulator, as interarrival, tasks "
                + "and runtime")
    }

    private func job(_ id: Int64) throws(TraceError) -> Running {
        try requireFields(8)
        let tasks = try integer(5, "tasks")
        guard (1...Int64(JobSpec.mostTasks)).contains(tasks) else {
            throw rows.error(5, .outOfRange, "\(tasks) tasks; accepted: from 1 to \(JobSpec.mostTasks)")
        }
        let cores = try amount(6, "cpus") / Double(tasks)
        let gibibytes = try amount(7, "memory") / Double(tasks) / PublishedSimulatorReader.bytesPerGibibyte
        guard cores <= Double(SWFRow.mostCores) else {
            throw rows.error(
                6, .outOfRange,
                "\(rows.quoted(6)) as cpus of \(tasks) tasks; accepted: at most \(SWFRow.mostCores) a task")
        }
        guard gibibytes <= SWFRow.mostGibibytes else {
            throw rows.error(
                7, .outOfRange,
                "\(rows.quoted(7)) as memory of \(tasks) tasks; accepted: at most \(Int64(SWFRow.mostGibibytes)) GiB a task, in bytes"
            )
        }
        let isService = options.isService(
            isProduction: try integer(3, "production") != 0, schedulingClass: try integer(4, "class"))
        let job = JobSpec(
            submitted: 0, duration: .longestSpan,
            demand: Resources(cores: cores, gibibytes: gibibytes).atLeastAMilliCore,
            workload: isService ? 1 : 0, tasks: Int(tasks), id: UInt64(bitPattern: id))
        return Running(
            job: job, request: TaskRequest(cores: cores, gibibytes: gibibytes), start: rows.number(1) ?? 0)
    }

    private func requireFields(_ count: Int) throws(TraceError) {
        guard rows.count >= count else {
            throw rows.error(.tooFewFields, "\(rows.count) fields in this row; accepted: \(count)")
        }
    }

    private func integer(_ field: Int, _ name: String) throws(TraceError) -> Int64 {
        try requireFields(field + 1)
        guard let value = rows.integer(field), value >= 0 else {
            throw rows.error(
                field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a whole number of at least 0")
        }
        return value
    }

    private func amount(_ field: Int, _ name: String) throws(TraceError) -> Double {
        try requireFields(field + 1)
        guard let value = rows.number(field), value >= 0 else {
            throw rows.error(field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a number of at least 0")
        }
        return value
    }
}

extension TraceFormat {
    /// The published simulator's initial cell state.
    public static let publishedSimulator = TraceFormat(
        "published-simulator", "Initial cell state of the published simulator.",
        reads: "an initial cell state of the published simulator", assumedEnd: "to outlive every simulation"
    ) { source, tap throws(TraceError) in
        try PublishedSimulatorReader(source.path, source.publishedSimulator, onBadRow: source.onBadRow, tap: tap)
    }
}
