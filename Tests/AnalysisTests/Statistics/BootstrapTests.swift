import Testing

@testable import CellbenchAnalysis

/// Expected intervals: NumPy's `percentile(…, [2.5, 97.5], method="inverted_cdf")` of 2,000,000 resamples, which
/// `scipy.stats.bootstrap(…, method="percentile")` of SciPy 1.17.1 confirms.
@Suite struct BootstrapTests {
    private let base = [61.2, 60.8, 61.9, 60.1, 62.3, 60.5, 61.1, 61.6, 60.9, 61.0]
    private let new = [64.0, 63.1, 65.2, 61.5, 64.4, 63.3, 63.9, 62.8, 64.9, 63.6]

    @Test(
        arguments: [
            ([61.2, 60.8, 61.9, 60.1, 62.3], 60.1, 62.3), ([3.0, 1.0, 4.0, 1.5, 9.0, 2.6], 1.25, 6.5),
            ([0.4, -1.2, 3.1, 2.2, 0.9, 5.0, -0.3, 1.7, 2.4, 2.9], 0.3, 2.9),
        ] as [([Double], Double, Double)])
    func `Medians have the interval that resampling finds`(sample: [Double], low: Double, high: Double) {
        let interval = Bootstrap(sample, .median).interval
        #expect((interval.lowerBound - low).magnitude < 1e-9)
        #expect((interval.upperBound - high).magnitude < 1e-9)
    }

    @Test func `Ratios have the interval that resampling finds`() {
        let medians = Bootstrap(new, .median).ratioInterval(to: Bootstrap(base, .median))
        #expect((medians.lowerBound - 1.02931596).magnitude < 1e-8)
        #expect((medians.upperBound - 1.05747126).magnitude < 1e-8)
        let minima = Bootstrap(new, .minimum).ratioInterval(to: Bootstrap(base, .minimum))
        #expect((minima.lowerBound - 1.01151316).magnitude < 1e-8)
        #expect((minima.upperBound - 1.04991681).magnitude < 1e-8)
    }

    /// By hand: 7 of 27 draws of 3 from 3 values have the least value at least twice; draws of 2 from 2 have medians in
    /// the ratio 1 : 2 : 1.
    @Test func `Probabilities are those counted by hand`() {
        let odd = Bootstrap([1, 2, 3], .median)
        #expect(odd.values == [1, 2, 3])
        #expect((odd.cumulative[0] - 7.0 / 27).magnitude < 1e-12)
        #expect((odd.cumulative[1] - 20.0 / 27).magnitude < 1e-12)
        let even = Bootstrap([1, 2], .median)
        #expect(even.values == [1, 1.5, 2])
        #expect((even.cumulative[0] - 0.25).magnitude < 1e-12)
        #expect((even.cumulative[1] - 0.75).magnitude < 1e-12)
        // 1 - (2/3)³ for the least of 3.
        #expect((Bootstrap([1, 2, 3], .minimum).cumulative[0] - 19.0 / 27).magnitude < 1e-12)
    }

    @Test(arguments: [1, 2, 7, 50, 101, 2000, 5001])
    func `Nothing is lost, however many values there are`(count: Int) {
        let sample = (0..<count).map(Double.init)
        let bootstrap = Bootstrap(sample, .median)
        #expect(bootstrap.cumulative.last == 1)
        let interval = bootstrap.interval
        let middle = Location.median.estimate(sample)
        #expect(interval.contains(middle))
        // The interval of a median is about 1.96 √n / 2 values long on either side.
        let expected = 0.98 * Double(count).squareRoot()
        #expect((interval.upperBound - middle - expected).magnitude <= 1.5)
        #expect((middle - interval.lowerBound - expected).magnitude <= 1.5)
    }

    @Test func `One value, and values that are all equal, have an interval of no width`() {
        for sample in [[3.0], [3, 3, 3, 3], [3, 3, 3, 3, 3]] {
            for location in [Location.median, .minimum] {
                #expect(Bootstrap(sample, location).interval == 3...3)
                let same = Bootstrap(sample, location).ratioInterval(to: Bootstrap([3, 3], location))
                #expect(same == 1...1)
                let double = Bootstrap(sample, location).ratioInterval(to: Bootstrap([1.5, 1.5], location))
                #expect(double == 2...2)
            }
        }
    }

    @Test func `Sides swapped, the interval of the ratio is turned`() {
        let there = Bootstrap(new, .median).ratioInterval(to: Bootstrap(base, .median))
        let back = Bootstrap(base, .median).ratioInterval(to: Bootstrap(new, .median))
        #expect((1 / back.upperBound - there.lowerBound).magnitude < 1e-12)
        #expect((1 / back.lowerBound - there.upperBound).magnitude < 1e-12)
    }
}
