internal import CellbenchFiles
public import CellbenchResults

/// One metric of a benchmark or a point in BASE and NEW, and the outcome of their comparison.
public struct MetricComparison: Equatable, Sendable {
    /// Outcome of a comparison, the worst first.
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        /// Significantly worse, by more than the tolerance.
        case regression
        /// A deterministic figure changed, not for the worse.
        case drift
        /// The two cannot be compared.
        case incomparable
        /// Too noisy, or too few samples, to tell.
        case inconclusive
        /// Significantly better, by more than the tolerance.
        case improvement
        /// No change beyond the tolerance.
        case unchanged
        /// Only in NEW.
        case added
    }

    /// Measure of a change.
    public enum Effect: String, Codable, Sendable {
        /// NEW / BASE.
        case ratio
        /// NEW - BASE.
        case difference
    }

    /// Name of the benchmark or the architecture; empty for the two files as a whole.
    public var subject: String
    /// Parameters of the benchmark or the point.
    public var parameters: [String: ParameterValue]
    /// Name of the metric; empty for all metrics of the subject.
    public var metric: String
    /// Class of the metric, as in files; nil where nothing is compared.
    public var metricClass: String?
    /// Direction in which the metric gets better; nil if unknown.
    public var better: BenchMetric.Better?
    /// Unit of the figures; nil if unknown.
    public var unit: String?
    /// Figure of BASE, or the location of its samples.
    public var base: ParameterValue?
    /// Figure of NEW, or the location of its samples.
    public var new: ParameterValue?
    /// Measure of ``estimate`` and ``interval``.
    public var effect: Effect?
    /// Ratio of the samples' locations, or median difference.
    public var estimate: Double?
    /// 95 % bootstrap interval of ``estimate``.
    public var interval: ClosedRange<Double>?
    /// Probability of so large a difference by chance.
    public var pValue: Double?
    /// ``pValue``, adjusted for the number of tests.
    public var adjustedPValue: Double?
    /// Number of BASE's samples or replications.
    public var baseCount: Int?
    /// Number of NEW's samples or replications.
    public var newCount: Int?
    /// Outcome of the comparison.
    public var outcome: Outcome
    /// Reason of the outcome, or a remark.
    public var reason: String?
    /// True if the reason holds for all metrics of the class, so that it is printed once.
    var isReasonOfClass = false

    init(
        _ subject: Benchmark.Identity, metric: String = "", _ outcome: Outcome, because reason: String? = nil
    ) {
        self.subject = subject.name
        parameters = subject.parameters
        self.metric = metric
        self.outcome = outcome
        self.reason = reason
    }

    /// NEW / BASE; nil where the quotient does not exist.
    public var ratio: Double? {
        guard case .number(let base)? = base, case .number(let new)? = new else { return nil }
        return (new / base).existing
    }
}
