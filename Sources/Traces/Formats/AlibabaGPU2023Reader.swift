internal import Simulator

/// Reads the pods of Alibaba's GPU cluster trace of 2023, each as a job of one task.
///
/// Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023
/// (cluster-trace-gpu-v2023). A pod is submitted at its creation and runs from its scheduling to its deletion. One that was never
/// scheduled is passed over and counted. Latency-sensitive and guaranteed pods (`LS`, `Guaranteed`) are of the workload
/// `service`, burstable and best-effort ones of `batch`. One that names models of GPU runs on machines whose `gpu_model` is one of them.
final class AlibabaGPU2023Reader: JobReader {
    private enum Column: Int, CaseIterable {
        case name, cpuMilli, memoryMiB, gpuCount, gpuMilli, gpuSpec, qos, created, deleted, scheduled

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
            }
        }
    }

    /// Our workload of each class of service.
    private static let workloadsByClass = [
        "LS": "service", "Guaranteed": "service", "Burstable": "batch", "BE": "batch",
    ]

    var report: ReadReport { skipped.of(rows: rows.rowsRead - 1) }
    var workloads: [String] { names.names }
    private var skipped = ReadReport()
    private var names = WorkloadNames()
    private let rows: RowReader
    private let header: TableHeader
    private let policy: BadRowPolicy
    private var last: Nanoseconds = 0

    /// A reader of the list of pods at `path`, plain or compressed with gzip.
    init(_ path: String, onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil) throws(TraceError) {
        self.policy = policy
        rows = try RowReader(path, separatedBy: .comma, tap: tap)
        let names = Column.allCases.map(\.name)
        header = try TableHeader(rows, columns: names, accepted: "a header with \(names.joined(separator: ", "))")
        for column in Column.allCases { try header.require(column.rawValue) }
    }

    func next() throws(TraceError) -> TraceJob? {
        while true {
            do throws(TraceError) {
                guard try rows.next() else { return nil }
                try header.check(rows)
                if let job = try job() { return job }
            } catch {
                try skipped.pass(error, policy)
            }
        }
    }

    /// The row's pod as a job; nil for one that was never scheduled.
    private func job() throws(TraceError) -> TraceJob? {
        let created = try time(.created)
        guard created >= last else {
            throw error(
                .created, .timeGoesBack, "before the creation in the row above; accepted: rows in order of time")
        }
        let demand = try demand()
        let workload = try workload()
        last = created
        guard !rows.isEmpty(place(.scheduled)) else {
            skipped.skip("never scheduled", rows: 1, jobs: 1, tasks: 1)
            return nil
        }
        let scheduled = try time(.scheduled)
        guard scheduled >= created else {
            throw error(.scheduled, .endBeforeStart, "before the creation; accepted: at or after it")
        }
        let deleted = try time(.deleted)
        guard deleted >= scheduled else {
            throw error(.deleted, .endBeforeStart, "before the scheduling; accepted: at or after it")
        }
        let job = JobSpec(
            submitted: created, duration: deleted - scheduled, demand: demand, workload: workload, tasks: 1,
            id: StableHash.of(rows.content(place(.name))))
        var traced = TraceJob(job, began: scheduled)
        traced.requirements.constraints = try constraints()
        return traced
    }

    private func demand() throws(TraceError) -> Resources {
        let devices = try amount(.gpuCount)
        // A share of a device can be asked for only of one.
        let milliGPUs = devices == 1 ? try amount(.gpuMilli) : devices * 1000
        guard milliGPUs <= Resources.largestOfOneMachine else {
            throw error(.gpuCount, .outOfRange, "accepted: at most \(Resources.largestOfOneMachine / 1000)")
        }
        return Resources(
            milliCores: try amount(.cpuMilli), memoryMiB: try amount(.memoryMiB), milliGPUs: milliGPUs
        ).atLeastAMilliCore
    }

    /// The models of GPU that the pod accepts, if it says so.
    private func constraints() throws(TraceError) -> [Constraint] {
        guard !rows.isEmpty(place(.gpuSpec)) else { return [] }
        let models = (rows.text(place(.gpuSpec)) ?? "").split(separator: "|").map(String.init)
        guard !models.isEmpty, models.allSatisfy(ConstraintText.isWord) else {
            throw error(.gpuSpec, .unknownValue, "accepted: models of GPU between bars, or nothing")
        }
        return [Constraint(AlibabaGPU2023Nodes.modelAttribute, .in, models.map { AttributeValue($0) })]
    }

    private func workload() throws(TraceError) -> Int {
        guard let name = rows.text(place(.qos)).flatMap({ AlibabaGPU2023Reader.workloadsByClass[$0] }),
            let number = names.number(name)
        else {
            let accepted = AlibabaGPU2023Reader.workloadsByClass.keys.sorted().joined(separator: ", ")
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
        guard let value = rows.integer(place(column)) else {
            throw error(column, .notANumber, "accepted: a whole number of at least 0")
        }
        guard (0...Resources.largestOfOneMachine).contains(value) else {
            throw error(column, .outOfRange, "accepted: from 0 to \(Resources.largestOfOneMachine)")
        }
        return value
    }

    private func place(_ column: Column) -> Int {
        guard let place = header[column.rawValue] else { preconditionFailure("every column is required") }
        return place
    }

    private func error(_ column: Column, _ problem: RowProblem, _ message: String) -> TraceError {
        let place = place(column)
        return rows.error(place, problem, "\(column.name): \(rows.quoted(place)): \(message)")
    }
}
