internal import CellbenchFiles

/// Figures as tables print them: short, the same in every locale, `-` for a figure without a value.
package enum FigureFormat {
    /// Text for a figure without a value.
    package static let missing = "-"

    /// Seconds to three significant digits, in the units of configs: `250ms`, `4.92s`, `1.50min`, `72.0h`.
    package static func duration(_ seconds: Double?) -> String {
        guard let seconds else { return missing }
        guard seconds != 0 else { return "0" }
        let unit = Unit(fitting: seconds)
        return unit.number(seconds) + unit.name
    }

    /// A mean of seconds and its half-width in the same unit, rounded to the digits that the half-width justifies:
    /// `4.9±0.3s`.
    package static func duration(_ mean: Double, halfWidth: Double?) -> String {
        guard let halfWidth else { return duration(mean) }
        if mean == 0, halfWidth == 0 { return "0" }
        var unit = Unit(fitting: max(mean.magnitude, halfWidth))
        // One digit of a half-width is enough, or two if the first is a 1 or a 2.
        switch halfWidth / unit.seconds {
        case 2.95...: unit.decimals = 0
        case 0.295...: unit.decimals = min(1, unit.decimals)
        default: break
        }
        return "\(unit.number(mean))±\(unit.number(halfWidth))\(unit.name)"
    }

    /// A share or ratio to three digits after the point, fewer from 10 on.
    package static func share(_ share: Double?) -> String {
        guard let share else { return missing }
        return share == 0 ? "0" : fixed(share, decimals: min(3, decimals(share) + 1))
    }

    /// A share of the cell to two digits; a third would take width that two workloads need.
    package static func utilization(_ share: Double?) -> String {
        share.map { fixed($0, decimals: 2) } ?? missing
    }

    /// A mean of shares with its half-width.
    package static func share(_ mean: Double, halfWidth: Double?) -> String {
        withHalfWidth(mean, halfWidth, decimals: 3)
    }

    /// A count, or a mean of counts with at most one digit after the point.
    package static func count(_ count: Double?) -> String {
        guard let count else { return missing }
        let isWhole = count == count.rounded() || count.magnitude >= 100
        return fixed(count, decimals: isWhole ? 0 : 1)
    }

    /// A mean of counts with its half-width.
    package static func count(_ mean: Double, halfWidth: Double?) -> String {
        let parts = [mean.magnitude, halfWidth ?? 0]
        let isWhole = parts.allSatisfy { $0 == $0.rounded() } || parts.contains { $0 >= 100 }
        return withHalfWidth(mean, halfWidth, decimals: isWhole ? 0 : 1)
    }

    /// A count of jobs and its share of all jobs: `480 16%`.
    package static func count(_ count: Double?, share: Double?) -> String {
        guard let count, count != 0, let share else { return self.count(count) }
        let percent = share < 0.01 ? "<1" : fixed(share * 100, decimals: 0)
        // Beside the share a mean need not be exact.
        return "\(self.count(count < 1 ? count : count.rounded())) \(percent)%"
    }

    /// A number to three significant digits, without zeros at the end.
    package static func short(_ value: Double) -> String {
        guard (1e-15...1e15).contains(value.magnitude) else { return shortest(value) }
        // Powers of ten are exact up to 1e22; division by one is exact where multiplication by its inverse is not.
        var (up, down) = (1.0, 1.0)
        while (value.magnitude / down) * up >= 999.5 { down *= 10 }
        while (value.magnitude / down) * up < 99.95 { up *= 10 }
        return shortest(up > 1 ? (value * up).rounded() / up : (value / down).rounded() * down)
    }

    private static func withHalfWidth(_ mean: Double, _ halfWidth: Double?, decimals: Int) -> String {
        let margin = halfWidth ?? 0
        guard mean != 0 || margin != 0 else { return "0" }
        // A small difference keeps enough digits not to look like 0.
        var decimals = decimals
        let largest = max(mean.magnitude, margin)
        while decimals < 6, fixed(largest, decimals: decimals).allSatisfy({ "0.".contains($0) }) {
            decimals += 1
        }
        let text = fixed(mean, decimals: decimals)
        return halfWidth == nil ? text : "\(text)±\(fixed(margin, decimals: decimals))"
    }

    /// Number of digits after the point for three significant digits; none from 100 on.
    fileprivate static func decimals(_ value: Double) -> Int {
        // The limits are those after rounding: 9.996 prints as 10.0, not 10.00.
        switch value.magnitude {
        case ..<9.995: 2
        case ..<99.95: 1
        default: 0
        }
    }

    /// `value` with `decimals` digits after the point.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
        let scaled = (value.magnitude * Double(scale)).rounded()
        // The comparison is false for NaN too.
        guard scaled < 1e15 else { return value.description }
        let digits = Int(scaled)
        let sign = value < 0 && digits != 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(digits)" }
        let fraction = String(digits % scale)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(sign)\(digits / scale).\(zeros)\(fraction)"
    }
}

/// A unit of time, and the number of digits in it.
private struct Unit {
    var name: String
    var seconds: Double
    var decimals: Int

    /// The largest unit, hours at most, in which `seconds` is at least 1.
    init(fitting seconds: Double) {
        // A value that would round to 1 of the next unit takes the next unit.
        let units: [(name: String, seconds: Double, limit: Double)] = [
            ("ns", 1e-9, 0.9995e-6), ("us", 1e-6, 0.9995e-3), ("ms", 1e-3, 0.9995), ("s", 1, 59.95), ("min", 60, 3597),
            ("h", 3600, .infinity),
        ]
        let unit = units.first { seconds.magnitude < $0.limit } ?? units[units.count - 1]
        name = unit.name
        self.seconds = unit.seconds
        decimals = FigureFormat.decimals(seconds / unit.seconds)
    }

    func number(_ value: Double) -> String {
        FigureFormat.fixed(value / seconds, decimals: decimals)
    }
}
