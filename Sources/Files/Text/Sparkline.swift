#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Heights of bars, from 0 to ``highest``.
///
/// Bars stand on 0, so that equal heights mean equal values and noise looks like noise. Quantities that differ more
/// than a hundredfold have a logarithmic scale from the smallest value above 0. If there are zeros too, the lowest bar
/// is for them alone.
package struct BarScale {
    /// Kind of the values.
    package enum Kind: Equatable {
        /// A share or ratio: linear from 0 to the largest value, or to `leastTop` if that is larger.
        case share(leastTop: Double)
        /// Any other quantity: linear from 0 to the largest value, or logarithmic.
        case quantity
    }

    /// Height of the highest bar.
    static let highest = 7

    /// True if heights are proportional to logarithms.
    package let isLogarithmic: Bool
    /// Values of the lowest and the highest bar, or their logarithms.
    private let ends: (low: Double, high: Double)
    /// Height of the low end's bar.
    private let lowest: Int

    /// The scale for all values of a column.
    package init(_ values: [Double], _ kind: Kind) {
        let largest = values.max() ?? 0
        switch kind {
        case .share(let leastTop):
            isLogarithmic = false
            ends = (0, max(leastTop, largest))
        case .quantity:
            let smallest = values.lazy.filter { $0 > 0 }.min() ?? largest
            isLogarithmic = smallest > 0 && largest / smallest > 100
            ends = isLogarithmic ? (log(smallest), log(largest)) : (0, largest)
        }
        lowest = isLogarithmic && values.contains { $0 <= 0 } ? 1 : 0
    }

    /// Height of the bar nearest to a value.
    package func level(_ value: Double) -> Int {
        guard value > 0, ends.high > ends.low else { return 0 }
        let part = ((isLogarithmic ? log(value) : value) - ends.low) / (ends.high - ends.low)
        return lowest + Int((min(max(part, 0), 1) * Double(Self.highest - lowest)).rounded())
    }
}

/// Selects the values that have a bar.
package enum Thinning {
    /// Largest number of bars side by side.
    package static let mostBars = 16

    /// Numbers of at most `most` of `count` values: the first, the last, and others as evenly spaced as possible.
    package static func indices(of count: Int, atMost most: Int) -> [Int] {
        guard count > most else { return Array(0..<count) }
        guard most > 1 else { return count > 0 ? [0] : [] }
        return (0..<most).map { ($0 * (count - 1) + (most - 1) / 2) / (most - 1) }
    }
}

extension TextStyle {
    /// Bars from the lowest to the highest.
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let ascii: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

    /// Character for a missing value.
    package var missingBar: Character { isASCII ? " " : "·" }

    /// Bars for heights, nil for a missing value; bars with a warning are red where there are colours.
    package func bars(_ levels: [Int?], warnings: [Bool]) -> String {
        let bars = isASCII ? Self.ascii : Self.blocks
        var text = ""
        // One escape sequence colours a run of bars.
        var run = (isWarning: false, text: "")
        for (level, isWarning) in zip(levels, warnings) {
            if isWarning != run.isWarning {
                text += run.isWarning ? warning(run.text) : run.text
                run = (isWarning, "")
            }
            run.text.append(level.map { bars[$0] } ?? missingBar)
        }
        return text + (run.isWarning ? warning(run.text) : run.text)
    }
}
