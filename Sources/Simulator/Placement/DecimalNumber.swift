/// A decimal number of any length, exactly as spelt: `10`, `-0.5`, `3.10`, `9007199254740993`, `1e400`.
///
/// A double has 53 bits and does not tell `9007199254740993` from `9007199254740992`; a decimal number does.
public struct DecimalNumber: Sendable {
    /// True for a number below 0.
    private let isNegative: Bool
    /// The significant digits d₁d₂…dₙ, as ASCII: `31` for `3.10` and `0.031`; none for 0.
    private let digits: [UInt8]
    /// The exponent *e* of 0.d₁d₂…dₙ × 10ᵉ: 1 for `3.10`, -1 for `0.031`; 0 for 0.
    private let exponent: Int

    /// The most digits of an exponent; no quantity needs more.
    private static let mostExponentDigits = 18

    /// Reads `text`: digits with or without a sign, a point and an exponent; nil for any other text.
    ///
    /// Hexadecimals, infinities, NaN, underscores and digits of other scripts are not numbers here.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        func takeSign() -> Bool {
            guard let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return false }
            rest.removeFirst()
            return sign == UInt8(ascii: "-")
        }
        func takeDigits() -> ArraySlice<UInt8> {
            let taken = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            rest = rest.dropFirst(taken.count)
            return taken
        }
        let isNegative = takeSign()
        let whole = takeDigits()
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits()
        }
        guard whole.count + fraction.count > 0 else { return nil }
        var shift = 0
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            let isBelow = takeSign()
            let power = takeDigits()
            guard !power.isEmpty, power.drop(while: { $0 == UInt8(ascii: "0") }).count <= Self.mostExponentDigits else {
                return nil
            }
            shift = power.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            if isBelow { shift = -shift }
        }
        guard rest.isEmpty else { return nil }
        let all = whole + fraction
        let significant = all.drop { $0 == UInt8(ascii: "0") }
        let zerosBehind = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = Array(significant.dropLast(zerosBehind))
        exponent = digits.isEmpty ? 0 : whole.count - (all.count - significant.count) + shift
        self.isNegative = isNegative && !digits.isEmpty
    }
}

extension DecimalNumber: Comparable {
    /// True where both spell the same number, as `3.10` and `3.1` do.
    public static func == (a: DecimalNumber, b: DecimalNumber) -> Bool {
        (a.isNegative, a.exponent, a.digits) == (b.isNegative, b.exponent, b.digits)
    }

    /// True where `a` is below `b`, to the last digit.
    ///
    /// - Complexity: O(*n*) in the digits that both have in common.
    public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
        guard a.isNegative == b.isNegative else { return a.isNegative }
        return a.isNegative ? b.isNearerToZero(than: a) : a.isNearerToZero(than: b)
    }

    private func isNearerToZero(than other: DecimalNumber) -> Bool {
        // 0 has no digits, so its exponent compares with none.
        guard !digits.isEmpty, !other.digits.isEmpty else { return digits.isEmpty && !other.digits.isEmpty }
        guard exponent == other.exponent else { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
