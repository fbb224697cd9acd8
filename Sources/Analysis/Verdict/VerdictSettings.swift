/// What a change must come to before it counts.
public struct VerdictSettings: Equatable, Sendable {
    /// The share by which a figure may change: what lies within is no change, were it certain.
    public var tolerance: Double
    /// Whether what is inconclusive fails.
    public var isStrict: Bool

    /// What an adjusted p-value must lie below.
    static let significance = 0.01
    /// How many samples a side a timed metric must have.
    static let fewestSamples = 5
    /// What stands for a sample of a timed metric, at both sides.
    static let location = Location.median

    /// Settings; by default 2 % are tolerated, and what is inconclusive too.
    ///
    /// - Precondition: the tolerance lies from 0 to below 1.
    public init(tolerance: Double = 0.02, isStrict: Bool = false) {
        precondition((0..<1).contains(tolerance), "a tolerance lies from 0 to below 1")
        self.tolerance = tolerance
        self.isStrict = isStrict
    }

    /// The tolerance that a user wrote, as `2%` or `0.02`; nil if it is none from 0 to below 1.
    public static func tolerance(_ text: String) -> Double? {
        let isPercent = text.hasSuffix("%")
        guard let number = Double(isPercent ? text.dropLast() : text[...]) else { return nil }
        let tolerance = isPercent ? number / 100 : number
        return (0..<1).contains(tolerance) ? tolerance : nil
    }
}
