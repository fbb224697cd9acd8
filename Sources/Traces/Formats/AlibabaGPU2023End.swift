internal import CellbenchSimulator

/// Finds the time at which the trace ended, from a list of Alibaba's pods.
///
/// Pods that still ran at the end all have that time as their deletion. So the end is the deletion that most unended
/// pods share, two at least, in the last hundredth of the list's time; where none is shared, the last time in the list.
/// In the published list 34 pods share the end, and at most 5 share any other time in the last hundredth: one pod
/// deleted a second later changes nothing.
struct AlibabaGPU2023End {
    /// Time after all creations and schedulings beyond which a deletion is doubtful: a year, more than twice the
    /// published trace.
    private static let farthest: Nanoseconds = 365 * 86_400 * .perSecond

    /// The last creation or scheduling, and the first creation.
    private var lastBegin: Nanoseconds = 0
    private var firstBegin = Nanoseconds.max
    /// Number of pods by time of deletion: of pods that have not ended, and of the others.
    private var deletions: [Nanoseconds: Int] = [:]
    private var others: [Nanoseconds: Int] = [:]

    /// Adds the times of a pod.
    mutating func take(_ pod: AlibabaGPU2023Pod) {
        firstBegin = min(firstBegin, pod.created)
        lastBegin = max(lastBegin, pod.created, pod.scheduled ?? 0)
        guard let deleted = pod.deleted else { return }
        if pod.hasEnded || pod.scheduled == nil {
            others[deleted, default: 0] += 1
        } else {
            deletions[deleted, default: 0] += 1
        }
    }

    /// The last time in the list, without doubtful deletions.
    private var last: Nanoseconds {
        let limit = lastBegin + AlibabaGPU2023End.farthest
        return [deletions, others].joined().map(\.key).filter { $0 <= limit }.reduce(lastBegin, max)
    }

    /// Time at which the trace ended.
    var end: Nanoseconds {
        let last = last
        let late = last - (last - min(firstBegin, last)) / 100
        let shared = deletions.filter { $0.value > 1 && $0.key >= late && $0.key <= last }
        return shared.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? last
    }

    /// A sentence about doubtful deletions; nil where there are none.
    var doubt: String? {
        let limit = lastBegin + AlibabaGPU2023End.farthest
        let far = [deletions, others].joined().reduce(0) { $0 + ($1.key > limit ? $1.value : 0) }
        guard far > 0 else { return nil }
        return
            "\(far) of the list's pods \(far == 1 ? "is" : "are") deleted more than a year after the last was created or scheduled"
    }
}
