/// A mean with what is known of its error.
public struct Estimate: Equatable, Sendable {
    /// How many values there are.
    public var count: Int
    /// Their mean.
    public var mean: Double
    /// Their standard deviation as a sample; nil for a single value.
    public var standardDeviation: Double?
    /// Half the width of the 95 % confidence interval around ``mean``; nil for a single value.
    public var halfWidth: Double?

    /// An estimate from independent values, one a replication.
    ///
    /// Values that do not exist are left out; nil if none exist.
    public init?(_ values: some Sequence<Double?>) {
        let values = values.compactMap { $0 }
        guard !values.isEmpty else { return nil }
        count = values.count
        let size = Double(values.count)
        let mean = values.reduce(0, +) / size
        self.mean = mean
        guard values.count > 1 else { return }
        // Deviations from the mean are summed in a second pass: the difference of two large sums would lose them.
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)).squareRoot()
        standardDeviation = deviation
        halfWidth =
            StudentT.criticalValue(confidence: 0.95, degreesOfFreedom: values.count - 1) * deviation
            / size.squareRoot()
    }

    /// The mean difference of `other` from `base`, replication by replication.
    ///
    /// Replications see the same jobs whatever the architecture, so that what both have in common cancels. Pairs
    /// of which one value does not exist are left out; nil if no pair is complete.
    public init?(ofDifferences pairs: some Sequence<(base: Double?, other: Double?)>) {
        self.init(
            pairs.map { pair -> Double? in
                guard let base = pair.base, let other = pair.other else { return nil }
                return other - base
            })
    }

    /// Whether the confidence interval lies wholly on one side of 0; never for a single value.
    public var excludesZero: Bool {
        guard let halfWidth else { return false }
        return mean.magnitude > halfWidth
    }
}
