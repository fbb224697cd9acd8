internal import CellbenchSimulator

/// The rows of a list of pods of Alibaba's GPU cluster trace of 2023.
final class AlibabaGPU2023Rows {
    private enum Column: Int, CaseIterable {
        case name, cpuMilli, memoryMiB, gpuCount, gpuMilli, gpuSpec, qos, created, deleted, scheduled, phase

        var name: String {
            switch self {
            case .name: "name"
            case .cpuMilli: "cpu_milli"
            case .memoryMiB: "memory_mib"
            case .gpuCount: "num_gpu"
            case .gpuMilli: "gpu_milli"
            case .gpuSpec: "gpu_spec"
            case .qos: "qos"
            case .created: "creation_time"
            case .deleted: "deletion_time"
            case .scheduled: "scheduled_time"
            case .phase: "pod_phase"
            }
        }

        static let requests: [Column] = [.name, .cpuMilli, .memoryMiB, .gpuCount, .gpuMilli]
        static let times: [Column] = [.created, .deleted, .scheduled]
        static let all = requests + [.gpuSpec, .qos] + times
    }

    /// Workload of each class of service.
    private static let workloadsByClass = [
        "LS": "service", "Guaranteed": "service", "Burstable": "batch", "BE": "batch",
    ]

    /// True if the list has times of creation, scheduling and deletion; false if it has requests only.
    let hasTimes: Bool
    var report: ReadReport { skipped.of(rows: rows.rowsRead - 1) }
    var workloads: [String] { names.names }
    private var skipped = ReadReport()
    private var names = WorkloadNames()
    private let rows: RowReader
    private let header: TableHeader
    private var sets: [[Constraint]] = []
    private var numbersOfSets: [[Constraint]: Int] = [:]

    /// The rows of the list at `path`, whose header is read at once.
    ///
    /// With `isOfRequests`, times are passed over.
    init(_ path: String, isOfRequests: Bool = false, tap: ByteTap?) throws(TraceError) {
        let columns = Column.allCases.map(\.name)
        rows = try RowReader(path, separatedBy: .comma, commentMark: "#", headerColumns: columns, tap: tap)
        let header = try TableHeader(
            rows, columns: columns,
            accepted: "a header with \(Column.all.map(\.name).joined(separator: ", "))")
        self.header = header
        hasTimes = !isOfRequests && Column.times.contains { header[$0.rawValue] != nil }
        for column in hasTimes ? Column.all : Column.requests { try header.require(column.rawValue) }
    }

    /// The next pod; nil after the last.
    func next() throws(TraceError) -> AlibabaGPU2023Pod? {
        guard try rows.next() else { return nil }
        try header.check(rows)
        var pod = AlibabaGPU2023Pod(
            demand: try demand(), workload: try workload(), id: StableHash.of(rows.content(place(.name))),
            constraints: try numberOfConstraints(), hasEnded: ["Succeeded", "Failed"].contains(text(.phase)))
        if hasTimes { try readTimes(into: &pod) }
        return pod
    }

    /// The constraints with a number; none for nil.
    func constraints(_ number: Int?) -> [Constraint] { number.map { sets[$0] } ?? [] }

    /// Adds a note about the list to the report, one sentence.
    func note(_ sentence: String) { skipped.notes.append(sentence) }

    /// Counts the row as passed over.
    func skip(_ reason: String) { skipped.skip(reason, rows: 1, jobs: 1, tasks: 1) }

    /// Counts a malformed row as passed over where the policy allows that; else throws the error.
    func pass(_ error: TraceError, _ policy: BadRowPolicy) throws(TraceError) { try skipped.pass(error, policy) }

    private func readTimes(into pod: inout AlibabaGPU2023Pod) throws(TraceError) {
        let created = try time(.created)
        pod.created = created
        if !isNothing(.deleted) { pod.deleted = try time(.deleted) }
        guard !isNothing(.scheduled) else { return }
        let scheduled = try time(.scheduled)
        pod.scheduled = scheduled
        guard scheduled >= created else {
            throw error(.scheduled, .endBeforeStart, "before the creation; accepted: at or after it")
        }
        guard let deleted = pod.deleted else { return }
        guard deleted >= scheduled else {
            throw error(.deleted, .endBeforeStart, "before the scheduling; accepted: at or after it")
        }
    }

