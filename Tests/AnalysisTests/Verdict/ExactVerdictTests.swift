import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchResults

@Suite struct ExactVerdictTests {
    private func outcome(
        _ base: Double, _ new: Double, _ better: BenchMetric.Better = .lower
    ) -> MetricComparison.Outcome {
        Sample.judged(
            .exact(better: better, unit: "1", value: base), .exact(better: better, unit: "1", value: new)
        ).outcome
    }

    @Test func `A rise in cost is a regression, any other difference a drift`() {
        #expect(outcome(3, 4) == .regression)
        #expect(outcome(4, 3) == .drift)
        #expect(outcome(3, 3) == .unchanged)
        #expect(outcome(3, 4, .higher) == .drift)
        #expect(outcome(4, 3, .higher) == .regression)
        // No tolerance: such figures have no noise.
        #expect(outcome(1_000_000, 1_000_001) == .regression)
    }

    @Test func `A base of 0 is compared like any other`() {
        #expect(outcome(0, 0) == .unchanged)
        #expect(outcome(0, 1) == .regression)
        #expect(outcome(0, -1) == .drift)
        let comparison = Sample.judged(
            .exact(better: .lower, unit: "B", value: 0), .exact(better: .lower, unit: "B", value: 48))
        #expect(comparison.changeText == "+48B")
        #expect(comparison.ratio == nil)
    }

    @Test(arguments: [Double.nan, .infinity])
    func `What is not finite is incomparable`(value: Double) {
        #expect(outcome(value, 1) == .incomparable)
        #expect(outcome(1, value) == .incomparable)
    }
}

@Suite struct PairedVerdictTests {
    private func judged(
        _ base: [Double?], _ new: [Double?], _ better: BenchMetric.Better = .lower
    ) -> MetricComparison {
        Sample.judged(
            .paired(better: better, unit: "s", values: base), .paired(better: better, unit: "s", values: new))
    }

    private let base: [Double?] = [10, 20, 30, 40, 50, 60, 70, 80]

    private func plus(_ difference: Double) -> [Double?] {
        base.map { value in value.map { $0 + difference + $0 / 1000 } }
    }

    @Test func `A rise in every replication is a regression however much the replications differ`() {
        #expect(judged(base, plus(3)).outcome == .regression)
        #expect(judged(base, plus(-3)).outcome == .improvement)
        #expect(judged(base, plus(3), .higher).outcome == .improvement)
        #expect(judged(base, plus(-3), .higher).outcome == .regression)
        // 2 % of the median, which is 45.
        #expect(judged(base, plus(0.5)).outcome == .unchanged)
    }

    @Test func `Equal figures are unchanged, were there but one`() {
        #expect(judged(base, base).outcome == .unchanged)
        #expect(judged([1], [1]).outcome == .unchanged)
        #expect(judged([0, 0], [0, 0]).outcome == .unchanged)
    }

    @Test func `A difference in too few pairs is incomparable and says what it takes`() {
        let comparison = judged([1, 2, 3], [2, 4, 6])
        #expect(comparison.outcome == .incomparable)
        #expect(comparison.reason == "too few samples: it takes 8 replications for 1 metric")
    }

    @Test func `Of a median of 0 nothing is tolerated`() {
        let zeros = [Double?](repeating: 0, count: 8)
        #expect(judged(zeros, [1, 2, 3, 4, 5, 6, 7, 8]).outcome == .regression)
        #expect(judged(zeros, [0, 0, 0, 0, 0, 1, 1, 1]).outcome == .inconclusive)
        // If most replications are equal, the interval is a point and no evidence.
        let rare = judged(
            Array(repeating: 0, count: 20), Array(repeating: 0, count: 15) + Array(repeating: 1e6, count: 5))
        #expect(rare.outcome == .inconclusive)
        #expect(rare.reason == "too few of the replications differ")
    }

    @Test func `Pairs without a figure in BASE are left out, and one that NEW has lost is incomparable`() {
        #expect(judged([nil] + base, [1] + plus(3)).outcome == .regression)
        #expect(judged([nil] + base, [1] + plus(3)).baseCount == 8)
        let lost = judged([nil] + base, [1, nil] + plus(0).dropFirst())
        #expect(lost.outcome == .incomparable)
        #expect(lost.reason == "NEW has no such figure in 1 of 9 replications")
        #expect(judged([nil, nil], [1, nil]).outcome == .incomparable)
    }

    @Test func `Replications that NEW lacks are incomparable`() {
        #expect(judged(base, Array(base.dropLast())).reason == "NEW lacks replications: it has 7, BASE 8")
        #expect(judged(base, base + [1]).outcome == .unchanged)
    }

    @Test(arguments: [Double.nan, .infinity])
    func `What is not finite is incomparable`(value: Double) {
        #expect(judged([1, value], [1, 2]).outcome == .incomparable)
    }
}
