import Testing

@testable import CellbenchAnalysis

@Suite struct EstimateTests {
    /// Expected: NumPy's mean and std(ddof=1), times SciPy's t quantile over the root of n.
    @Test func meanAndHalfWidth() throws {
        let estimate = try #require(Estimate([4.92, 5.31, 4.4, 6.02, 5.5]))
        #expect(estimate.count == 5)
        #expect((estimate.mean - 5.23).magnitude < 1e-12)
        #expect((try #require(estimate.standardDeviation) - 0.6099999999999998).magnitude < 1e-12)
        #expect((try #require(estimate.halfWidth) - 0.7574150389042957).magnitude < 1e-12)
    }

    @Test func aSingleValueHasNoInterval() throws {
        let estimate = try #require(Estimate([3.5]))
        #expect(estimate.mean == 3.5)
        #expect(estimate.standardDeviation == nil)
        #expect(estimate.halfWidth == nil)
        #expect(!estimate.excludesZero)
    }

    @Test func missingValuesAreLeftOut() {
        #expect(Estimate([nil, 2, nil, 4])?.count == 2)
        #expect(Estimate([nil, 2, nil, 4])?.mean == 3)
        #expect(Estimate([nil, nil]) == nil)
        #expect(Estimate([Double?]()) == nil)
    }

    @Test func equalValuesHaveAnIntervalOfNoWidth() {
        #expect(Estimate([2, 2, 2])?.halfWidth == 0)
        #expect(Estimate([2, 2, 2])?.excludesZero == true)
        #expect(Estimate([0, 0, 0])?.excludesZero == false)
    }

    @Test func smallSpreadAroundALargeMeanIsNotLost() throws {
        let estimate = try #require(Estimate([1e9, 1e9 + 1, 1e9 + 2]))
        #expect(estimate.standardDeviation == 1)
    }

    /// By hand: the differences are 1, 2, 3; mean 2, sd 1, half-width 4.302653 / √3.
    @Test func differencesArePaired() throws {
        let pairs: [(base: Double?, other: Double?)] = [(10, 11), (100, 102), (1000, 1003)]
        let estimate = try #require(Estimate(ofDifferences: pairs))
        #expect(estimate.mean == 2)
        #expect(estimate.standardDeviation == 1)
        #expect((try #require(estimate.halfWidth) - 2.4841377117503303).magnitude < 1e-12)
        #expect(!estimate.excludesZero)
    }

    @Test func halfPairsAreLeftOut() {
        let pairs: [(base: Double?, other: Double?)] = [(nil, 5), (7, nil), (1, 2)]
        #expect(Estimate(ofDifferences: pairs)?.count == 1)
        #expect(Estimate(ofDifferences: pairs.dropLast()) == nil)
    }
}
