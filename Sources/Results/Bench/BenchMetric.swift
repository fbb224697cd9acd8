internal import CellbenchFiles

/// One metric of a benchmark; its class says how it is compared.
public enum BenchMetric: Equatable, Sendable {
    /// A deterministic count: a rise in cost is a regression, any other change a drift.
    case exact(better: Better, unit: String, value: Double)
    /// Measurements, one a process: samples of one distribution, whose order does not matter.
    case timed(better: Better, unit: String, samples: [Double])
    /// Simulated figures in the order of the replications; nil where a replication has no value.
    case paired(better: Better, unit: String, values: [Double?])
    /// Figures by name that are never judged, such as `value` or `p99`; nil for no value.
    ///
    /// The names `class`, `unit` and `note` are not allowed.
    case info(unit: String, figures: [String: Double?], note: String? = nil)

    /// Direction in which a metric gets better.
    public enum Better: String, Codable, CaseIterable, Sendable {
        /// Lower is better: a cost.
        case lower
        /// Higher is better: a yield.
        case higher
    }

    /// Name of a way to compare metrics.
    package enum Class: String, Codable, CaseIterable, Sendable {
        case exact, timed, paired, info
    }

    /// How the metric is compared.
    package var `class`: Class {
        switch self {
        case .exact: .exact
        case .timed: .timed
        case .paired: .paired
        case .info: .info
        }
    }

    /// Unit of the figures.
    public var unit: String {
        switch self {
        case .exact(_, let unit, _), .timed(_, let unit, _), .paired(_, let unit, _), .info(let unit, _, _): unit
        }
    }

    /// Direction in which the metric gets better; nil for `info`, which is never judged.
    package var better: Better? {
        switch self {
        case .exact(let better, _, _), .timed(let better, _, _), .paired(let better, _, _): better
        case .info: nil
        }
    }
}
