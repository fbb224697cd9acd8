/// The Mann–Whitney U test of whether values of one sample tend to be larger than those of another, two-sided.
enum MannWhitney {
    /// How many values both samples together may have for the exact distribution.
    ///
    /// Beyond, the normal approximation is as good as exact, and costs less.
    static let largestExact = 40

    /// The probability of samples that differ at least as much, were both drawn from one distribution.
    ///
    /// Exact for small samples, with ties too: over all ways to divide the pooled values between the samples. For larger
    /// ones the normal approximation with corrections for ties and continuity. Source: Hollander, Wolfe and Chicken,
    /// *Nonparametric Statistical Methods*, 3rd ed., 4.1.
    ///
    /// - Precondition: both samples have values, and all are numbers.
    static func pValue(_ first: [Double], _ second: [Double]) -> Double {
        precondition(!first.isEmpty && !second.isEmpty, "an empty sample tells nothing")
        let ranks = Ranks(first + second)
        let rankSum = ranks.doubled[..<first.count].reduce(0, +)
        return first.count + second.count <= largestExact
            ? exact(ranks, count: first.count, rankSum: rankSum)
            : approximate(first.count, second.count, rankSum: Double(rankSum) / 2, tieTerm: ranks.tieTerm)
    }

    /// The smallest p-value that samples of these sizes can come to.
    static func smallestPValue(_ first: Int, _ second: Int) -> Double {
        guard first + second <= largestExact else {
            return approximate(first, second, rankSum: Double(first * (first + 1) / 2), tieTerm: 0)
        }
        // Of all the ways to divide the ranks, the two in which the samples do not overlap.
        let ways = (0..<first).reduce(1.0) { $0 * Double(first + second - $1) / Double($1 + 1) }
        return min(1, 2 / ways)
    }

    private static func exact(_ ranks: Ranks, count: Int, rankSum: Int) -> Double {
        let total = ranks.doubled.reduce(0, +)
        // By how many values have been taken and their doubled rank sum: in how many ways.
        var ways = [[Double]](repeating: [Double](repeating: 0, count: total + 1), count: count + 1)
        ways[0][0] = 1
        var largest = 0
        for rank in ranks.doubled {
            largest += rank
            // Downwards, so that no value is taken twice.
            for taken in stride(from: count, through: 1, by: -1) {
                for sum in rank...largest { ways[taken][sum] += ways[taken - 1][sum - rank] }
            }
        }
        let all = ways[count].reduce(0, +)
        let below = ways[count][...rankSum].reduce(0, +)
        let above = ways[count][rankSum...].reduce(0, +)
        return min(1, 2 * min(below, above) / all)
    }

    private static func approximate(_ first: Int, _ second: Int, rankSum: Double, tieTerm: Double) -> Double {
        let (first, second) = (Double(first), Double(second))
        let all = first + second
        let variance = first * second / 12 * (all + 1 - tieTerm / (all * (all - 1)))
        guard variance > 0 else { return 1 }
        let distance = (rankSum - first * (all + 1) / 2).magnitude
        return NormalDistribution.twoSided(max(0, distance - 0.5) / variance.squareRoot())
    }
}
