extension Distribution {
    /// The quantile at `u` of the distribution without its bounds: the value not exceeded with probability `u`.
    ///
    /// - Precondition: 0 < `u` < 1.
    public func quantile(_ u: Double) -> Double { Sampler(self).quantile(u) }

    /// Mean within the bounds, to about 1 part in 10,000; exact where no bound cuts values off.
    public var mean: Double { Sampler(self).mean }

    /// Share of draws within the bounds, to about 1 part in 10,000.
    public var acceptance: Double { Sampler(self).acceptance }
}

/// A distribution with precomputed parameters, ready to be drawn from.
struct Sampler: Sendable {
    private enum Law: Sendable {
        case constant(Double)
        case uniform(from: Double, width: Double)
        case exponential(mean: Double)
        case normal(mean: Double, sd: Double)
        /// Mean and standard deviation of the logarithm.
        case lognormal(mu: Double, sigma: Double)
        case pareto(inverseAlpha: Double, scale: Double)
        case choice(Atoms)
        case quantiles([Distribution.QuantilePoint])
    }

    private let law: Law
    private let minimum: Double
    private let maximum: Double

    init(_ distribution: Distribution) {
        minimum = distribution.minimum
        maximum = distribution.maximum
        switch distribution.shape {
        case .constant(let value): law = .constant(value)
        case .uniform(let from, let to): law = .uniform(from: from, width: to - from)
        case .exponential(let mean): law = .exponential(mean: mean)
        case .normal(let mean, let sd): law = .normal(mean: mean, sd: sd)
        case .lognormal(let mean, let sd):
            let variance = PortableMath.log(1 + (sd / mean) * (sd / mean))
            law = .lognormal(mu: PortableMath.log(mean) - variance / 2, sigma: variance.squareRoot())
        case .pareto(let alpha, let scale): law = .pareto(inverseAlpha: 1 / alpha, scale: scale)
        case .choice(let values): law = .choice(Atoms(values, minimum: minimum, maximum: maximum))
        case .quantiles(let points): law = .quantiles(points)
        }
    }

    /// Draws a value within the bounds.
    @inline(__always)
    func draw(_ stream: inout RandomStream) -> Double {
        if case .constant(let value) = law { return value }
        while true {
            let value = quantile(stream.unit())
            if value >= minimum && value <= maximum { return value }
        }
    }

    func quantile(_ u: Double) -> Double {
        switch law {
        case .constant(let value): value
        case .uniform(let from, let width): from + u * width
        case .exponential(let mean): -mean * PortableMath.log(1 - u)
        case .normal(let mean, let sd): mean + sd * PortableMath.normalQuantile(u)
        case .lognormal(let mu, let sigma): PortableMath.exp(mu + sigma * PortableMath.normalQuantile(u))
        case .pareto(let inverseAlpha, let scale):
            scale * PortableMath.exp(-PortableMath.log(1 - u) * inverseAlpha)
        case .choice(let atoms): atoms.quantile(u)
        case .quantiles(let points): Sampler.interpolate(points, at: u)
        }
    }

    private static func interpolate(_ points: [Distribution.QuantilePoint], at u: Double) -> Double {
        var low = 0
        var high = points.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].probability <= u { low = middle } else { high = middle }
        }
        let (a, b) = (points[low], points[high])
        guard b.probability > a.probability else { return b.value }
        return a.value + (b.value - a.value) * ((u - a.probability) / (b.probability - a.probability))
    }

    /// True if a draw can fall outside the bounds.
    private var isBounded: Bool {
        switch law {
        case .constant, .choice: return false
        case .normal: return true
        case .pareto(_, let scale): return minimum > scale || maximum < .infinity
        case .uniform, .exponential, .lognormal, .quantiles: return minimum > lowest || maximum < .infinity
        }
    }

    /// The least value without the bounds.
    private var lowest: Double {
        switch law {
        case .uniform(let from, _): from
        case .quantiles(let points): points[0].value
        default: 0
        }
    }

    /// Mean within the bounds.
    var mean: Double {
        if case .choice(let atoms) = law { return atoms.mean }
        if case .pareto(let inverseAlpha, let scale) = law, maximum == .infinity {
            // The part of a Pareto distribution above any value is a Pareto distribution again.
            return inverseAlpha < 1 ? max(scale, minimum) / (1 - inverseAlpha) : .infinity
        }
        if !isBounded {
            switch law {
            case .constant(let value): return value
            case .uniform(let from, let width): return from + width / 2
            case .exponential(let mean): return mean
            case .lognormal(let mu, let sigma): return PortableMath.exp(mu + sigma * sigma / 2)
            case .pareto, .normal, .choice, .quantiles: break
            }
        }
        let grid = QuantileGrid(self)
        return grid.acceptance > 0 ? grid.mass / grid.acceptance : 0
    }

    /// Share of draws within the bounds.
    var acceptance: Double {
        if case .choice(let atoms) = law { return atoms.acceptance }
        return isBounded ? max(0, acceptedRange.upperBound - acceptedRange.lowerBound) : 1
    }

    func accepts(_ value: Double) -> Bool { value >= minimum && value <= maximum }

    /// The range of probabilities whose quantiles lie within the bounds.
    var acceptedRange: ClosedRange<Double> {
        guard isBounded else { return 0...1 }
        let low = minimum > 0 || needsSearchBelow ? probability { $0 < minimum } : 0
        let high = maximum < .infinity ? probability { $0 <= maximum } : 1
        return low...max(low, high)
    }

    /// True if the distribution, without its bounds, has values below 0.
    private var needsSearchBelow: Bool {
        if case .normal = law { true } else { false }
    }

    /// Probability of the values for which `isBelow` holds, which are all up to some value.
    private func probability(_ isBelow: (Double) -> Bool) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if isBelow(quantile(middle)) { low = middle } else { high = middle }
        }
        return high < 1 ? low : (low > 0.5 ? 1 : low)
    }

    /// Probabilities at which the quantile jumps or bends, where a grid must have boundaries.
    var knots: [Double] {
        switch law {
        case .choice(let atoms): atoms.cumulatedShares
        case .quantiles(let points): points.map(\.probability)
        default: []
        }
    }
}
