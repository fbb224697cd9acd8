import Testing

@testable import CellbenchAnalysis

@Suite struct WilcoxonSignedRankTests {
    /// Expected: `scipy.stats.wilcoxon(d, method="exact")`, SciPy 1.17.1.
    @Test func `Few differences agree with SciPy's exact test`() {
        let few = WilcoxonSignedRank.pValue([0.4, -1.2, 3.1, 2.2, 0.9, 5.0, -0.3, 1.7])
        #expect((few - 0.078125).magnitude < 1e-15)
        let many = (0..<45).map { index -> Double in
            let sign = (index * 7) % 5 == 0 ? -1 : 1
            return Double(sign * ((index * 17) % 45 + 1)) / 10
        }
        #expect((WilcoxonSignedRank.pValue(many) / 0.00011246778643680955 - 1).magnitude < 1e-9)
    }

    /// Expected: `scipy.stats.wilcoxon(d, zero_method="wilcox", method=PermutationMethod(n_resamples=inf))`, SciPy 1.17.1.
    @Test func `Ties and zeros agree with SciPy's permutation test`() {
        #expect((WilcoxonSignedRank.pValue([1, 1, -1, 2, 3, 3, 0, 4, 2]) - 0.03125).magnitude < 1e-15)
    }

    /// Expected: `scipy.stats.wilcoxon(d, zero_method="wilcox", method="asymptotic")`, SciPy 1.17.1; with ties and a zero.
    @Test func `Many differences agree with SciPy's approximation`() {
        let differences = (0..<60).map { Double(($0 * 31) % 61 - 25) / 2 }
        #expect((WilcoxonSignedRank.pValue(differences) - 0.04307000794722922).magnitude < 1e-12)
    }

    /// The largest rank sum significant at the level, two-sided, from any printed table of critical values.
    @Test(
        arguments: [
            (6, 0.05, 0), (7, 0.05, 2), (8, 0.05, 3), (8, 0.01, 0), (9, 0.05, 5), (9, 0.01, 1), (10, 0.05, 8),
            (10, 0.01, 3), (15, 0.05, 25), (15, 0.01, 15), (20, 0.05, 52), (20, 0.01, 37), (25, 0.05, 89),
            (25, 0.01, 68),
        ] as [(Int, Double, Int)])
    func `Critical values are those of published tables`(count: Int, level: Double, critical: Int) {
        #expect(pValue(count, statistic: critical) <= level)
        #expect(pValue(count, statistic: critical + 1) > level)
    }

    @Test func `Differences of 0 say nothing`() {
        #expect(WilcoxonSignedRank.pValue([]) == 1)
        #expect(WilcoxonSignedRank.pValue([0, 0, 0]) == 1)
        #expect(WilcoxonSignedRank.pValue([0, 1, 2, 3]) == WilcoxonSignedRank.pValue([1, 2, 3]))
    }

    @Test func `Signs turned, the p-value stays`() {
        let differences = [1.5, -2, 4, 4, 7]
        #expect(WilcoxonSignedRank.pValue(differences) == WilcoxonSignedRank.pValue(differences.map { -$0 }))
    }

    @Test func `The smallest p-value is that of differences of one sign`() {
        for count in [1, 5, 8, 50] {
            #expect(
                WilcoxonSignedRank.pValue((1...count).map(Double.init)) == WilcoxonSignedRank.smallestPValue(count))
        }
        #expect(WilcoxonSignedRank.smallestPValue(8) == 2.0 / 256)
        #expect(WilcoxonSignedRank.smallestPValue(0) == 1)
    }

    /// The p-value of differences without ties, of which the positive ones have the rank sum `statistic`.
    private func pValue(_ count: Int, statistic: Int) -> Double {
        var rest = statistic
        let differences = (1...count).reversed().map { rank -> Double in
            guard rank <= rest else { return Double(-rank) }
            rest -= rank
            return Double(rank)
        }
        return WilcoxonSignedRank.pValue(differences)
    }
}
