internal import CellbenchFiles

/// One metric of a benchmark; its class says how it is compared.
public enum BenchMetric: Equatable, Sendable {
    /// A deterministic count: a rise in cost is a regression, any other change a drift.
    case exact(better: Better, unit: String, value: Double)
    /// Measurements of which each stands for a process: samples of one distribution, in no order that matters.
    case timed(better: Better, unit: String, samples: [Double])
    /// Simulated figures, one a replication in the replications' order; nil where a replication has none.
    case paired(better: Better, unit: String, values: [Double?])
    /// Figures to read, never judged: by name, such as `value` or `p99`; nil for one that does not exist.
    ///
    /// The names `class`, `unit` and `note` are taken.
    case info(unit: String, figures: [String: Double?], note: String? = nil)

    /// In what direction a metric gets better.
    public enum Better: String, Codable, CaseIterable, Sendable {
        /// It is a cost.
        case lower
        /// It is a yield.
        case higher
    }

    /// The word for how a metric is compared.
    package enum Class: String, Codable, CaseIterable, Sendable {
        case exact, timed, paired, info
    }

    /// How this metric is compared.
    package var `class`: Class {
        switch self {
        case .exact: .exact
        case .timed: .timed
        case .paired: .paired
        case .info: .info
        }
    }

    /// What its figures are in.
    public var unit: String {
        switch self {
        case .exact(_, let unit, _), .timed(_, let unit, _), .paired(_, let unit, _), .info(let unit, _, _): unit
        }
    }

    /// In what direction it gets better; nil where that is never judged.
    package var better: Better? {
        switch self {
        case .exact(let better, _, _), .timed(let better, _, _), .paired(let better, _, _): better
        case .info: nil
        }
    }
}
