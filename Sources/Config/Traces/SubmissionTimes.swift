internal import CellbenchSimulator

/// When a trace's jobs are submitted, as far as a simulation that ends at ``horizon`` is concerned.
struct SubmissionTimes: Equatable {
    /// When the simulation ends.
    let horizon: Nanoseconds
    /// The first submission of all; nil where there is none.
    private(set) var first: Nanoseconds?
    /// The last that is not after the horizon; nil where there is none.
    private(set) var last: Nanoseconds?
    /// Jobs submitted after the horizon.
    private(set) var late = 0

    /// No submissions yet.
    init(until horizon: Nanoseconds) { self.horizon = horizon }

    /// The submissions of a list.
    ///
    /// - Complexity: O(log *n*).
    init(of list: JobList, until horizon: Nanoseconds) {
        self.horizon = horizon
        first = list.jobs.first?.submitted
        var (low, high) = (0, list.jobs.count)
        while low < high {
            let middle = (low + high) / 2
            if list.jobs[middle].submitted <= horizon { low = middle + 1 } else { high = middle }
        }
        last = low > 0 ? list.jobs[low - 1].submitted : nil
        late = list.jobs.count - low
    }

    /// Takes in a submission.
    mutating func append(_ time: Nanoseconds) {
        first = min(first ?? time, time)
        if time <= horizon { last = max(last ?? time, time) } else { late += 1 }
    }
}