    private func demand() throws(TraceError) -> Resources {
        let devices = try amount(.gpuCount)
        // A pod can ask for a part of a device only if it asks for one device.
        let milliGPUs = devices == 1 ? try amount(.gpuMilli) : devices * 1000
        guard devices != 1 || milliGPUs <= 1000 else {
            throw error(.gpuMilli, .outOfRange, "accepted: at most 1000, a whole device")
        }
        guard milliGPUs <= Resources.largestOfOneMachine else {
            throw error(.gpuCount, .outOfRange, "accepted: at most \(Resources.largestOfOneMachine / 1000)")
        }
        return Resources(
            milliCores: try amount(.cpuMilli), memoryMiB: try amount(.memoryMiB), milliGPUs: milliGPUs
        ).atLeastAMilliCore
    }

    /// Number of the set of GPU models that the pod accepts; nil where it accepts any.
    private func numberOfConstraints() throws(TraceError) -> Int? {
        guard !isNothing(.gpuSpec) else { return nil }
        let models = (text(.gpuSpec) ?? "").split(separator: "|").map(String.init)
        guard !models.isEmpty, models.allSatisfy(ConstraintText.isWord) else {
            throw error(.gpuSpec, .unknownValue, "accepted: models of GPU between bars, or nothing")
        }
        let set = [Constraint(AlibabaGPU2023Nodes.modelAttribute, .in, models.map { AttributeValue($0) })]
        if let known = numbersOfSets[set] { return known }
        numbersOfSets[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    private func workload() throws(TraceError) -> Int {
        // A list of requests need not have classes of service.
        let name = header[Column.qos.rawValue] == nil ? "batch" : text(.qos).flatMap { Self.workloadsByClass[$0] }
        guard let name, let number = names.number(name) else {
            let accepted = Self.workloadsByClass.keys.sorted().joined(separator: ", ")
            throw error(.qos, .unknownValue, "accepted: \(accepted)")
        }
        return number
    }

    private func time(_ column: Column) throws(TraceError) -> Nanoseconds {
        guard let seconds = rows.number(place(column)) else {
            throw error(column, .notANumber, "accepted: seconds of at least 0")
        }
        guard seconds >= 0, seconds <= Nanoseconds.longestSpan.inSeconds else {
            throw error(column, .outOfRange, "accepted: seconds from 0 to \(Int(Nanoseconds.longestSpan.inSeconds))")
        }
        return Nanoseconds(clampingSeconds: seconds)
    }

    private func amount(_ column: Column) throws(TraceError) -> Int64 {
        guard let value = rows.wholeNumber(at: place(column)) else {
            throw error(column, .notANumber, "accepted: a whole number of at least 0")
        }
        guard (0...Resources.largestOfOneMachine).contains(value) else {
            throw error(column, .outOfRange, "accepted: from 0 to \(Resources.largestOfOneMachine)")
        }
        return value
    }

    /// True for a field that is missing, empty or `nan`, which stands for nothing in the list's manual.
    private func isNothing(_ column: Column) -> Bool {
        header[column.rawValue].map(rows.isNothing) ?? true
    }

    /// The text of a field; nil where the list has no such column.
    private func text(_ column: Column) -> String? { header[column.rawValue].flatMap { rows.text($0) } }

    private func place(_ column: Column) -> Int {
        guard let place = header[column.rawValue] else { preconditionFailure("a column is read that the list lacks") }
        return place
    }

    private func error(_ column: Column, _ problem: RowProblem, _ message: String) -> TraceError {
        let place = place(column)
        return rows.error(place, problem, "\(column.name): \(rows.quoted(place)): \(message)")
    }
}
