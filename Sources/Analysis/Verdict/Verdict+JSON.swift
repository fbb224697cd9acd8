internal import CellbenchFiles

extension Verdict {
    /// The name of the format that ``jsonText()`` writes, and its version.
    public static let schema = "cellbench.verdict/1"

    /// The verdict with every comparison, as JSON.
    ///
    /// - Throws: `EncodingError` if a figure is not finite.
    public func jsonText() throws -> String {
        try JSONText.encode(self)
    }
}

extension Verdict: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schema, base, new, tolerance, significance, strict, exitStatus, passed, failed, counts, comparisons
    }

    /// Writes the verdict.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(base, forKey: .base)
        try container.encode(new, forKey: .new)
        try container.encode(settings.tolerance, forKey: .tolerance)
        try container.encode(VerdictSettings.significance, forKey: .significance)
        try container.encode(settings.isStrict, forKey: .strict)
        try container.encode(exitStatus, forKey: .exitStatus)
        try container.encode(passed, forKey: .passed)
        try container.encode(failed, forKey: .failed)
        let counts = MetricComparison.Outcome.allCases.map { ($0.rawValue, count($0)) }
        try container.encode(Dictionary(uniqueKeysWithValues: counts), forKey: .counts)
        try container.encode(comparisons, forKey: .comparisons)
    }
}

extension MetricComparison: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, parameters, metric, `class`, better, unit, base, new, ratio, estimate, interval, p, adjustedP, n
        case verdict, reason
    }

    private struct Interval: Encodable {
        var of: Effect
        var low: Double
        var high: Double
    }

    private struct Counts: Encodable {
        var base: Int
        var new: Int
    }

    /// Writes the comparison, missing members as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(subject, forKey: .name)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(metric, forKey: .metric)
        try container.encode(metricClass, forKey: .class)
        try container.encode(better, forKey: .better)
        try container.encode(unit, forKey: .unit)
        try container.encode(base, forKey: .base)
        try container.encode(new, forKey: .new)
        try container.encode(ratio, forKey: .ratio)
        try container.encode(estimate, forKey: .estimate)
        let interval = effect.flatMap { effect in
            self.interval.map { Interval(of: effect, low: $0.lowerBound, high: $0.upperBound) }
        }
        try container.encode(interval, forKey: .interval)
        try container.encode(pValue, forKey: .p)
        try container.encode(adjustedPValue, forKey: .adjustedP)
        let counts = baseCount.flatMap { base in newCount.map { Counts(base: base, new: $0) } }
        try container.encode(counts, forKey: .n)
        try container.encode(outcome, forKey: .verdict)
        try container.encode(reason, forKey: .reason)
    }
}
