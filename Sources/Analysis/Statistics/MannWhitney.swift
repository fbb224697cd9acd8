/// The two-sided Mann–Whitney U test of two samples, one of which tends to have larger values.
enum MannWhitney {
    /// Largest number of values in both samples together for the exact distribution.
    ///
    /// For more values the normal approximation is as good and costs less.
    static let largestExact = 40

    /// The probability of samples that differ at least as much, if both come from one distribution.
    ///
    /// Small samples use the exact distribution, over all ways to divide the pooled values between the samples, with
    /// ties. Larger ones use the normal approximation with corrections for ties and continuity.
    ///
    /// Source: Hollander, Wolfe and Chicken, *Nonparametric Statistical Methods*, 3rd ed., 4.1.
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

    /// The smallest p-value of samples of these sizes.
    static func smallestPValue(_ first: Int, _ second: Int) -> Double {
        guard first + second <= largestExact else {
            return approximate(first, second, rankSum: Double(first * (first + 1) / 2), tieTerm: 0)
        }
        // Two of all divisions of the ranks are without an overlap.
        let ways = (0..<first).reduce(1.0) { $0 * Double(first + second - $1) / Double($1 + 1) }
        return min(1, 2 / ways)
    }

    private static func exact(_ ranks: Ranks, count: Int, rankSum: Int) -> Double {
        let total = ranks.doubled.reduce(0, +)
        // Number of ways, by the number of values taken and twice their rank sum.
        var ways = [[Double]](repeating: [Double](repeating: 0, count: total + 1), count: count + 1)
        ways[0][0] = 1
        var largest = 0
        for rank in ranks.doubled {
            largest += rank
            // Downwards, so that a value is taken at most once.
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
