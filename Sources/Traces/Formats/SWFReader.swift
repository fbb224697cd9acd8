internal import Simulator

/// Reads a log in the Standard Workload Format, version 2.2, raw or cleaned.
///
/// "The Standard Workload Format", Parallel Workloads Archive (Feitelson); 18 fields a job, -1 for what is unknown. A job runs on the
/// processors it was allocated, or, where that is unknown, on those it requested, for the time it ran; memory is what it used of
/// each processor's, or requested. Jobs that never ran (cancelled before they started) or whose processors or run time are unknown
/// are passed over and counted.
final class SWFReader: JobReader {
    private enum Column: Int {
        case number, submit, wait, run, allocated
        case cpuTime, usedMemory, requestedProcessors, requestedTime, requestedMemory
        case status, user, group, executable, queue, partition, preceding, thinkTime
    }

    private static let columns = 18
    private static let kibibytesPerGibibyte = 1_048_576.0

    var report: ReadReport { skipped.of(rows: rows.rowsRead) }
    var workloads: [String] { names.names }
    /// What the header says of the machine and the log, by name: `MaxNodes`, `MaxProcs`, `UnixStartTime` and the like.
    var header: [String: String] { comments.fields }

    private var skipped = ReadReport()
    private var names = WorkloadNames()
    private let rows: RowReader
    private let comments = SWFHeader()
    private let options: SWFOptions
    private let policy: BadRowPolicy
    private var last: Nanoseconds = 0

    /// A reader of the log at `path`, plain or compressed with gzip.
    init(
        _ path: String, _ options: SWFOptions = SWFOptions(), onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        self.options = options
        self.policy = policy
        rows = try RowReader(path, separatedBy: .space, commentMark: ";", tap: tap)
        rows.onComment = { [comments] in comments.take($0) }
    }

    func next() throws(TraceError) -> TraceJob? {
        while true {
            do throws(TraceError) {
                guard try rows.next() else { return nil }
                if let job = try job() { return job }
            } catch {
                try skipped.pass(error, policy)
            }
        }
    }

    /// The row's job; nil where too little is known of it.
    private func job() throws(TraceError) -> TraceJob? {
        guard rows.count >= SWFReader.columns else {
            throw rows.error(.tooFewFields, "\(rows.count) fields in this row; accepted: \(SWFReader.columns)")
        }
        let number = try field(.number)
        let submit = try field(.submit)
        guard submit >= 0 else { throw error(.submit, .outOfRange, "accepted: seconds of at least 0") }
        let submitted = Nanoseconds(clampingSeconds: submit)
        guard submitted >= last else {
            throw error(
                .submit, .timeGoesBack, "before the submission in the row above; accepted: rows in order of time")
        }
        let run = try field(.run)
        let allocated = try field(.allocated)
        let requested = try field(.requestedProcessors)
        let processors = allocated > 0 ? allocated : requested
        guard processors <= Double(JobSpec.mostTasks) else {
            throw error(.allocated, .outOfRange, "accepted: at most \(JobSpec.mostTasks) processors")
        }
        let memory = try memoryPerProcessor()
        let wait = try field(.wait)
        let workload = try workload()
        last = submitted
        guard run >= 0 else { return skip("run time unknown") }
        guard processors >= 1 else { return skip("processors unknown") }
        // Cancelled before it started, as the format defines status 5 with no run time.
        if run == 0, try field(.status) == 5 { return skip("cancelled before it ran") }
        let (tasks, cores) = options.tasks == .processors ? (Int(processors), 1) : (1, processors)
        let job = JobSpec(
            submitted: submitted, duration: Nanoseconds(clampingSeconds: run),
            demand: Resources(cores: cores, gibibytes: memory * cores).atLeastAMilliCore, workload: workload,
            tasks: tasks, id: UInt64(bitPattern: Int64(number)))
        return TraceJob(job, began: wait >= 0 ? submitted + Nanoseconds(clampingSeconds: wait) : nil)
    }

    private func skip(_ reason: String) -> TraceJob? {
        skipped.skip(reason, rows: 1, jobs: 1)
        return nil
    }

    /// GiB of each processor.
    private func memoryPerProcessor() throws(TraceError) -> Double {
        let used = try field(.usedMemory)
        let requested = try field(.requestedMemory)
        let kibibytes = used > 0 ? used : requested
        return kibibytes > 0 ? kibibytes / SWFReader.kibibytesPerGibibyte : options.memoryPerProcessor
    }

    private func workload() throws(TraceError) -> Int {
        let name: String
        switch options.split {
        case .none: name = "batch"
        case .queue:
            let queue = Int(clamping: Int64(try field(.queue)))
            name = comments.queues[queue] ?? (queue < 0 ? "unknown" : "queue-\(queue)")
        }
        guard let number = names.number(name) else {
            throw error(.queue, .outOfRange, "one queue too many; accepted: at most \(WorkloadNames.most)")
        }
        return number
    }

    private func field(_ column: Column) throws(TraceError) -> Double {
        guard let value = rows.number(column.rawValue), value.magnitude <= 1e15 else {
            throw error(column, .notANumber, "accepted: a number, or -1 for what is unknown")
        }
        return value
    }

    private func error(_ column: Column, _ problem: RowProblem, _ message: String) -> TraceError {
        rows.error(column.rawValue, problem, "\(rows.quoted(column.rawValue)) as \(column): \(message)")
    }
}

/// The comments at the head of a log, `; Name: value`.
private final class SWFHeader {
    private(set) var fields: [String: String] = [:]
    /// The queues' names by number, of those whose names are workload names.
    private(set) var queues: [Int: String] = [:]

    func take(_ comment: String) {
        guard let colon = comment.firstIndex(of: ":") else { return }
        let name = comment[..<colon].split(separator: " ").joined(separator: " ")
        let words = comment[comment.index(after: colon)...].split(separator: " ")
        guard !name.isEmpty else { return }
        if name == "Queue", words.count >= 2, let number = Int(words[0]) {
            let name = String(words[1])
            if name.utf8.allSatisfy({ isNamePart($0) }) { queues[number] = name }
        } else if fields[name] == nil {
            fields[name] = words.joined(separator: " ")
        }
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
