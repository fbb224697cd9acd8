internal import CellbenchResults

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension FigureFormat {
    /// A figure to at least `digits` significant digits, with its unit: `61.20ns`, `1624567/s`; whole numbers stay
    /// whole.
    static func quantity(_ value: Double, unit: String?, digits: Int = 4) -> String {
        let suffix =
            switch unit {
            case nil, "1"?: ""
            case let unit? where unit.hasPrefix("1/"): String(unit.dropFirst())
            case let unit?: unit
            }
        return number(value, digits: digits) + suffix
    }

    /// A change as a percentage with its sign: `+5.2%`, `-0.003%`; `+<0.001%` for one that would round to 0.
    static func change(_ share: Double) -> String {
        let percent = share * 100
        guard percent != 0 else { return "0%" }
        let sign = percent > 0 ? "+" : "-"
        for decimals in 1...3 {
            let text = fixed(percent.magnitude, decimals: decimals)
            if text.contains(where: { !"0.".contains($0) }) { return "\(sign)\(text)%" }
        }
        return "\(sign)<0.001%"
    }

    /// A p-value to three digits after the point.
    static func probability(_ probability: Double) -> String {
        probability < 0.001 ? "<0.001" : fixed(probability, decimals: 3)
    }

    private static func number(_ value: Double, digits: Int) -> String {
        guard value != value.rounded() else { return ParameterValue.number(value).description }
        let decimals = digits - 1 - Int(log10(value.magnitude).rounded(.down))
        // A smaller number has too many zeros to read, and a double has no more digits.
        guard decimals <= 15, digits < 17 else { return value.description }
        return fixed(value, decimals: max(0, decimals))
    }
}
