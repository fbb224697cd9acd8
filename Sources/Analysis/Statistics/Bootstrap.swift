/// The bootstrap distribution of a sample's location: where that of a sample drawn from it with replacement may lie.
///
/// It is worked out, not drawn: what 10,000 resamples would approximate is a finite sum for order statistics, so that there is
/// no seed and no noise. Source: Hutson and Ernst, "The exact bootstrap mean and variance of an L-estimator", Journal of the
/// Royal Statistical Society B 62(1), 2000.
struct Bootstrap {
    /// The share of the distribution on either side of the intervals.
    private static let tail = 0.025

    /// The values it may take, in ascending order.
    let values: [Double]
    /// The probability of at most each of them; the last is 1.
    let cumulative: [Double]

    /// The distribution of `location` over resamples of `sample`.
    ///
    /// - Precondition: there are values, all of them numbers.
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

    /// The same of how many times as large as `base` this is, both drawn independently.
    ///
    /// - Precondition: every value of both is positive and finite.
    /// - Complexity: O(*n*) in the values of both.
    func ratioInterval(to base: Bootstrap) -> ClosedRange<Double> {
        precondition(values[0] > 0 && base.values[0] > 0, "only positive values have a ratio worth the name")
        return ratioQuantile(Self.tail, to: base)...ratioQuantile(1 - Self.tail, to: base)
    }

    /// The least value that is not exceeded with at least `probability`.
    private func quantile(_ probability: Double) -> Double {
        values[cumulative.firstIndex { $0 >= probability } ?? values.count - 1]
    }

    private func ratioQuantile(_ probability: Double, to base: Bootstrap) -> Double {
        var low = values[0] / base.values[base.values.count - 1]
        var high = values[values.count - 1] / base.values[0]
        guard probabilityOfRatio(atMost: low, to: base) < probability else { return low }
        // Until no number lies between the two: then the upper is the ratio of two of the values, to the last bit.
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if probabilityOfRatio(atMost: middle, to: base) < probability { low = middle } else { high = middle }
        }
    }

    private func probabilityOfRatio(atMost ratio: Double, to base: Bootstrap) -> Double {
        var probability = 0.0
        // How many of the values are low enough for the base's value at hand: more, the larger that is.
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
