/// A mean and its error.
public struct Estimate: Equatable, Sendable {
    /// Number of values.
    public var count: Int
    /// Mean of the values.
    public var mean: Double
    /// Sample standard deviation; nil for a single value.
    public var standardDeviation: Double?
    /// Half the width of the 95 % confidence interval around ``mean``; nil for a single value.
    public var halfWidth: Double?

    /// An estimate from independent values, one a replication.
    ///
    /// Missing values are left out; nil if there are no others.
    public init?(_ values: some Sequence<Double?>) {
        let values = values.compactMap { $0 }
        guard !values.isEmpty else { return nil }
        count = values.count
        let size = Double(values.count)
        let mean = values.reduce(0, +) / size
        self.mean = mean
        guard values.count > 1 else { return }
        // A second pass sums squared deviations, which a difference of two large sums would lose.
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)).squareRoot()
        standardDeviation = deviation
        halfWidth =
            StudentT.criticalValue(confidence: 0.95, degreesOfFreedom: values.count - 1) * deviation
            / size.squareRoot()
    }

    /// The mean difference of `other` from `base`, replication by replication.
    ///
    /// A replication has the same jobs in all architectures, so that what both have in common cancels. Pairs with a
    /// missing value are left out; nil if no pair is complete.
    public init?(ofDifferences pairs: some Sequence<(base: Double?, other: Double?)>) {
        self.init(
            pairs.map { pair -> Double? in
                guard let base = pair.base, let other = pair.other else { return nil }
                return other - base
            })
    }

    /// True if the confidence interval lies on one side of 0; false for a single value.
    public var excludesZero: Bool {
        guard let halfWidth else { return false }
        return mean.magnitude > halfWidth
    }
}
