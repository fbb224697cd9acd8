/// Limits that a change must exceed to count.
public struct VerdictSettings: Equatable, Sendable {
    /// Share by which a figure may change; a smaller change counts as none, even if it is certain.
    public var tolerance: Double
    /// True if inconclusive metrics fail.
    public var isStrict: Bool

    /// Adjusted p-value below which a difference is significant.
    static let significance = 0.01
    /// Smallest number of samples a side for a timed metric.
    static let fewestSamples = 5
    /// Location of a timed metric's samples that is compared.
    static let location = Location.median

    /// Limits; by default 2 % is tolerated, and inconclusive metrics do not fail.
    ///
    /// - Precondition: the tolerance is at least 0 and below 1.
    public init(tolerance: Double = 0.02, isStrict: Bool = false) {
        precondition((0..<1).contains(tolerance), "a tolerance lies from 0 to below 1")
        self.tolerance = tolerance
        self.isStrict = isStrict
    }

    /// Tolerance from a user's text, `2%` or `0.02`; nil unless it is at least 0 and below 1.
    public static func tolerance(_ text: String) -> Double? {
        let isPercent = text.hasSuffix("%")
        guard let number = Double(isPercent ? text.dropLast() : text[...]) else { return nil }
        let tolerance = isPercent ? number / 100 : number
        return (0..<1).contains(tolerance) ? tolerance : nil
    }
}
