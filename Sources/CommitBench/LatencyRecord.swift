internal import CellbenchResults
internal import Histogram

/// Times of transactions, in a histogram of three significant digits (HdrHistogram).
struct LatencyRecord {
    /// Multiple of the median beyond which a time is an outlier.
    private static let outlierFactor = 2.0

    /// In picoseconds: means over a batch may differ by less than a nanosecond.
    private var histogram = Histogram<UInt64>(
        highestTrackableValue: 1_000_000_000_000_000, numberOfSignificantValueDigits: .three)
    /// Description of what was timed: `means over batches of 512 transactions`.
    let subject: String

    init(of subject: String) { self.subject = subject }

    /// Adds a time.
    mutating func record(nanoseconds: Double) { histogram.record(UInt64(max(nanoseconds, 0) * 1000)) }

    /// Number of times.
    var count: Int { Int(histogram.totalCount) }

    /// Percentiles in nanoseconds, with the number of times and of outliers; no outlier is dropped.
    var metric: BenchMetric {
        guard count > 0 else { return .info(unit: "ns", figures: ["p50": nil], note: subject) }
        func percentile(_ share: Double) -> Double { Double(histogram.valueAtPercentile(share)) / 1000 }
        let limit = UInt64(percentile(50) * LatencyRecord.outlierFactor * 1000)
        let ordinary = histogram.count(within: 0...limit)
        return .info(
            unit: "ns",
            figures: [
                "p50": percentile(50), "p90": percentile(90), "p99": percentile(99), "p999": percentile(99.9),
                "max": Double(histogram.maxRecorded) / 1000, "count": Double(count),
                "outliers": Double(histogram.totalCount - ordinary),
            ], note: subject)
    }
}
