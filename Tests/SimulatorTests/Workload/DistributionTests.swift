import Testing

@testable import CellbenchSimulator

@Suite struct DistributionTests {
    /// A distribution and its quantiles at 0.01, 0.25, 0.5, 0.9 and 0.999.
    struct Quantiles: Sendable {
        let shape: Distribution.Shape
        let values: [Double]
    }

    /// From scipy 1.17 (`ppf`), with µ = ln m - σ²/2 and σ² = ln(1 + (s/m)²) for the lognormal of mean m and deviation s.
    static let quantiles = [
        Quantiles(shape: .constant(7), values: [7, 7, 7, 7, 7]),
        Quantiles(shape: .uniform(from: 2, to: 7), values: [2.05, 3.25, 4.5, 6.5, 6.995]),
        Quantiles(
            shape: .exponential(mean: 3),
            values: [
                0.030151007560504324, 0.8630462173553427, 2.0794415416798357, 6.907755278982138, 20.723265836946407,
            ]),
        Quantiles(
            shape: .normal(mean: 5, sd: 2),
            values: [0.3473042519183185, 3.651020499607837, 5, 7.563103131089201, 11.180464612335626]),
        Quantiles(
            shape: .lognormal(mean: 100, sd: 300),
            values: [
                0.9266440785149365, 11.363296931744445, 31.622776601683803, 221.08312295157535, 3439.4951365726774,
            ]),
        Quantiles(
            shape: .pareto(alpha: 1.5, scale: 2),
            values: [2.0134454412375686, 2.4228274571095194, 3.1748021039363987, 9.283177667225559, 199.99999999999983]),
    ]

    @Test(arguments: quantiles) func `Quantiles are those of the law`(law: Quantiles) {
        let distribution = Distribution(law.shape)
        for (u, value) in zip([0.01, 0.25, 0.5, 0.9, 0.999], law.values) {
            #expect((distribution.quantile(u) - value).magnitude <= 1e-13 * value, "at \(u)")
        }
    }

    @Test func `A choice takes each value, in order, over its share of the weights`() {
        let distribution = Distribution(
            .choice([.init(value: 8, weight: 1), .init(value: 2, weight: 0), .init(value: 5, weight: 3)]))
        #expect(distribution.quantile(0.0001) == 5)
        #expect(distribution.quantile(0.7499) == 5)
        #expect(distribution.quantile(0.75) == 8)
        #expect(distribution.quantile(0.9999) == 8)
    }

    /// Straight lines between the points: halfway from 0 to 0.5 it is halfway from 10 to 20.
    @Test func `An empirical distribution is linear between its points`() {
        let distribution = Distribution(
            .quantiles([
                .init(probability: 0, value: 10), .init(probability: 0.5, value: 20),
                .init(probability: 0.9, value: 20),
                .init(probability: 1, value: 100),
            ]))
        for (u, value) in [(0.25, 15.0), (0.5, 20), (0.7, 20), (0.95, 60), (0.999, 99.2), (0.001, 10.02)] {
            #expect((distribution.quantile(u) - value).magnitude < 1e-9, "at \(u)")
        }
    }

    /// Two points at one probability are a jump.
    @Test func `An empirical distribution may jump`() {
        let distribution = Distribution(
            .quantiles([
                .init(probability: 0, value: 1), .init(probability: 0.5, value: 1), .init(probability: 0.5, value: 9),
                .init(probability: 1, value: 9),
            ]))
        #expect(distribution.quantile(0.49) == 1)
        #expect(distribution.quantile(0.51) == 9)
    }

    /// Draws of 40,000: the mean within 5 standard errors, the deviation within 5 %.
    ///
    /// For the lognormal both are of the value.
    @Test(
        arguments: [
            (.uniform(from: 2, to: 8), 5, 1.7320508), (.exponential(mean: 3), 3, 3), (.normal(mean: 50, sd: 4), 50, 4),
            (.lognormal(mean: 10, sd: 5), 10, 5), (.pareto(alpha: 5, scale: 4), 5, 1.2909944),
            (.choice([.init(value: 1, weight: 3), .init(value: 5, weight: 1)]), 2, 1.7320508),
            (.quantiles([.init(probability: 0, value: 0), .init(probability: 1, value: 6)]), 3, 1.7320508),
        ] as [(Distribution.Shape, Double, Double)])
    func `Draws have the law's mean and standard deviation`(shape: Distribution.Shape, mean: Double, sd: Double) {
        let values = draws(40_000, of: Distribution(shape))
        let sampleMean = values.reduce(0, +) / 40_000
        let sampleVariance = values.reduce(0) { $0 + ($1 - sampleMean) * ($1 - sampleMean) } / 39_999
        #expect((sampleMean - mean).magnitude < 5 * sd / 200)
        #expect((sampleVariance.squareRoot() / sd - 1).magnitude < 0.05)
    }

    /// Kolmogorov's distance of 10,000 draws to the law is below 1.95 / √n with probability 0.999.
    @Test(arguments: quantiles.dropFirst()) func `Draws follow the law all over its range`(law: Quantiles) {
        let values = draws(10_000, of: Distribution(law.shape, minimum: 0)).sorted()
        // The normal's mean is 2.5 deviations above 0: of its draws 0.6 % are below 0 and drawn again.
        let share = law.shape == .normal(mean: 5, sd: 2) ? 0.0062096653 : 0
        var outside = 0
        for (position, value) in values.enumerated() where position % 100 == 50 {
            let u = share + (1 - share) * (Double(position) + 0.5) / 10_000
            let low = Distribution(law.shape).quantile(max(u - 0.0195, 1e-6))
            let high = Distribution(law.shape).quantile(min(u + 0.0195, 1 - 1e-9))
            if value < low || value > high { outside += 1 }
        }
        #expect(outside == 0)
    }

    @Test func `A constant is drawn as it is and takes no random number`() {
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        var untouched = stream
        #expect(Sampler(Distribution(.constant(3))).draw(&stream) == 3)
        #expect(stream.next() == untouched.next())
    }

    @Test func `Larger parameters give larger values for the same random numbers`() {
        let small = draws(100, of: Distribution(.exponential(mean: 1)))
        let large = draws(100, of: Distribution(.exponential(mean: 2)))
        #expect(zip(small, large).allSatisfy { ($1 / $0 - 2).magnitude < 1e-12 })
    }
}

/// Draws of a distribution from a stream of their own.
func draws(_ count: Int, of distribution: Distribution) -> [Double] {
    var source = RandomSource(distribution, seed: 71, replication: 0, purpose: "test")
    return (0..<count).map { _ in source.next() }
}
