import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchResults

@Suite struct TimedVerdictTests {
    private let base = [100.2, 99.8, 100.0, 100.4, 99.6, 100.1, 99.9, 100.3]

    private func outcome(_ base: [Double], _ new: [Double], tolerance: Double = 0.02) -> MetricComparison.Outcome {
        Sample.judged(Sample.times(base), Sample.times(new), tolerance: tolerance).outcome
    }

    private func scaled(_ factor: Double) -> [Double] { base.map { $0 * factor } }

    @Test func `A slowdown beyond the tolerance is a regression, a speedup an improvement`() {
        #expect(outcome(base, scaled(1.05)) == .regression)
        #expect(outcome(base, scaled(0.95)) == .improvement)
        #expect(outcome(base, scaled(1.01)) == .unchanged)
        #expect(outcome(base, base) == .unchanged)
    }

    @Test func `The tolerance decides what is large enough`() {
        #expect(outcome(base, scaled(1.05), tolerance: 0.1) == .unchanged)
        #expect(outcome(base, scaled(1.015), tolerance: 0.005) == .regression)
    }

    @Test func `Where more is better, less is a regression`() {
        func yield(_ samples: [Double]) -> BenchMetric { .timed(better: .higher, unit: "1/s", samples: samples) }
        let fall = Sample.judged(yield(base), yield(scaled(0.95)))
        #expect(fall.outcome == .regression)
        // The interval is that of NEW / BASE, whichever direction is better.
        #expect(fall.interval?.contains(0.95) == true)
        #expect(Sample.judged(yield(base), yield(scaled(1.05))).outcome == .improvement)
    }

    @Test func `Fewer than 5 samples a side are incomparable`() {
        for (first, second) in [(base, [100.0]), ([100.0], base), ([100], [100]), (Array(base.prefix(4)), base)] {
            let comparison = Sample.judged(Sample.times(first), Sample.times(second))
            #expect(comparison.outcome == .incomparable)
            #expect(
                comparison.reason == "too few samples: \(first.count) and \(second.count), expected at least 5 a side")
        }
        #expect(Sample.judged(Sample.times([]), Sample.times(base)).reason == "a side has no samples")
    }

    @Test func `Samples that are all equal are unchanged, different constants are not`() {
        let constant = [Double](repeating: 7, count: 8)
        #expect(outcome(constant, constant) == .unchanged)
        #expect(outcome(constant, constant.map { $0 * 1.05 }) == .regression)
        #expect(outcome(constant, constant.map { $0 * 0.9 }) == .improvement)
        #expect(outcome(constant, constant.map { $0 * 1.01 }) == .unchanged)
    }

    @Test(arguments: [Double.nan, .infinity, 0, -1])
    func `A sample that is not a positive number is incomparable`(value: Double) {
        for (first, second) in [(base, base + [value]), (base + [value], base)] {
            let comparison = Sample.judged(Sample.times(first), Sample.times(second))
            #expect(comparison.outcome == .incomparable)
            #expect(comparison.reason == "a sample is not a positive number")
        }
    }

    @Test func `Samples too far apart for a number are incomparable`() {
        let tiny = [Double](repeating: 1e-300, count: 8)
        let huge = [Double](repeating: 1e300, count: 8)
        #expect(outcome(tiny, huge) == .incomparable)
        #expect(outcome(huge, tiny) == .incomparable)
    }

    @Test func `Noise wider than the tolerance is inconclusive`() {
        let noisy = [100.0, 110, 90, 105, 95, 108, 92, 101]
        let comparison = Sample.judged(Sample.times(noisy), Sample.times(noisy.map { $0 * 1.02 }))
        #expect(comparison.outcome == .inconclusive)
        #expect(comparison.reason == "too noisy: the interval is wider than the tolerance")
    }

    @Test func `A change beyond the tolerance that is not certain is inconclusive`() {
        // The interval is narrower than the tolerance and contains its limit.
        #expect(outcome(base, scaled(1.0205)) == .inconclusive)
    }

    @Test func `Where too few samples could ever tell, every metric is incomparable and says what it takes`() {
        let few = Array(base.prefix(5))
        let slower = few.map { $0 * 2 }
        #expect(outcome(few, slower) == .regression)
        let verdict = Sample.verdict(
            Sample.bench(["a": Sample.times(few), "b": Sample.times(few)]),
            Sample.bench(["a": Sample.times(slower), "b": Sample.times(few)]))
        #expect(verdict.comparisons.map(\.outcome) == [.incomparable, .incomparable])
        let reason = "too few samples: it takes 6 a side for 2 metrics"
        #expect(verdict.comparisons.map(\.reason) == [reason, reason])
        #expect(verdict.exitStatus == 3)
    }

    @Test func `P-values are adjusted for the number of metrics`() throws {
        let names = ["a", "b", "c"]
        let same = Dictionary(uniqueKeysWithValues: names.map { ($0, Sample.times(base)) })
        var other = same
        other["b"] = Sample.times(scaled(1.05))
        let verdict = Sample.verdict(Sample.bench(same), Sample.bench(other))
        let regression = try #require(verdict.comparisons.first)
        #expect(regression.metric == "b" && regression.outcome == .regression)
        let adjusted = try #require(regression.adjustedPValue)
        #expect(adjusted == 3 * (try #require(regression.pValue)))
    }
}

/// Rates of wrong verdicts on made-up benches, which decide the worth of a gate.
@Suite struct VerdictErrorRateTests {
    @Test func `Two benches from one distribution are almost never told apart`() {
        var outcomes: [MetricComparison.Outcome: Int] = [:]
        for seed in 0..<300 {
            var made = MadeUpSamples(seed: UInt64(seed))
            let noise = [0.002, 0.01, 0.05][seed % 3]
            let base = Sample.times(made.samples(10, mean: 100, noise: noise))
            let new = Sample.times(made.samples(10, mean: 100, noise: noise))
            outcomes[Sample.judged(base, new).outcome, default: 0] += 1
        }
        // The test errs in at most 1 of 100, half of them in each direction.
        #expect(outcomes[.regression, default: 0] <= 1)
        #expect(outcomes[.regression, default: 0] + outcomes[.improvement, default: 0] <= 3)
        #expect(outcomes[.unchanged, default: 0] > 90)
    }

    @Test func `A slowdown of 5 percent in noise of half a percent is always caught`() {
        for seed in 0..<100 {
            var made = MadeUpSamples(seed: UInt64(seed))
            let base = Sample.times(made.samples(10, mean: 100, noise: 0.005))
            let new = Sample.times(made.samples(10, mean: 105, noise: 0.005))
            #expect(Sample.judged(base, new).outcome == .regression, "seed \(seed)")
        }
    }
}
