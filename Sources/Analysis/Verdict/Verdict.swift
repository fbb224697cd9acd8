internal import CellbenchResults

/// Whether NEW is worse than BASE, metric by metric.
public struct Verdict: Equatable, Sendable {
    /// What is compared with.
    public var base: Side
    /// What is compared.
    public var new: Side
    /// What a change must come to before it counts.
    public var settings: VerdictSettings
    /// The metrics: the worst first, else in the order of the files.
    public var comparisons: [MetricComparison]

    /// One of the two compared.
    public struct Side: Encodable, Equatable, Sendable {
        /// The file or directory, as the user named it.
        public var path: String
        /// What it is and where it comes from, in one line.
        public var origin: String
    }

    /// A verdict from what became of each metric, in any order.
    ///
    /// A comparison of nothing says so: it must not pass for one without regressions.
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

    /// How many metrics came to `outcome`.
    public func count(_ outcome: MetricComparison.Outcome) -> Int {
        comparisons.count { $0.outcome == outcome }
    }

    /// How many metrics stand in the way of a pass.
    public var failed: Int {
        count(.regression) + count(.drift) + count(.incomparable) + (settings.isStrict ? count(.inconclusive) : 0)
    }

    /// How many metrics do not; what is only in NEW counts as neither.
    public var passed: Int { comparisons.count - count(.added) - failed }

    /// What `cellbench` ends with: certain bad news, 2, wins over 3, what cannot be compared, and that over 4.
    public var exitStatus: Int32 {
        if count(.regression) + count(.drift) > 0 { return 2 }
        if count(.incomparable) > 0 { return 3 }
        return settings.isStrict && count(.inconclusive) > 0 ? 4 : 0
    }
}

extension Benchmark.Identity {
    /// What concerns the two files as a whole.
    static let everything = Benchmark.Identity(name: "", parameters: [:])
}
