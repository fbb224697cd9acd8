internal import CellbenchSimulator

extension SortedSample {
    /// The most values that all become points of an empirical distribution.
    private static let mostPoints = 1001

    /// The empirical distribution of the values: linear between them, with the i-th of n, from 0, as the quantile at i
    /// / (n - 1).
    ///
    /// Of more than 1,001 values, as many evenly spaced quantiles are kept, and some more towards both ends, because
    /// the few large values make up much of a mean.
    ///
    /// - Precondition: there are values.
    var empirical: Distribution { distribution { $0 } }

    /// The empirical distribution of whole numbers, for draws that are rounded up.
    ///
    /// All points are lower by a half. A draw between two values then becomes the nearest whole number, which conserves
    /// the mean; rounding up alone would add half to it.
    ///
    /// - Precondition: there are values, all of them whole and at least 1.
    var empiricalRoundedUp: Distribution { distribution { $0 - 0.5 } }

    private func distribution(_ value: (Double) -> Double) -> Distribution {
        guard let least = first, let greatest = last else {
            preconditionFailure("there are no values to draw from")
        }
        guard least < greatest else { return Distribution(.constant(least)) }
        guard count > SortedSample.mostPoints else {
            return Distribution(
                through: enumerated().map { index, observed in
                    .init(probability: Double(index) / Double(count - 1), value: value(observed))
                })
        }
        let inner = levels(every: SortedSample.mostPoints - 1).map { level in
            Distribution.QuantilePoint(probability: level, value: value(interpolated(level)))
        }
        return Distribution(
            through: [.init(probability: 0, value: value(least))] + inner
                + [.init(probability: 1, value: value(greatest))])
    }

    /// The quantile at a probability below 1, linear between the values on both sides.
    private func interpolated(_ level: Double) -> Double {
        let position = level * Double(count - 1)
        let index = Swift.min(Int(position), count - 2)
        let (below, above) = (self[index], self[index + 1])
        return below + (above - below) * (position - Double(index))
    }
}
