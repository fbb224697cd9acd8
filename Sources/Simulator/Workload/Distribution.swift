/// A distribution of a non-negative quantity: seconds, tasks, cores, GiB or devices.
///
/// Values are drawn by inverting the distribution function, one uniform number a draw, so that two runs with different
/// parameters see the same sequence of quantiles. A value outside ``minimum`` … ``maximum`` is drawn again.
public struct Distribution: Hashable, Sendable {
    /// The family and its parameters, in the quantity's unit.
    public enum Shape: Hashable, Sendable {
        /// Always the same value.
        case constant(Double)
        /// Evenly spread between two values.
        case uniform(from: Double, to: Double)
        /// Exponential with the given mean.
        case exponential(mean: Double)
        /// Normal with the given mean and standard deviation.
        case normal(mean: Double, sd: Double)
        /// Lognormal with the mean and standard deviation of the value itself, not of its logarithm.
        case lognormal(mean: Double, sd: Double)
        /// Pareto: above `scale`, the chance to exceed x is (scale / x) ^ alpha.
        case pareto(alpha: Double, scale: Double)
        /// One of the values, with probability proportional to its weight.
        case choice([WeightedValue])
        /// An empirical distribution: linear between the given points, from probability 0 to probability 1.
        case quantiles([QuantilePoint])
    }

    /// A value of ``Shape/choice(_:)`` and its weight.
    public struct WeightedValue: Hashable, Sendable {
        /// The value.
        public var value: Double
        /// Its weight, relative to the other weights.
        public var weight: Double

        /// A value and its weight.
        public init(value: Double, weight: Double) {
            self.value = value
            self.weight = weight
        }
    }

    /// A point of ``Shape/quantiles(_:)``.
    public struct QuantilePoint: Hashable, Sendable {
        /// Probability of a value of at most `value`, from 0 to 1.
        public var probability: Double
        /// The quantile.
        public var value: Double

        /// The quantile at a probability.
        public init(probability: Double, value: Double) {
            self.probability = probability
            self.value = value
        }
    }

    /// The family and its parameters.
    public var shape: Shape
    /// Smaller values are drawn again.
    ///
    /// At least 0: no quantity of a job is negative.
    public var minimum: Double
    /// Larger values are drawn again.
    public var maximum: Double

    /// A distribution, by default of all non-negative values.
    public init(_ shape: Shape, minimum: Double = 0, maximum: Double = .infinity) {
        self.shape = shape
        self.minimum = minimum
        self.maximum = maximum
    }
}
