extension JobList {
    /// Reads a list in CSV.
    ///
    /// The first line names the columns, in any order: `submit_time` (s), `workload`, `tasks`, `task_duration` (s), `cpu`
    /// (cores a task), `memory` (GiB a task), and optionally `gpu` (devices a task) and `job_id`. Other columns are ignored.
    /// A list may have no jobs.
    ///
    /// - Parameter bytes: the file, in UTF-8.
    /// - Throws: where a row is malformed.
    /// - Complexity: O(*n*) in the file's length.
    public init(csv bytes: [UInt8]) throws(JobListError) {
        var reader = try JobListReader(bytes)
        try reader.readRows()
        self.init(workloads: reader.workloads, jobs: reader.jobs)
    }

    /// The most workloads a list may have: as many as there may be schedulers.
    static let mostWorkloads = 65_535
}

/// Reads the rows of a job list, a field at a time and without a string for each.
private struct JobListReader {
    private enum Column: String, CaseIterable {
        case submitTime = "submit_time"
        case workload, tasks
        case taskDuration = "task_duration"
        case cpu, memory, gpu
        case jobID = "job_id"

        var isRequired: Bool { self != .gpu && self != .jobID }
    }

    private(set) var workloads: [String] = []
    private(set) var jobs: [JobSpec] = []
    private var scanner: CSVScanner
    /// Where each of our columns stands in a row; -1 where the list has no such column.
    private var positions = [Int](repeating: -1, count: Column.allCases.count)
    private var columnCount = 0
    private var fields: [CSVScanner.Field] = []
    private var workloadBytes: [[UInt8]] = []
    private var workloadNumbers: [String: Int] = [:]

    /// A reader that has read the header.
    init(_ bytes: [UInt8]) throws(JobListError) {
        scanner = CSVScanner(bytes)
        if let zero = bytes.firstIndex(of: 0) {
            throw scanner.error(at: zero, "a zero byte; accepted: a CSV text in UTF-8, not a binary file")
        }
        guard scanner.skipBlankLines() else {
            throw JobListError(line: 1, column: nil, message: "the job list is empty; accepted: \(Self.accepted)")
        }
        try readHeader()
    }

    private static let accepted =
        "a header with "
        + Column.allCases.filter(\.isRequired).map(\.rawValue).joined(separator: ", ")
        + ", and optionally gpu and job_id"

    private mutating func readHeader() throws(JobListError) {
        var names: Set<String> = []
        var endsRow = false
        while !endsRow {
            let field = try scanner.next()
            endsRow = field.endsRow
            guard let name = scanner.text(field) else {
                throw scanner.error(at: field.start, "not UTF-8; accepted: a CSV text in UTF-8")
            }
            guard names.insert(name).inserted else {
                throw scanner.error(
                    at: field.start, "a second column \(scanner.quoted(field)); accepted: every column once")
            }
            if let column = Column(rawValue: name) { positions[index(column)] = columnCount }
            columnCount += 1
            fields.append(field)
        }
        for column in Column.allCases where column.isRequired && positions[index(column)] < 0 {
            throw scanner.error(
                at: fields[0].start, "the column \"\(column.rawValue)\" is missing; accepted: \(Self.accepted)",
                wholeLine: true)
        }
    }

    private func index(_ column: Column) -> Int {
        switch column {
        case .submitTime: 0
        case .workload: 1
        case .tasks: 2
        case .taskDuration: 3
        case .cpu: 4
        case .memory: 5
        case .gpu: 6
        case .jobID: 7
        }
    }

    /// Reads all jobs.
    mutating func readRows() throws(JobListError) {
        while scanner.skipBlankLines() {
            try readFields()
            jobs.append(try job())
        }
    }

