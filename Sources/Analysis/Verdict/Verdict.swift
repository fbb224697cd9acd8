internal import CellbenchResults

/// The comparison of NEW with BASE, metric by metric.
public struct Verdict: Equatable, Sendable {
    /// The side to compare with.
    public var base: Side
    /// The side that is judged.
    public var new: Side
    /// Limits that a change must exceed.
    public var settings: VerdictSettings
    /// The metrics: the worst first, else in the order of the files.
    public var comparisons: [MetricComparison]

    /// One of the two sides.
    public struct Side: Encodable, Equatable, Sendable {
        /// The file or directory, as the user named it.
        public var path: String
        /// Kind and origin of the input, on one line.
        public var origin: String
    }

    /// A verdict from comparisons in any order.
    ///
    /// A comparison without metrics gets an entry that says so, and does not pass.
    init(base: Side, new: Side, settings: VerdictSettings, comparisons: [MetricComparison]) {
        self.base = base
        self.new = new
        self.settings = settings
        var comparisons = comparisons
        if !comparisons.contains(where: { $0.outcome != .added }) {
            comparisons.append(
                MetricComparison(.everything, .incomparable, because: "there is nothing to compare in BASE"))
        }
        let byOutcome = Dictionary(grouping: comparisons, by: \.outcome)
        self.comparisons = MetricComparison.Outcome.allCases.flatMap { byOutcome[$0] ?? [] }
    }

    /// Number of metrics with an outcome.
    public func count(_ outcome: MetricComparison.Outcome) -> Int {
        comparisons.count { $0.outcome == outcome }
    }

    /// Number of metrics that fail.
    public var failed: Int {
        count(.regression) + count(.drift) + count(.incomparable) + (settings.isStrict ? count(.inconclusive) : 0)
    }

    /// Number of metrics that pass; those only in NEW count as neither.
    public var passed: Int { comparisons.count - count(.added) - failed }

    /// Exit status of `cellbench`: 2 for a regression or drift, else 3 for metrics that cannot be compared, else 4 for
    /// inconclusive ones if they fail, else 0.
    public var exitStatus: Int32 {
        if count(.regression) + count(.drift) > 0 { return 2 }
        if count(.incomparable) > 0 { return 3 }
        return settings.isStrict && count(.inconclusive) > 0 ? 4 : 0
    }
}

extension Benchmark.Identity {
    /// Identity of the two files as a whole.
    static let everything = Benchmark.Identity(name: "", parameters: [:])
}
