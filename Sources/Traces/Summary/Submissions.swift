internal import CellbenchSimulator

/// When the jobs of a workload were submitted, and what lies between.
///
/// While they come in order, only the times between them are kept. Otherwise all submissions are, at 8 bytes each.
struct Submissions {
    /// Whether they may come in any order.
    private let isInAnyOrder: Bool
    /// All of them, where they may come in any order.
    private var kept: [Nanoseconds] = []
    /// The first and the last so far, where they come in order.
    private var range: ClosedRange<Nanoseconds>?
    private var gaps = SampleBuilder()

    /// Of jobs that come in any order, or in that of their submission.
    init(inAnyOrder isInAnyOrder: Bool) { self.isInAnyOrder = isInAnyOrder }

    /// Adds a submission; returns false, and is of no more use, if it should not have come before the last.
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

    /// The first and the last submission, in seconds, and the seconds between those that follow one another; nil where
    /// there are none.
    ///
    /// What was gathered is gone then.
    ///
    /// - Complexity: O(*n* log *n*) where they came in any order.
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
