/// A sample of non-negative whole numbers: exact up to 65,536 values, beyond that to within 1 part in 1,000.
///
/// Up to ``exactLimit`` values are kept. More are folded into a histogram of ranges whose widths grow with the value,
/// as HdrHistogram's do, so that memory does not grow with the sample. Count, mean and maximum are always exact.
struct Samples: ~Copyable {
    /// The largest sample of which every value is kept.
    static let exactLimit = 1 << 16
    /// Number of ranges in each doubling of the value: the width of a range is at most 1/1024 of its values.
    private static let subdivisions = 1024

    private(set) var count = 0
    private var sum: Int128 = 0
    private var maximum: Int64 = 0
    private var values = GrowableBuffer<Int64>(capacity: 256)
    private var histogram = GrowableBuffer<UInt32>(capacity: 1)

    /// Adds a value.
    ///
    /// - Precondition: `value` is not negative.
    /// - Complexity: O(1) amortised.
    mutating func record(_ value: Int64) {
        invariant(value >= 0, "a duration or a count is not negative")
        count += 1
        sum += Int128(value)
        maximum = max(maximum, value)
        guard histogram.count == 0 else { return countInHistogram(value) }
        values.append(value)
        if values.count > Samples.exactLimit { fold() }
    }

    private mutating func fold() {
        let ranges = Samples.range(of: .max) + 1
        histogram = GrowableBuffer(repeating: 0, count: ranges)
        for position in 0..<values.count { countInHistogram(values[position]) }
        values = GrowableBuffer(capacity: 1)
    }

    private mutating func countInHistogram(_ value: Int64) {
        let range = Samples.range(of: value)
        // A count of 2³² - 1 stays where it is: percentiles then lean to the other ranges.
        histogram[range] = histogram[range] &+ (histogram[range] == .max ? 0 : 1)
    }

    /// Number of the range that holds `value`: values below twice ``subdivisions`` have a range each.
    private static func range(of value: Int64) -> Int {
        let doublings = max(0, 63 - value.leadingZeroBitCount - subdivisions.trailingZeroBitCount)
        return doublings * subdivisions + Int(value >> Int64(doublings))
    }

    /// The middle of a range.
    private static func middle(ofRange range: Int) -> Int64 {
        let doublings = max(0, range / subdivisions - 1)
        let lowest = Int64(range - doublings * subdivisions) << Int64(doublings)
        return lowest + (Int64(1) << Int64(doublings)) / 2
    }

    /// The summary, with every figure divided by `unit`.
    ///
    /// A percentile is the smallest value that at least that share of the sample does not exceed (nearest rank).
    ///
    /// - Complexity: O(*n* log *n*) while the sample is kept, then O(*ranges*).
    mutating func summary(unit: Double) -> Summary {
        guard count > 0 else { return Summary(count: 0) }
        var kept = UnsafeMutableBufferPointer(start: values.base, count: values.count)
        kept.sort()
        func figure(_ value: Int64) -> Double { Double(value) / unit }
        return Summary(
            count: count, mean: Double(sum) / Double(count) / unit, p50: figure(percentile(50)),
            p90: figure(percentile(90)), p99: figure(percentile(99)), max: figure(maximum))
    }

    /// The percentile by nearest rank, exact or the middle of its range.
    ///
    /// - Precondition: kept values are sorted.
    private func percentile(_ percent: Int) -> Int64 {
        let rank = (count * percent + 99) / 100
        guard histogram.count > 0 else { return values[rank - 1] }
        var seen = 0
        for range in 0..<histogram.count {
            seen += Int(histogram[range])
            if seen >= rank { return min(Samples.middle(ofRange: range), maximum) }
        }
        return maximum
    }
}

extension Summary {
    /// A summary of `count` values without figures.
    init(count: Int) {
        self.init(count: count, mean: nil, p50: nil, p90: nil, p99: nil, max: nil)
    }
}
