import Testing

@testable import CellbenchSimulator

@Suite struct SamplesTests {
    private func summary(of values: [Int64], unit: Double = 1) -> Summary {
        var samples = Samples()
        for value in values { samples.record(value) }
        return samples.summary(unit: unit)
    }

    /// Nearest rank: the smallest value of the sorted sample that at least `percent` of the values do not exceed.
    private func nearestRank(_ sorted: [Int64], _ percent: Int) -> Double {
        Double(sorted.first { value in sorted.prefix { $0 <= value }.count * 100 >= percent * sorted.count } ?? -1)
    }

    @Test func `A sample of none has no figures`() {
        #expect(summary(of: []) == Summary(count: 0, mean: nil, p50: nil, p90: nil, p99: nil, max: nil))
    }

    @Test func `A sample of one is all of its figures`() {
        #expect(summary(of: [7]) == Summary(count: 1, mean: 7, p50: 7, p90: 7, p99: 7, max: 7))
    }

    /// Of 1 … 10 the ranks are ⌈5⌉, ⌈9⌉ and ⌈9.9⌉; of 1 … 200 they are 100, 180 and 198.
    @Test func `Percentiles are by nearest rank`() {
        #expect(
            summary(of: [10, 3, 7, 1, 5, 9, 2, 8, 4, 6])
                == Summary(count: 10, mean: 5.5, p50: 5, p90: 9, p99: 10, max: 10))
        #expect(
            summary(of: Array(1...200).reversed())
                == Summary(count: 200, mean: 100.5, p50: 100, p90: 180, p99: 198, max: 200))
    }

    @Test(arguments: [2, 3, 99, 100, 101, 1000]) func `Percentiles of a small sample are those of sorting it`(
        count: Int
    ) {
        var random = TestRandom(UInt64(count))
        let values = (0..<count).map { _ in Int64.random(in: 0..<Int64(count), using: &random) }
        let sorted = values.sorted()
        let summary = summary(of: values)
        #expect(summary.p50 == nearestRank(sorted, 50))
        #expect(summary.p90 == nearestRank(sorted, 90))
        #expect(summary.p99 == nearestRank(sorted, 99))
        #expect(summary.max == Double(sorted[count - 1]))
        #expect(summary.mean == Double(values.reduce(0, +)) / Double(count))
    }

    @Test func `Every figure is divided by the unit`() {
        #expect(
            summary(of: [1000, 2000, 6000], unit: 1000) == Summary(count: 3, mean: 3, p50: 2, p90: 6, p99: 6, max: 6))
    }

    @Test func `A summary in between does not disturb the sample`() {
        var samples = Samples()
        for value: Int64 in [5, 1, 3] { samples.record(value) }
        let first = samples.summary(unit: 1)
        #expect(first.p50 == 3)
        for value: Int64 in [0, 0] { samples.record(value) }
        let second = samples.summary(unit: 1)
        #expect(second == Summary(count: 5, mean: 1.8, p50: 1, p90: 5, p99: 5, max: 5))
    }

    /// The limit is where values stop being kept; one more makes the sample a histogram.
    @Test func `Up to the limit percentiles are exact, and beyond it within 1 part in 1,000`() {
        var random = TestRandom(81)
        var samples = Samples()
        // Over many orders of magnitude: 2^0 … 2^62.
        let values = (0...Samples.exactLimit).map { _ in
            Int64.random(in: 0...(1 << Int64.random(in: 0...62, using: &random)), using: &random)
        }
        for value in values.dropLast() { samples.record(value) }
        var sorted = values.dropLast().sorted()
        let exact = samples.summary(unit: 1)
        // Ranks of 65,536: 32,768, ⌈58,982.4⌉ and ⌈64,880.64⌉.
        #expect(exact.p50 == Double(sorted[32_767]))
        #expect(exact.p90 == Double(sorted[58_982]))
        #expect(exact.p99 == Double(sorted[64_880]))
        samples.record(values[Samples.exactLimit])
        sorted = values.sorted()
        let coarse = samples.summary(unit: 1)
        #expect(coarse.count == 65_537)
        // Ranks of 65,537: ⌈32,768.5⌉, ⌈58,983.3⌉ and ⌈64,881.63⌉.
        for (figure, rank) in [(coarse.p50, 32_769), (coarse.p90, 58_984), (coarse.p99, 64_882)] {
            let expected = Double(sorted[rank - 1])
            #expect(((figure ?? 0) - expected).magnitude <= expected / 1000)
        }
        #expect(coarse.max == Double(sorted[65_536]))
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        #expect(coarse.mean == Double(sum) / 65_537)
    }

    /// Every value up to 2,047 has a range of its own.
    @Test func `Small values stay exact in a large sample`() {
        let large = summary(of: (0..<200_000).map { Int64($0 % 2000) })
        #expect(large == Summary(count: 200_000, mean: 999.5, p50: 999, p90: 1799, p99: 1979, max: 1999))
    }

    /// The middle of the largest value's range lies above it.
    @Test func `No percentile is above the maximum`() {
        let large = summary(of: Array(repeating: 1 << 40, count: 70_000))
        #expect(large == Summary(count: 70_000, mean: 0x1p40, p50: 0x1p40, p90: 0x1p40, p99: 0x1p40, max: 0x1p40))
    }

    /// Three of the largest values overflow 64 bits.
    @Test func `The mean is exact where the sum is beyond 64 bits`() {
        #expect(summary(of: [.max, .max, .max]).mean == Double(Int64.max))
        let large = summary(of: Array(repeating: .max, count: 70_000))
        #expect(large.mean == Double(Int64.max))
        #expect(((large.p99 ?? 0) / 0x1p63 - 1).magnitude < 0.001)
    }
}
