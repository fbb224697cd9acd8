@testable import CellbenchSimulator

/// Random choices for tests, from SplitMix64 (whose own test uses published numbers).
struct TestRandom: RandomNumberGenerator {
    private var generator: SplitMix64

    init(_ seed: UInt64) { generator = SplitMix64(state: seed) }

    mutating func next() -> UInt64 { generator.next() }
}

/// Limit that chi-square with `degrees` degrees of freedom exceeds about 3 times in 100,000 (4 standard deviations).
///
/// Source: Wilson and Hilferty's approximation.
func chiSquareLimit(degrees: Int) -> Double {
    let k = Double(degrees)
    let root = 1 - 2 / (9 * k) + 4 * (2 / (9 * k)).squareRoot()
    return k * root * root * root
}

/// Pearson's statistic of `counts` against `expected`.
func chiSquare(_ counts: [Int], expected: [Double]) -> Double {
    zip(counts, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1 }
}

/// Pearson's statistic of two samples from one distribution, and its degrees of freedom.
///
/// Outcomes that occur fewer than 10 times in all are left out.
func chiSquareOfTwo(_ a: [Int], _ b: [Int]) -> (statistic: Double, degrees: Int) {
    let pairs = zip(a, b).filter { $0 + $1 >= 10 }
    let totals = pairs.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let scale = (Double(totals.1) / Double(totals.0)).squareRoot()
    let statistic = pairs.reduce(0.0) { sum, pair in
        let difference = Double(pair.0) * scale - Double(pair.1) / scale
        return sum + difference * difference / Double(pair.0 + pair.1)
    }
    return (statistic, max(pairs.count - 1, 1))
}