    private mutating func readFields() throws(JobListError) {
        var count = 0
        var endsRow = false
        while !endsRow {
            let field = try scanner.next()
            endsRow = field.endsRow
            guard count < columnCount else {
                throw scanner.error(
                    at: field.start, "more fields than the header has; accepted: \(columnCount) in a row")
            }
            fields[count] = field
            count += 1
        }
        guard count == columnCount else {
            let fields = count == 1 ? "1 field" : "\(count) fields"
            throw scanner.error(
                at: self.fields[0].start, "\(fields) in this row; accepted: \(columnCount), as in the header",
                wholeLine: true)
        }
    }

    private mutating func job() throws(JobListError) -> JobSpec {
        let longest = Nanoseconds.longestSpan.inSeconds
        let submitted = try amount(.submitTime, "a time in seconds", atMost: longest)
        let duration = try amount(.taskDuration, "a time in seconds", atMost: longest)
        let largest = Double(Resources.largestOfOneMachine)
        let cores = try amount(.cpu, "a number of cores", atMost: largest / 1000)
        guard cores > 0 else { throw error(.cpu, "is not above 0; accepted: a number of cores above 0") }
        let gibibytes = try amount(.memory, "an amount of memory in GiB", atMost: largest / 1024)
        let gpus = positions[index(.gpu)] < 0 ? 0 : try amount(.gpu, "a number of GPUs", atMost: largest / 1000)
        var demand = Resources(cores: cores, gibibytes: gibibytes, gpus: gpus)
        demand.milliCores = max(demand.milliCores, 1)
        return JobSpec(
            submitted: Nanoseconds(clampingSeconds: submitted), duration: Nanoseconds(clampingSeconds: duration),
            demand: demand, workload: try workload(), tasks: try tasks(), id: id())
    }

    private func field(_ column: Column) -> CSVScanner.Field { fields[positions[index(column)]] }

    private func error(_ column: Column, _ problem: String) -> JobListError {
        let field = field(column)
        return scanner.error(at: field.start, "\(column.rawValue): \(scanner.quoted(field)) \(problem)")
    }

    private func amount(
        _ column: Column, _ what: String, atMost largest: Double
    ) throws(JobListError) -> Double {
        guard let value = scanner.number(field(column)) else {
            throw error(column, "is not \(what) of at least 0")
        }
        guard value >= 0 else { throw error(column, "is negative; accepted: \(what) of at least 0") }
        guard value <= largest else { throw error(column, "is too large; accepted: at most \(Int64(largest))") }
        return value
    }

    private func tasks() throws(JobListError) -> Int {
        guard let value = scanner.number(field(.tasks)), value >= 1, value == value.rounded() else {
            throw error(.tasks, "is not a whole number of at least 1")
        }
        guard value <= Double(JobSpec.mostTasks) else {
            throw error(.tasks, "is too large; accepted: at most \(JobSpec.mostTasks)")
        }
        return Int(value)
    }

    /// The number of the row's workload, a new one where its name is new.
    private mutating func workload() throws(JobListError) -> Int {
        let field = field(.workload)
        let content = scanner.bytes[field.content]
        // Most lists have a handful of workloads; comparing bytes is faster than making a string to look up.
        let fewEnoughToCompare = 16
        for (number, known) in workloadBytes.prefix(fewEnoughToCompare).enumerated() where known.elementsEqual(content)
        {
            return number
        }
        guard let name = scanner.text(field), !name.isEmpty else {
            throw error(.workload, "is not a name; accepted: a text in UTF-8")
        }
        if let known = workloadNumbers[name] { return known }
        guard workloads.count < JobList.mostWorkloads else {
            throw error(.workload, "is one workload too many; accepted: at most \(JobList.mostWorkloads)")
        }
        workloadNumbers[name] = workloads.count
        workloads.append(name)
        workloadBytes.append(Array(content))
        return workloads.count - 1
    }

    /// The id that the row gives the job, hashed with FNV-1a; the number of the row where it gives none.
    private func id() -> UInt64 {
        guard positions[index(.jobID)] >= 0 else { return UInt64(jobs.count + 1) }
        return StableHash.of(scanner.bytes[field(.jobID).content])
    }
}
