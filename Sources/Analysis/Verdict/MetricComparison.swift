internal import CellbenchFiles
public import CellbenchResults

/// One metric of a benchmark or a point in BASE and NEW, and what became of it.
public struct MetricComparison: Equatable, Sendable {
    /// What became of a metric, the worst first.
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        /// Certainly worse.
        case regression
        /// A deterministic figure that changed, not for the worse.
        case drift
        /// The two cannot be compared.
        case incomparable
        /// Too noisy or too few to tell.
        case inconclusive
        /// Certainly better.
        case improvement
        /// No change beyond what is tolerated.
        case unchanged
        /// Only in NEW.
        case added
    }

    /// In what terms a change is measured.
    public enum Effect: String, Codable, Sendable {
        /// NEW / BASE.
        case ratio
        /// NEW - BASE.
        case difference
    }

    /// The benchmark's or the architecture's name; empty for what concerns everything.
    public var subject: String
    /// Its parameters.
    public var parameters: [String: ParameterValue]
    /// The metric's name; empty for what concerns all of the subject's.
    public var metric: String
    /// How it is compared, as files write it; nil if it is not.
    public var metricClass: String?
    /// In what direction it gets better; nil if that is not known.
    public var better: BenchMetric.Better?
    /// What the figures are in; nil if that is not known.
    public var unit: String?
    /// The figure, or what stands for the sample, in BASE.
    public var base: ParameterValue?
    /// The same in NEW.
    public var new: ParameterValue?
    /// What ``estimate`` and ``interval`` are of.
    public var effect: Effect?
    /// The ratio of what stands for the samples, or the median difference.
    public var estimate: Double?
    /// The 95 % bootstrap interval.
    public var interval: ClosedRange<Double>?
    /// How likely so large a difference is by chance.
    public var pValue: Double?
    /// The same, adjusted for the number of tests.
    public var adjustedPValue: Double?
    /// How many samples or replications BASE has.
    public var baseCount: Int?
    /// The same of NEW.
    public var newCount: Int?
    /// What became of it.
    public var outcome: Outcome
    /// Why, or what else is to say.
    public var reason: String?
    /// Whether the reason is the same for all metrics of the class, so that saying it once is enough.
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

    /// NEW / BASE; nil where there is no such number.
    public var ratio: Double? {
        guard case .number(let base)? = base, case .number(let new)? = new else { return nil }
        return (new / base).existing
    }
}
