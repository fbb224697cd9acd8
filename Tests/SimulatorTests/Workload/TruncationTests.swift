import Testing

@testable import CellbenchSimulator

/// Bounds: values outside `minimum` … `maximum` are drawn again.
@Suite struct TruncationTests {
    struct Bounded: Sendable {
        let distribution: Distribution
        let mean: Double
        let acceptance: Double
    }

    private static func bounded(
        _ shape: Distribution.Shape, _ minimum: Double, _ maximum: Double, mean: Double, acceptance: Double
    ) -> Bounded {
        Bounded(
            distribution: Distribution(shape, minimum: minimum, maximum: maximum), mean: mean, acceptance: acceptance)
    }

    /// Expected: numeric integration of the densities with scipy 1.17.
    ///
    /// The exponential beyond 5 (5 + 10) and the Pareto beyond 4 (4 · 3/2) have closed forms.
    static let cases = [
        bounded(.uniform(from: 0, to: 10), 2, 5, mean: 3.5, acceptance: 0.3),
        bounded(.exponential(mean: 10), 5, 30, mean: 12.764362754153701, acceptance: 0.5567435913447695),
        bounded(.exponential(mean: 10), 5, .infinity, mean: 15, acceptance: 0.6065306597126334),
        bounded(.normal(mean: 10, sd: 4), 0, .infinity, mean: 10.070551301943652, acceptance: 0.9937903346742238),
        bounded(.normal(mean: 1, sd: 4), 0, .infinity, mean: 3.5833574840621036, acceptance: 0.5987063256829237),
        bounded(.normal(mean: 10, sd: 4), 8, 9, mean: 8.507795098705087, acceptance: 0.09275613559108942),
        bounded(.lognormal(mean: 100, sd: 300), 1, 1000, mean: 79.40479318300977, acceptance: 0.977162409868527),
        bounded(.pareto(alpha: 1.5, scale: 2), 0, 50, mean: 4.838709677419356, acceptance: 0.992),
        bounded(.pareto(alpha: 3, scale: 2), 4, .infinity, mean: 6, acceptance: 0.125),
        bounded(.choice((1...5).map { .init(value: Double($0), weight: 1) }), 2, 4, mean: 3, acceptance: 0.6),
        bounded(
            .quantiles([.init(probability: 0, value: 0), .init(probability: 1, value: 10)]), 2, 4, mean: 3,
            acceptance: 0.2),
    ]

    @Test(arguments: cases) func `Draws lie within the bounds and have the bounded law's mean`(bounded: Bounded) {
        let values = draws(20_000, of: bounded.distribution)
        #expect(values.allSatisfy { $0 >= bounded.distribution.minimum && $0 <= bounded.distribution.maximum })
        let mean = values.reduce(0, +) / 20_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19_999
        #expect((mean - bounded.mean).magnitude < 5 * (variance / 20_000).squareRoot())
    }

    @Test(arguments: cases) func `Mean and acceptance within bounds are right to 1 part in 10,000`(bounded: Bounded) {
        #expect((bounded.distribution.acceptance / bounded.acceptance - 1).magnitude < 1e-12)
        #expect((bounded.distribution.mean / bounded.mean - 1).magnitude < 1e-4)
    }

    @Test(
        arguments: [
            (.constant(7), 7), (.uniform(from: 2, to: 7), 4.5), (.exponential(mean: 3), 3),
            (.lognormal(mean: 100, sd: 300), 100), (.pareto(alpha: 1.5, scale: 2), 6),
            (.pareto(alpha: 1, scale: 2), .infinity),
        ] as [(Distribution.Shape, Double)])
    func `Without bounds the mean is exact and everything is accepted`(shape: Distribution.Shape, mean: Double) {
        let distribution = Distribution(shape)
        #expect(distribution.mean == mean || (distribution.mean / mean - 1).magnitude < 1e-14)
        #expect(distribution.acceptance == 1)
    }

    @Test func `A distribution that lies outside its bounds accepts nothing`() {
        let distribution = Distribution(.uniform(from: 2, to: 7), minimum: 8)
        #expect(distribution.acceptance == 0)
        #expect(distribution.mean == 0)
    }

    /// 0.0001 · 1,000 = 0.1, whichever value comes first.
    @Test func `The mean of a choice is exact, however rare a value`() {
        let rare = Distribution.WeightedValue(value: 1000, weight: 0.0001)
        let common = Distribution.WeightedValue(value: 0, weight: 0.9999)
        #expect((Distribution(.choice([rare, common])).mean - 0.1).magnitude < 1e-4)
        #expect((Distribution(.choice([common, rare])).mean - 0.1).magnitude < 1e-4)
    }

    /// All of a Pareto distribution lies above its scale, so that a minimum below has no effect; α / (α - 1) · scale =
    /// 11.
    @Test func `A bound that cannot bite leaves the mean exact`() {
        #expect((Distribution(.pareto(alpha: 1.1, scale: 1), minimum: 0.5).mean / 11 - 1).magnitude < 1e-4)
        #expect(Distribution(.pareto(alpha: 1, scale: 1), minimum: 0.5).mean == .infinity)
    }

    /// 6.7169 by scipy 1.17's `truncnorm`; one draw in 740 is accepted.
    @Test func `The mean within narrow bounds at the lower end is right to 1 part in 10,000`() {
        let distribution = Distribution(.normal(mean: 10, sd: 1), maximum: 7)
        #expect((distribution.mean / 6.716901345069571 - 1).magnitude < 1e-4)
        // One draw in 30,000 lies below 6.
        #expect(
            (Distribution(.normal(mean: 10, sd: 1), maximum: 6).acceptance / 3.167124183311992e-05 - 1).magnitude < 1e-9
        )
    }
}
