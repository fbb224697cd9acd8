internal import CellbenchResults

/// Figures of a bench as its tables print them.
enum FigureText {
    /// A time to three significant digits, in the unit that suits it: `1.23us`.
    static func nanoseconds(_ time: Double?) -> String { FigureFormat.duration(time.map { $0 * 1e-9 }) }

    /// A rate to three significant digits: `1.23M`.
    static func rate(_ rate: Double?) -> String {
        guard let rate else { return FigureFormat.missing }
        let units: [(name: String, size: Double)] = [("G", 1e9), ("M", 1e6), ("k", 1e3)]
        let unit = units.first { rate >= $0.size } ?? ("", 1)
        let value = rate / unit.size
        return FigureFormat.fixed(value, decimals: value < 9.995 ? 2 : value < 99.95 ? 1 : 0) + unit.name
    }

    /// A ratio to two decimals: `1.05`.
    static func ratio(_ ratio: Double) -> String { FigureFormat.fixed(ratio, decimals: 2) }

    /// Half the range of samples as a share of the middle of the range: 90 and 110 have `10.0%`.
    static func spread(_ samples: [Double]) -> String {
        guard samples.count > 1, let least = samples.min(), let most = samples.max(), least + most > 0 else {
            return FigureFormat.missing
        }
        return FigureFormat.fixed((most - least) / (most + least) * 100, decimals: 1) + "%"
    }
}
