internal import CellbenchSimulator

/// The submissions of a workload's jobs, and the times between them.
///
/// For jobs in order, only the times between submissions are kept; for jobs in any order, all submissions, at 8 bytes
/// each.
struct Submissions {
    /// True if jobs may come in any order.
    private let isInAnyOrder: Bool
    /// All submissions, where jobs may come in any order.
    private var kept: [Nanoseconds] = []
    /// The first and the last submission so far, where jobs come in order.
    private var range: ClosedRange<Nanoseconds>?
    private var gaps = SampleBuilder()

    /// Submissions of jobs in any order, or in order.
    init(inAnyOrder isInAnyOrder: Bool) { self.isInAnyOrder = isInAnyOrder }

    /// Adds a submission; returns false if it is before the last one of jobs in order, and is of no further use then.
    mutating func take(_ time: Nanoseconds) -> Bool {
        guard !isInAnyOrder else {
            kept.append(time)
            return true
        }
        return takeInOrder(time)
    }

    private mutating func takeInOrder(_ time: Nanoseconds) -> Bool {
        guard let range else {
            range = time...time
            return true
        }
        guard time >= range.upperBound else { return false }
        gaps.append((time - range.upperBound).inSeconds)
        self.range = range.lowerBound...time
        return true
    }

    /// Returns the first and the last submission, in seconds, and the seconds between neighbours; nil where there are
    /// none.
    ///
    /// Empties what was gathered.
    ///
    /// - Complexity: O(*n* log *n*) for jobs in any order.
    mutating func finished() -> (seconds: ClosedRange<Double>?, gaps: SortedSample?) {
        kept.sort()
        for time in kept {
            let isNext = takeInOrder(time)
            precondition(isNext, "what is sorted is in order")
        }
        kept = []
        return (range.map { $0.lowerBound.inSeconds...$0.upperBound.inSeconds }, gaps.isEmpty ? nil : gaps.finished())
    }
}
