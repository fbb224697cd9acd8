/// A comparison that is decided, or one that waits for the number of tests made beside it.
enum Trial {
    case decided(MetricComparison)
    case pending(MetricComparison, Evidence)

    /// What is known of how much worse a metric got.
    struct Evidence {
        /// How much worse: a ratio of costs, or a difference of costs.
        var cost: Double
        /// Its 95 % interval.
        var interval: ClosedRange<Double>
        /// What is tolerated; beyond is a regression, below an improvement.
        var tolerated: ClosedRange<Double>
        /// How wide the interval may be for a figure that counts as unchanged.
        var widest: Double
        /// The p-value.
        var pValue: Double
        /// The smallest p-value that so many samples can come to.
        var smallestPValue: Double
        /// The smallest p-value that those of them can come to that differ at all; a pair that does not says nothing.
        var smallestOfDiffering: Double
        /// What it would take for a p-value below a level, in words.
        var need: (_ level: Double) -> String
    }

    /// What becomes of each metric, in order, once all p-values are known.
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
    /// What follows from the evidence, and why it does not suffice where it does not.
    fileprivate func outcome(_ adjustedPValue: Double, tests: Int) -> (MetricComparison.Outcome, String?) {
        if adjustedPValue < VerdictSettings.significance {
            if interval.lowerBound > tolerated.upperBound { return (.regression, nil) }
            if interval.upperBound < tolerated.lowerBound { return (.improvement, nil) }
        }
        // Where no data could ever have been significant, that this is not means nothing.
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
