extension Distribution {
    /// The value that the distribution, without its bounds, does not exceed with probability `u`.
    ///
    /// - Precondition: 0 < `u` < 1.
    public func quantile(_ u: Double) -> Double { Sampler(self).quantile(u) }

    /// The mean within the bounds, to about 1 part in 10,000; exact where no bound can bite.
    public var mean: Double { Sampler(self).mean }

    /// The share of draws that fall within the bounds, to about 1 part in 10,000.
    public var acceptance: Double { Sampler(self).acceptance }
}

/// A distribution with its parameters worked out, ready to be drawn from.
struct Sampler: Sendable {
    private enum Law: Sendable {
        case constant(Double)
        case uniform(from: Double, width: Double)
        case exponential(mean: Double)
        case normal(mean: Double, sd: Double)
        /// Mean and standard deviation of the logarithm.
        case lognormal(mu: Double, sigma: Double)
        case pareto(inverseAlpha: Double, scale: Double)
        /// Values and the cumulated shares of their weights.
        case choice([Distribution.WeightedValue])
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
        case .choice(let values):
            let total = values.reduce(0) { $0 + $1.weight }
            var sum = 0.0
            law = .choice(
                values.map { value in
                    sum += value.weight
                    return Distribution.WeightedValue(value: value.value, weight: sum / total)
                })
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
        case .choice(let values): (values.first { u < $0.weight } ?? values[values.count - 1]).value
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

    /// Whether a draw can fall outside the bounds.
    private var isBounded: Bool {
        switch law {
        case .constant: false
        case .normal: true
        default: minimum > 0 || maximum < .infinity
        }
    }

    var mean: Double {
        if !isBounded {
            switch law {
            case .constant(let value): return value
            case .uniform(let from, let width): return from + width / 2
            case .exponential(let mean): return mean
            case .lognormal(let mu, let sigma): return PortableMath.exp(mu + sigma * sigma / 2)
            case .pareto(let inverseAlpha, let scale):
                return inverseAlpha < 1 ? scale / (1 - inverseAlpha) : .infinity
            case .normal, .choice, .quantiles: break
            }
        }
        let cells = QuantileGrid(self)
        return cells.acceptance > 0 ? cells.mass / cells.acceptance : 0
    }

    var acceptance: Double {
        if case .constant = law { return 1 }
        return isBounded ? QuantileGrid(self).acceptance : 1
    }

    func accepts(_ value: Double) -> Bool { value >= minimum && value <= maximum }
}

/// A distribution cut into cells of probability, finer towards 1 where long tails are.
struct QuantileGrid: Sendable {
    /// The probability at which each cell begins, and 1.
    private(set) var boundaries: [Double] = []
    /// Up to each cell's end, the integral of the value over the probability within the bounds.
    private(set) var cumulatedMass: [Double] = []
    /// The probability to fall within the bounds.
    private(set) var acceptance = 0.0

    private static let evenCells = 8192
    private static let tailCells = 24

    init(_ sampler: Sampler) {
        var start = 0.0
        var mass = 0.0
        for cell in 0..<(QuantileGrid.evenCells - 1 + QuantileGrid.tailCells) {
            let width =
                cell < QuantileGrid.evenCells - 1
                ? 1 / Double(QuantileGrid.evenCells) : (1 - start) / (cell < Self.lastCell ? 2 : 1)
            let value = sampler.quantile(start + width / 2)
            if sampler.accepts(value) {
                acceptance += width
                mass += value * width
            }
            boundaries.append(start)
            cumulatedMass.append(mass)
            start += width
        }
        boundaries.append(1)
    }

    private static var lastCell: Int { evenCells - 2 + tailCells }

    /// The integral of the value over the probability within the bounds.
    var mass: Double { cumulatedMass[cumulatedMass.count - 1] }

    /// The probability at which a value lies that is drawn in proportion to its size.
    ///
    /// - Precondition: ``mass`` is positive, and `u` and `within` are strictly between 0 and 1.
    func sizeBiased(_ u: Double, within: Double) -> Double {
        let target = u * mass
        var low = 0
        var high = cumulatedMass.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulatedMass[middle] >= target { high = middle } else { low = middle + 1 }
        }
        let start = boundaries[low]
        return min(start + (boundaries[low + 1] - start) * within, 1 - 0x1p-53)
    }
}
