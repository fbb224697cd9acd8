extension Distribution {
    /// The distribution of `factor` times the value.
    ///
    /// - Precondition: `factor` is positive.
    public func scaled(by factor: Double) -> Distribution {
        let scaled: Shape =
            switch shape {
            case .constant(let value): .constant(value * factor)
            case .uniform(let from, let to): .uniform(from: from * factor, to: to * factor)
            case .exponential(let mean): .exponential(mean: mean * factor)
            case .normal(let mean, let sd): .normal(mean: mean * factor, sd: sd * factor)
            case .lognormal(let mean, let sd): .lognormal(mean: mean * factor, sd: sd * factor)
            case .pareto(let alpha, let scale): .pareto(alpha: alpha, scale: scale * factor)
            case .choice(let values): .choice(values.map { .init(value: $0.value * factor, weight: $0.weight) })
            case .quantiles(let points):
                .quantiles(points.map { .init(probability: $0.probability, value: $0.value * factor) })
            }
        return Distribution(scaled, minimum: minimum * factor, maximum: maximum * factor)
    }
}
