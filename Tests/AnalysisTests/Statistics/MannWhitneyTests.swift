import Testing

@testable import CellbenchAnalysis

@Suite struct MannWhitneyTests {
    /// Expected: `scipy.stats.mannwhitneyu(a, b, method="exact")`, SciPy 1.17.1.
    @Test func `Small samples agree with SciPy's exact test`() {
        let p = MannWhitney.pValue([61.2, 60.8, 61.9, 60.1, 62.3], [64.0, 63.1, 65.2, 61.5, 64.4])
        #expect((p - 0.031746031746031744).magnitude < 1e-15)
    }

    /// Expected: `scipy.stats.permutation_test` of U with `n_resamples=inf`, which tries every division, SciPy 1.17.1.
    @Test func `Small samples with ties agree with SciPy's permutation test`() {
        let long = MannWhitney.pValue([1, 2, 2, 3, 3, 3, 4, 5], [2, 3, 3, 4, 4, 5, 6, 6, 7])
        #expect((long - 0.06524064171122995).magnitude < 1e-15)
        let short = MannWhitney.pValue([1.5, 1.5, 2.5, 3.5], [2.5, 2.5, 3.5, 4.5, 5.0])
        #expect((short - 0.1746031746031746).magnitude < 1e-15)
    }

    /// Expected: `scipy.stats.mannwhitneyu(a, b, method="asymptotic")`, SciPy 1.17.1; there are ties.
    @Test func `Large samples agree with SciPy's approximation`() {
        let first = (0..<25).map { 100 + Double(($0 * 37) % 23 * 31) / 100 }
        let second = (0..<24).map { 101 + Double(($0 * 41) % 29 * 27) / 100 }
        #expect((MannWhitney.pValue(first, second) - 0.056120666451637415).magnitude < 1e-12)
    }

    /// The largest U significant at the level, two-sided, from any printed table of critical values.
    @Test(
        arguments: [
            (5, 5, 0.05, 2), (5, 5, 0.01, 0), (6, 6, 0.05, 5), (6, 6, 0.01, 2), (8, 8, 0.05, 13), (8, 8, 0.01, 7),
            (10, 10, 0.05, 23), (10, 10, 0.01, 16), (12, 12, 0.05, 37), (12, 12, 0.01, 27), (15, 15, 0.05, 64),
            (15, 15, 0.01, 51), (20, 20, 0.05, 127), (20, 20, 0.01, 105), (5, 10, 0.05, 8), (7, 12, 0.01, 12),
        ] as [(Int, Int, Double, Int)])
    func `Critical values are those of published tables`(first: Int, second: Int, level: Double, critical: Int) {
        #expect(pValue(first, second, statistic: critical) <= level)
        #expect(pValue(first, second, statistic: critical + 1) > level)
    }

    @Test func `The order of the samples does not matter`() {
        let (a, b) = ([3, 1, 4, 1, 5.0], [9, 2, 6, 5, 3, 5.0])
        #expect(MannWhitney.pValue(a, b) == MannWhitney.pValue(b, a))
    }

    @Test(arguments: [1, 2, 5, 20, 21, 100])
    func `Samples that are all equal do not differ`(count: Int) {
        let sample = [Double](repeating: 7, count: count)
        #expect(MannWhitney.pValue(sample, sample) == 1)
    }

    @Test func `Two different constants differ as much as samples can`() {
        let (a, b) = ([Double](repeating: 7, count: 10), [Double](repeating: 8, count: 10))
        #expect(MannWhitney.pValue(a, b) == MannWhitney.smallestPValue(10, 10))
    }

    @Test func `One value a side can tell nothing`() {
        #expect(MannWhitney.pValue([1], [2]) == 1)
        #expect(MannWhitney.smallestPValue(1, 1) == 1)
    }

    @Test func `The smallest p-value is that of samples that do not overlap`() {
        for (first, second) in [(5, 5), (3, 9), (20, 20), (21, 20), (30, 40)] {
            let below = (0..<first).map(Double.init)
            let above = (first..<(first + second)).map(Double.init)
            let smallest = MannWhitney.smallestPValue(first, second)
            #expect((MannWhitney.pValue(below, above) / smallest - 1).magnitude < 1e-9)
        }
        // 2 of the 252 divisions of 10 values.
        #expect((MannWhitney.smallestPValue(5, 5) - 2.0 / 252).magnitude < 1e-15)
    }

    /// The p-value of samples without ties and with U = `statistic`; the ranks of the first sample are raised from the
    /// lowest.
    private func pValue(_ first: Int, _ second: Int, statistic: Int) -> Double {
        var ranks = Array(1...first)
        var rest = statistic
        for index in ranks.indices.reversed() {
            let raise = min(rest, second)
            ranks[index] += raise
            rest -= raise
        }
        let others = Set(1...(first + second)).subtracting(ranks).map(Double.init)
        return MannWhitney.pValue(ranks.map(Double.init), others)
    }
}
