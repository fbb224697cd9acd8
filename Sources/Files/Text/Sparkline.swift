#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How high the bar of a value is, from 0 to ``highest``.
///
/// A bar stands on 0, so that equal heights stand for equal values and noise looks like what it is. Only quantities that
/// differ more than a hundredfold have a logarithmic scale, from the smallest above 0; its lowest bar is for 0 alone if
/// there is any.
package struct BarScale {
    /// What is measured.
    package enum Kind: Equatable {
        /// A share or ratio: linear, from 0 to the largest, but to `leastTop` if that is more.
        case share(leastTop: Double)
        /// Anything else: from 0 to the largest, or logarithmic.
        case quantity
    }

    /// The number of the highest bar.
    static let highest = 7

    /// Whether the heights are those of logarithms.
    package let isLogarithmic: Bool
    /// The values of the lowest and the highest bar, or their logarithms.
    private let ends: (low: Double, high: Double)
    /// The bar of the low end.
    private let lowest: Int

    /// The scale of everything in a column.
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

    /// The bar of a value, the nearest of those there are.
    package func level(_ value: Double) -> Int {
        guard value > 0, ends.high > ends.low else { return 0 }
        let part = ((isLogarithmic ? log(value) : value) - ends.low) / (ends.high - ends.low)
        return lowest + Int((min(max(part, 0), 1) * Double(Self.highest - lowest)).rounded())
    }
}

/// Which of many values have a bar.
package enum Thinning {
    /// So many bars stand side by side at most.
    package static let mostBars = 16

    /// The numbers of at most `most` of `count` values, as evenly spaced as may be, with the first and the last.
    package static func indices(of count: Int, atMost most: Int) -> [Int] {
        guard count > most else { return Array(0..<count) }
        guard most > 1 else { return count > 0 ? [0] : [] }
        return (0..<most).map { ($0 * (count - 1) + (most - 1) / 2) / (most - 1) }
    }
}

extension TextStyle {
    /// From the lowest to the highest.
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let ascii: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

    /// What stands for a bar where there is no figure.
    package var missingBar: Character { isASCII ? " " : "·" }

    /// A bar a level, nil where there is no figure; those of `warnings` are red where there are colours.
    package func bars(_ levels: [Int?], warnings: [Bool]) -> String {
        let bars = isASCII ? Self.ascii : Self.blocks
        var text = ""
        // One escape sequence for as many bars as are alike.
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
