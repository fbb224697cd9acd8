internal import CellbenchSimulator

/// Reads the pods of Alibaba's GPU cluster trace of 2023, each as a job of one task, in the order of their creation.
///
/// The trace is cluster-trace-gpu-v2023 of Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
/// Fragmentation Gradient Descent", USENIX ATC 2023. A pod is submitted at its creation and runs from its scheduling to
/// its deletion. A pod that was never scheduled is passed over and counted. Latency-sensitive and guaranteed pods
/// (`LS`, `Guaranteed`) are of the workload `service`, burstable and best-effort ones of `batch`. A pod that names
/// models of GPU runs on machines whose `gpu_model` is one of them.
///
/// The whole list is read before the first job is known: most variants are not in the order of time, and the end of the
/// trace follows from times that pods share (``AlibabaGPU2023End``). Some variants have requests and no times.
final class AlibabaGPU2023Reader: JobReader {
    var report: ReadReport { rows.report }
    var workloads: [String] { rows.workloads }
    var hasTimes: Bool { rows.hasTimes }
    private let rows: AlibabaGPU2023Rows
    private let policy: BadRowPolicy
    /// The pods; nil before the list was read.
    private var pods: [AlibabaGPU2023Pod]?
    private var position = 0
    /// Time at which the trace ended.
    private var end: Nanoseconds = 0

    /// A reader of the list of pods at `path`, plain or compressed with gzip.
    ///
    /// With `isOfRequests`, times are not read, and pods that never ran are jobs too.
    init(
        _ path: String, onBadRow policy: BadRowPolicy = .fail, isOfRequests: Bool = false, tap: ByteTap? = nil
    ) throws(TraceError) {
        self.policy = policy
        rows = try AlibabaGPU2023Rows(path, isOfRequests: isOfRequests, tap: tap)
    }

    func next() throws(TraceError) -> TraceJob? {
        let pods: [AlibabaGPU2023Pod]
        if let known = self.pods { pods = known } else { pods = try read() }
        self.pods = pods
        guard position < pods.count else { return nil }
        defer { position += 1 }
        return job(pods[position])
    }

    private func read() throws(TraceError) -> [AlibabaGPU2023Pod] {
        var pods: [AlibabaGPU2023Pod] = []
        var times = AlibabaGPU2023End()
        var isInOrder = true
        while true {
            do throws(TraceError) {
                guard let pod = try rows.next() else { break }
                times.take(pod)
                guard pod.scheduled != nil || !hasTimes else {
                    rows.skip("never scheduled")
                    continue
                }
                guard pod.deleted != nil || !pod.hasEnded || !hasTimes else {
                    rows.skip("ended, nobody knows when")
                    continue
                }
                isInOrder = isInOrder && pod.created >= pods.last?.created ?? 0
                pods.append(pod)
            } catch {
                try rows.pass(error, policy)
            }
        }
        end = times.end
        if let doubt = times.doubt { rows.note(doubt) }
        guard !isInOrder else { return pods }
        return pods.enumerated()
            .sorted { ($0.element.created, $0.offset) < ($1.element.created, $1.offset) }
            .map(\.element)
    }

    private func job(_ pod: AlibabaGPU2023Pod) -> TraceJob {
        let scheduled = pod.scheduled ?? 0
        let deleted = pod.deleted ?? max(end, scheduled)
        let spec = JobSpec(
            submitted: pod.created, duration: hasTimes ? deleted - scheduled : 0, demand: pod.demand,
            workload: pod.workload, tasks: 1, id: pod.id)
        var traced = TraceJob(spec, began: pod.scheduled)
        traced.requirements.constraints = rows.constraints(pod.constraints)
        traced.isCut = hasTimes && !pod.hasEnded && (pod.deleted == nil || deleted == end)
        return traced
    }
}

/// A pod as its row has it.
struct AlibabaGPU2023Pod {
    /// Time of its creation; 0 where the list has no times.
    var created: Nanoseconds = 0
    /// Time of its scheduling; nil where it was never scheduled.
    var scheduled: Nanoseconds?
    /// Time of its deletion; nil where it was not deleted.
    var deleted: Nanoseconds?
    let demand: Resources
    let workload: Int
    let id: UInt64
    /// Number of the pod's constraints among the rows' sets; nil for none.
    let constraints: Int?
    /// True if the phase is `Succeeded` or `Failed`.
    let hasEnded: Bool
}

extension TraceFormat {
    /// Alibaba's GPU cluster trace of 2023.
    public static let alibabaGPU2023 = TraceFormat(
        "alibaba-gpu-2023", "File of tasks of Alibaba's GPU cluster trace of 2023.", reads: "a list of pods in CSV",
        assumedEnd: "to end with the trace"
    ) { source, tap throws(TraceError) in
        try AlibabaGPU2023Reader(
            source.path, onBadRow: source.onBadRow, isOfRequests: source.isOfRequests, tap: tap)
    }
}
