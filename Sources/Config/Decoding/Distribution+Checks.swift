internal import CellbenchSimulator

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Distribution {
    /// Value that every draw gives; nil where draws differ.
    var onlyValue: Double? {
        switch shape {
        case .constant(let value): value
        case .uniform(let from, let to): from == to ? from : nil
        case .normal(let mean, sd: 0), .lognormal(let mean, sd: 0): mean
        case .choice(let values): values.allEqual(where: { $0.weight > 0 }, \.value)
        case .quantiles(let points): points.allEqual(where: { _ in true }, \.value)
        default: nil
        }
    }

    /// A value above 1 that is not whole and that draws may give, as a number of devices; nil where there is none.
    var someShareOfSeveral: Double? {
        func isShare(_ value: Double) -> Bool {
            let milli = Resources(cores: 0, gibibytes: 0, gpus: value).milliGPUs
            return !Devices.canServe(milliGPUs: milli) && value >= minimum && value <= maximum
        }
        switch shape {
        case .choice(let values): return values.first { $0.weight > 0 && isShare($0.value) }?.value
        case .constant, .uniform, .exponential, .normal, .lognormal, .pareto, .quantiles:
            if let onlyValue { return isShare(onlyValue) ? onlyValue : nil }
            // All values between the bounds may be drawn.
            let most = min(maximum, greatest)
            return most > 1 ? max(most.isFinite ? most : 1.5, 1) : nil
        }
    }

    /// The greatest value that the shape gives, without bounds.
    private var greatest: Double {
        switch shape {
        case .constant(let value): value
        case .uniform(_, let to): to
        case .quantiles(let points): points.last?.value ?? 0
        case .choice(let values): values.map(\.value).max() ?? 0
        case .exponential, .normal, .lognormal, .pareto: .infinity
        }
    }

    /// Probability that a draw is within the bounds at the first attempt.
    var chanceWithinBounds: Double {
        if let onlyValue { return onlyValue >= minimum && onlyValue <= maximum ? 1 : 0 }
        return acceptance
    }

    /// Approximate mean, to judge a load by; much faster than the exact mean.
    ///
    /// The mean without the bounds is moved within them. For the normal distribution the result is exact, because
    /// bounds matter for most normal distributions.
    var typicalMean: Double {
        let mean =
            switch shape {
            case .constant(let value): value
            case .uniform(let from, let to): (from + to) / 2
            case .exponential(let mean), .lognormal(let mean, _): mean
            case .normal(let mean, let sd): sd > 0 ? truncatedNormalMean(mean, sd) : mean
            case .pareto(let alpha, let scale): alpha > 1 ? alpha * scale / (alpha - 1) : .infinity
            case .choice(let values):
                values.reduce(0) { $0 + $1.value * $1.weight } / values.reduce(0) { $0 + $1.weight }
            case .quantiles(let points):
                zip(points, points.dropFirst()).reduce(0) { sum, pair in
                    sum + (pair.1.probability - pair.0.probability) * (pair.0.value + pair.1.value) / 2
                }
            }
        return min(max(mean, minimum), maximum)
    }

    private func normalChance(upTo z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

    private func truncatedNormalMean(_ mean: Double, _ sd: Double) -> Double {
        let (low, high) = ((minimum - mean) / sd, (maximum - mean) / sd)
        func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
        return mean + sd * (density(low) - density(high)) / (normalChance(upTo: high) - normalChance(upTo: low))
    }
}

extension Array {
    /// The property's value in all chosen elements; nil where it differs or none is chosen.
    fileprivate func allEqual(where isChosen: (Element) -> Bool, _ property: (Element) -> Double) -> Double? {
        let values = filter(isChosen).map(property)
        guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
