/// The two-sided Wilcoxon signed-rank test of paired differences around 0.
enum WilcoxonSignedRank {
    /// Largest number of differences for the exact distribution.
    static let largestExact = 50

    /// The probability of differences at least as lopsided, if both signs are equally likely.
    ///
    /// Differences of 0 have no sign and are left out. Few differences use the exact distribution, over all ways to
    /// give them signs, with ties. More use the normal approximation with the correction for ties.
    ///
    /// Source: Hollander, Wolfe and Chicken, *Nonparametric Statistical Methods*, 3rd ed., 3.1.
    ///
    /// - Precondition: every difference is a number.
    static func pValue(_ differences: [Double]) -> Double {
        let differences = differences.filter { $0 != 0 }
        let ranks = Ranks(differences.map(\.magnitude))
        let positive = zip(differences, ranks.doubled).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
        guard differences.count > largestExact else { return exact(ranks, positive: positive) }
        let count = Double(differences.count)
        let variance = count * (count + 1) * (2 * count + 1) / 24 - ranks.tieTerm / 48
        let distance = Double(positive) / 2 - count * (count + 1) / 4
        return NormalDistribution.twoSided(distance / variance.squareRoot())
    }

    /// The smallest p-value of `count` differences other than 0.
    static func smallestPValue(_ count: Int) -> Double {
        // All have one sign. Beyond the exact distribution this is practically 0.
        min(1, (0..<count).reduce(2) { probability, _ in probability / 2 })
    }

    private static func exact(_ ranks: Ranks, positive: Int) -> Double {
        let total = ranks.doubled.reduce(0, +)
        // Number of ways, by twice the rank sum of the positive differences.
        var ways = [Double](repeating: 0, count: total + 1)
        ways[0] = 1
        var largest = 0
        for rank in ranks.doubled {
            largest += rank
            // Downwards, so that a rank is taken at most once.
            for sum in stride(from: largest, through: rank, by: -1) { ways[sum] += ways[sum - rank] }
        }
        let below = ways[...positive].reduce(0, +)
        let above = ways[positive...].reduce(0, +)
        return min(1, 2 * min(below, above) / ways.reduce(0, +))
    }
}
