internal import CellbenchResults

/// Compares a metric of BASE with that of NEW, by the metric's class.
struct Judge {
    /// Limits that a change must exceed.
    var settings: VerdictSettings

    /// Compares deterministic figures: a rise in cost is a regression, any other difference a drift.
    func exact(_ comparison: MetricComparison, _ base: Double, _ new: Double, _ better: BenchMetric.Better) -> Trial {
        var comparison = comparison
        comparison.base = .number(base)
        comparison.new = .number(new)
        guard base.isFinite, new.isFinite else { return .incomparable(comparison, "a value is not finite") }
        let isWorse =
            switch better {
            case .lower: new > base
            case .higher: new < base
            }
        comparison.outcome = base == new ? .unchanged : isWorse ? .regression : .drift
        return .decided(comparison)
    }

    /// Compares samples of two distributions by the ratio of their locations.
    func timed(
        _ comparison: MetricComparison, _ base: [Double], _ new: [Double], _ better: BenchMetric.Better
    ) -> Trial {
        var comparison = comparison
        comparison.baseCount = base.count
        comparison.newCount = new.count
        guard !base.isEmpty, !new.isEmpty else { return .incomparable(comparison, "a side has no samples") }
        guard (base + new).allSatisfy({ $0 > 0 && $0.isFinite }) else {
            return .incomparable(comparison, "a sample is not a positive number")
        }
        let location = VerdictSettings.location
        let (baseValue, newValue) = (location.estimate(base), location.estimate(new))
        comparison.base = .number(baseValue)
        comparison.new = .number(newValue)
        let fewest = VerdictSettings.fewestSamples
        guard base.count >= fewest, new.count >= fewest else {
            return .incomparable(
                comparison, "too few samples: \(base.count) and \(new.count), expected at least \(fewest) a side")
        }
        let interval = Bootstrap(new, location).ratioInterval(to: Bootstrap(base, location))
        let ratio = newValue / baseValue
        guard interval.lowerBound > 0, interval.upperBound.isFinite, ratio > 0, ratio.isFinite else {
            return .incomparable(comparison, "the samples are too far apart for a ratio")
        }
        comparison.effect = .ratio
        comparison.estimate = ratio
        comparison.interval = interval
        let isCost = better == .lower
        let limit = 1 + settings.tolerance
        let evidence = Trial.Evidence(
            cost: isCost ? ratio : 1 / ratio,
            interval: isCost ? interval : (1 / interval.upperBound)...(1 / interval.lowerBound),
            tolerated: (1 / limit)...limit, widest: settings.tolerance, pValue: MannWhitney.pValue(base, new),
            smallestPValue: MannWhitney.smallestPValue(base.count, new.count), smallestOfDiffering: 0
        ) { level in
            let needed = Self.fewest(from: fewest, level: level) { MannWhitney.smallestPValue($0, $0) }
            return "it takes \(needed) a side"
        }
        return .pending(comparison, evidence)
    }

    /// Compares figures of the same replications by the median of their differences.
    ///
    /// Pairs without a figure in BASE are left out; a figure that only NEW lacks makes the metric incomparable.
    func paired(
        _ comparison: MetricComparison, _ pairs: [(base: Double?, new: Double?)], _ better: BenchMetric.Better
    ) -> Trial {
        var comparison = comparison
        let lost = pairs.count { $0.base != nil && $0.new == nil }
        guard lost == 0 else {
            return .incomparable(comparison, "NEW has no such figure in \(lost) of \(pairs.count) replications")
        }
        let pairs = pairs.compactMap { pair -> (base: Double, new: Double)? in
            if let base = pair.base, let new = pair.new { (base, new) } else { nil }
        }
        comparison.baseCount = pairs.count
        comparison.newCount = pairs.count
        guard !pairs.isEmpty else { return .incomparable(comparison, "no replication has a figure on both sides") }
        guard pairs.allSatisfy({ $0.base.isFinite && $0.new.isFinite }) else {
            return .incomparable(comparison, "a value is not finite")
        }
        let base = Location.median.estimate(pairs.map(\.base))
        comparison.base = .number(base)
        comparison.new = .number(Location.median.estimate(pairs.map(\.new)))
        let differences = pairs.map { $0.new - $0.base }
        guard differences.contains(where: { $0 != 0 }) else {
            comparison.outcome = .unchanged
            return .decided(comparison)
        }
        // A base of 0 has no share to tolerate.
        let limit = settings.tolerance * base.magnitude
        guard differences.allSatisfy(\.isFinite), limit.isFinite else {
            return .incomparable(comparison, "the values are too far apart for a difference")
        }
        let interval = Bootstrap(differences, .median).interval
        let median = Location.median.estimate(differences)
        comparison.effect = .difference
        comparison.estimate = median
        comparison.interval = interval
        let isCost = better == .lower
        let evidence = Trial.Evidence(
            cost: isCost ? median : -median,
            interval: isCost ? interval : -interval.upperBound ... -interval.lowerBound,
            tolerated: -limit...limit, widest: limit, pValue: WilcoxonSignedRank.pValue(differences),
            smallestPValue: WilcoxonSignedRank.smallestPValue(differences.count),
            smallestOfDiffering: WilcoxonSignedRank.smallestPValue(differences.count { $0 != 0 })
        ) { level in
            "it takes \(Self.fewest(from: 1, level: level, WilcoxonSignedRank.smallestPValue)) replications"
        }
        return .pending(comparison, evidence)
    }

    /// Smallest number of samples, at least `first`, that allows a p-value below `level`.
    private static func fewest(from first: Int, level: Double, _ smallestPValue: (Int) -> Double) -> Int {
        var count = first
        while smallestPValue(count) >= level { count += 1 }
        return count
    }
}

extension Trial {
    /// BASE was stopped early, so that metrics are missing.
    static var stoppedEarly: Trial {
        .decided(MetricComparison(.everything, .incomparable, because: "BASE was stopped early"))
    }

    /// A comparison that could not be made, with the reason.
    static func incomparable(_ comparison: MetricComparison, _ reason: String) -> Trial {
        var comparison = comparison
        comparison.outcome = .incomparable
        comparison.reason = reason
        return .decided(comparison)
    }
}
