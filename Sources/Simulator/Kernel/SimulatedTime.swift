/// A simulated time, or a span of simulated time, in nanoseconds.
///
/// An integer, so that sums are exact and the order of events never depends on rounding.
public typealias Nanoseconds = Int64

extension Nanoseconds {
    /// The number of nanoseconds in a second.
    public static let perSecond: Nanoseconds = 1_000_000_000

    /// The longest span a scenario may name: 100 years of 365 days.
    ///
    /// Any sum of two such spans still fits the type.
    public static let longestSpan: Nanoseconds = 100 * 365 * 86_400 * perSecond

    /// The span nearest to `seconds`, held within 0 and ``longestSpan``.
    ///
    /// - Parameter seconds: a number; NaN counts as 0.
    public init(clampingSeconds seconds: Double) {
        let exact = seconds * 1e9
        guard exact > 0 else {
            self = 0
            return
        }
        self = exact < Double(Nanoseconds.longestSpan) ? exact.roundedToInt64 : Nanoseconds.longestSpan
    }

    /// This span in seconds.
    public var inSeconds: Double { Double(self) / 1e9 }

    /// `self + other`, or the greatest value where the sum overflows: a time after every horizon.
    package func addingClamped(_ other: Nanoseconds) -> Nanoseconds {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// `self × count`, or the greatest value where the product overflows.
    func multipliedClamped(by count: Int64) -> Nanoseconds {
        let (product, overflow) = multipliedReportingOverflow(by: count)
        return overflow ? .max : product
    }
}

extension Double {
    /// The nearest whole number, halves away from 0.
    ///
    /// As `Int64(rounded())`, without the call of the C library that rounding is on the oldest x86-64 processors.
    ///
    /// - Precondition: the number is not negative, and below 2⁶³.
    @inline(__always)
    var roundedToInt64: Int64 {
        let whole = Int64(self)
        // The difference is exact.
        return self - Double(whole) >= 0.5 ? whole &+ 1 : whole
    }
}
