/// The bootstrap distribution of a sample's location.
///
/// The location of a resample, drawn from the sample with replacement, has a distribution that is a finite sum for
/// order statistics. The sum is computed, and not approximated with 10,000 resamples, so there is neither a seed nor
/// noise.
///
/// Source: Hutson and Ernst, "The exact bootstrap mean and variance of an L-estimator", Journal of the Royal
/// Statistical Society B 62(1), 2000.
struct Bootstrap {
    /// Probability on either side of intervals.
    private static let tail = 0.025

    /// Possible values of the location, in ascending order.
    let values: [Double]
    /// Cumulative probability of each value; the last is 1.
    let cumulative: [Double]

    /// The distribution of `location` over resamples of `sample`.
    ///
    /// - Precondition: the sample has values, and all are numbers.
    /// - Complexity: O(*n* √*n*).
    init(_ sample: [Double], _ location: Location) {
        precondition(!sample.isEmpty, "an empty sample has no location")
        let sorted = sample.sorted()
        let atoms =
            switch location {
            case .minimum: OrderStatistics(count: sorted.count).minimum(of: sorted)
            case .median: OrderStatistics(count: sorted.count).median(of: sorted)
            }
        var values: [Double] = []
        var cumulative: [Double] = []
        var sum = 0.0
        for atom in atoms.sorted(by: { $0.value < $1.value }) {
            sum += atom.probability
            if values.last == atom.value {
                cumulative[cumulative.count - 1] = sum
            } else {
                values.append(atom.value)
                cumulative.append(sum)
            }
        }
        self.values = values
        self.cumulative = cumulative.map { $0 / sum }
    }

    /// The interval with 2.5 % of the distribution on either side.
    var interval: ClosedRange<Double> { quantile(Self.tail)...quantile(1 - Self.tail) }

    /// Interval of the ratio of this location to that of `base`, both drawn independently, with 2.5 % on either side.
    ///
    /// - Precondition: every value of both is positive and finite.
    /// - Complexity: O(*n*) in the values of both.
    func ratioInterval(to base: Bootstrap) -> ClosedRange<Double> {
        precondition(values[0] > 0 && base.values[0] > 0, "only positive values have a ratio worth the name")
        return ratioQuantile(Self.tail, to: base)...ratioQuantile(1 - Self.tail, to: base)
    }

    /// Least value with a cumulative probability of at least `probability`.
    private func quantile(_ probability: Double) -> Double {
        values[cumulative.firstIndex { $0 >= probability } ?? values.count - 1]
    }

    private func ratioQuantile(_ probability: Double, to base: Bootstrap) -> Double {
        var low = values[0] / base.values[base.values.count - 1]
        var high = values[values.count - 1] / base.values[0]
        guard probabilityOfRatio(atMost: low, to: base) < probability else { return low }
        // Ends when no number lies between the two; then `high` is the exact ratio of two values.
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if probabilityOfRatio(atMost: middle, to: base) < probability { low = middle } else { high = middle }
        }
    }

    private func probabilityOfRatio(atMost ratio: Double, to base: Bootstrap) -> Double {
        var probability = 0.0
        // Number of values whose ratio to the base's value is at most `ratio`; grows with the base's value.
        var count = 0
        var before = 0.0
        for (value, sum) in zip(base.values, base.cumulative) {
            while count < values.count, values[count] / value <= ratio { count += 1 }
            if count > 0 { probability += (sum - before) * cumulative[count - 1] }
            before = sum
        }
        return probability
    }
}
