internal import CellbenchConfig
internal import CellbenchResults
internal import CellbenchSimulator

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Texts of axes' marks: shorter than those of tables; one unit for all marks of a linear axis.
enum TickText {
    /// A number to three significant digits: `0.316`, `16`, `20k`, `1.5M`.
    static func number(_ value: Double) -> String {
        switch value.magnitude {
        case 0: "0"
        case ..<1e-4: exponential(value)
        case ..<9999.5: trimmed(value)
        case ..<999_500: trimmed(value / 1e3) + "k"
        case ..<999_500_000: trimmed(value / 1e6) + "M"
        default: exponential(value)
        }
    }

    /// The numbers of an axis, in one notation where they are small.
    static func numbers(_ values: [Double]) -> [String] {
        let least = values.filter { $0 != 0 }.min() ?? 1
        guard least < 1e-3 else { return values.map(number) }
        return values.map { $0 == 0 ? "0" : exponential($0) }
    }

    /// Seconds on a logarithmic axis: `1ms`, `100s`.
    static func seconds(_ value: Double) -> String {
        switch value.magnitude {
        case 0: "0"
        case ..<0.9995e-6: number(value * 1e9) + "ns"
        case ..<0.9995e-3: number(value * 1e6) + "us"
        case ..<0.9995: number(value * 1e3) + "ms"
        // Kiloseconds are unusual, and more zeros have no room beside a chart.
        case 9999.5...: powerOfTen(value) + "s"
        default: number(value) + "s"
        }
    }

    /// Unit of a linear axis of seconds up to `greatest`: its length in seconds, and its name.
    static func unit(ofSecondsUpTo greatest: Double) -> (seconds: Double, name: String) {
        switch greatest {
        case ..<1e-6: (1e-9, "ns")
        case ..<1e-3: (1e-6, "us")
        case ..<1: (1e-3, "ms")
        case ..<600: (1, "s")
        case ..<7200: (60, "min")
        default: (3600, "h")
        }
    }

    private static func trimmed(_ value: Double) -> String {
        let whole = max(0, Int(log10(value.magnitude).rounded(.down)) + 1)
        let small = value.magnitude < 1 ? -Int(log10(value.magnitude).rounded(.down)) - 1 : 0
        let text = FigureFormat.fixed(value, decimals: max(0, 3 - whole) + small)
        guard text.contains(".") else { return text }
        let kept = text.reversed().drop { $0 == "0" }
        return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
    }

    /// The power of ten nearest to a large value: `10⁴`.
    private static func powerOfTen(_ value: Double) -> String {
        let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let exponent = "\(Int(log10(value).rounded()))"
        return "10" + exponent.compactMap(\.wholeNumberValue).map { String(raised[$0]) }.joined()
    }

    private static func exponential(_ value: Double) -> String {
        let exponent = Int((log10(value.magnitude) + 1e-9).rounded(.down))
        // The least numbers are below the least power of ten that a double has.
        let scale = exponent < -300 ? 1e100 : 1
        return trimmed(value * scale / pow(10, Double(exponent) + log10(scale))) + "e\(exponent)"
    }
}

/// Swept paths with the base units in which results give their values.
struct SweptNames {
    /// The settings that paths may lead to.
    let settings: SettingTree

    /// A path with the unit of its values: `retry.delay (s)`, `retry.factor`.
    func name(_ path: String) -> String {
        switch settings.quantity(at: path) {
        case .time: path + " (s)"
        case .memory: path + " (GiB)"
        case .cores: path + " (cores)"
        case .devices, .tasks, .number, nil: path
        }
    }
}
