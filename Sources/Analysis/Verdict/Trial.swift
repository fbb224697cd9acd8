/// A comparison that is decided, or whose decision depends on the number of tests.
enum Trial {
    case decided(MetricComparison)
    case pending(MetricComparison, Evidence)

    /// Evidence that a metric got worse or better.
    struct Evidence {
        /// Ratio or difference of the metric as a cost: greater is worse.
        var cost: Double
        /// 95 % interval of ``cost``.
        var interval: ClosedRange<Double>
        /// Tolerated costs; above is a regression, below an improvement.
        var tolerated: ClosedRange<Double>
        /// Width of the interval up to which a figure may count as unchanged.
        var widest: Double
        /// The p-value.
        var pValue: Double
        /// Smallest p-value that the number of samples allows.
        var smallestPValue: Double
        /// Smallest p-value that the number of differing pairs allows; a pair without a difference is no evidence.
        var smallestOfDiffering: Double
        /// Samples that a p-value below a level needs, in words.
        var need: (_ level: Double) -> String
    }

    /// Decides all trials, in order; p-values are adjusted for their number.
    static func decide(_ trials: [Trial]) -> [MetricComparison] {
        let pValues = trials.compactMap { trial -> Double? in
            if case .pending(_, let evidence) = trial { evidence.pValue } else { nil }
        }
        var adjusted = Holm.adjusted(pValues)[...]
        return trials.map { trial in
            switch trial {
            case .decided(let comparison): return comparison
            case .pending(var comparison, let evidence):
                let adjustedPValue = adjusted.removeFirst()
                comparison.pValue = evidence.pValue
                comparison.adjustedPValue = adjustedPValue
                (comparison.outcome, comparison.reason) = evidence.outcome(adjustedPValue, tests: pValues.count)
                return comparison
            }
        }
    }
}

extension Trial.Evidence {
    /// Outcome of the evidence, and the reason if the evidence does not suffice.
    fileprivate func outcome(_ adjustedPValue: Double, tests: Int) -> (MetricComparison.Outcome, String?) {
        if adjustedPValue < VerdictSettings.significance {
            if interval.lowerBound > tolerated.upperBound { return (.regression, nil) }
            if interval.upperBound < tolerated.lowerBound { return (.improvement, nil) }
        }
        // Where no data could be significant, a lack of significance means nothing.
        guard smallestPValue * Double(tests) < VerdictSettings.significance else {
            let metrics = tests == 1 ? "1 metric" : "\(tests) metrics"
            return (
                .incomparable, "too few samples: \(need(VerdictSettings.significance / Double(tests))) for \(metrics)"
            )
        }
        guard smallestOfDiffering * Double(tests) < VerdictSettings.significance else {
            return (.inconclusive, "too few of the replications differ")
        }
        if interval.upperBound - interval.lowerBound > widest {
            return (.inconclusive, "too noisy: the interval is wider than the tolerance")
        }
        guard tolerated.contains(cost) else {
            return (.inconclusive, "beyond the tolerance, but not certainly")
        }
        return (.unchanged, nil)
    }
}
