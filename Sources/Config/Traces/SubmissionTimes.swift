internal import CellbenchSimulator

/// Submission times of a trace's jobs, from the view of a simulation until ``horizon``.
struct SubmissionTimes: Equatable {
    /// End of the simulation.
    let horizon: Nanoseconds
    /// First submission; nil where there is none.
    private(set) var first: Nanoseconds?
    /// Last submission up to the horizon; nil where there is none.
    private(set) var last: Nanoseconds?
    /// Number of jobs submitted after the horizon.
    private(set) var late = 0

    /// No submissions yet.
    init(until horizon: Nanoseconds) { self.horizon = horizon }

    /// Submission times of a list.
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

    /// Adds a submission.
    mutating func append(_ time: Nanoseconds) {
        first = min(first ?? time, time)
        if time <= horizon { last = max(last ?? time, time) } else { late += 1 }
    }
}
