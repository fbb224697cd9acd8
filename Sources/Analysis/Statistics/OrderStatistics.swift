#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Probabilities that order statistics of a resample are given values of the sample.
struct OrderStatistics {
    /// A value and its probability.
    typealias Atom = (value: Double, probability: Double)

    /// Number of values in the sample, and in a resample.
    let count: Int
    /// Logarithms of the factorials of 0 to ``count``.
    private let logFactorials: [Double]

    /// Smaller probabilities move no quantile.
    private static let negligible = 1e-15

    init(count: Int) {
        self.count = count
        var logFactorials = [0.0]
        for number in 0..<count { logFactorials.append(logFactorials[number] + log(Double(number + 1))) }
        self.logFactorials = logFactorials
    }

    /// The distribution of the least value of a resample of `sorted`.
    func minimum(of sorted: [Double]) -> [Atom] {
        (0..<count).map { index in
            (sorted[index], exp(logProbability(that: count, drawsAreAmong: count - index)))
        }
    }

    /// The distribution of the median of a resample of `sorted`.
    func median(of sorted: [Double]) -> [Atom] {
        let middle = (count + 1) / 2
        // The number of draws from the values up to a given one has a standard deviation of at most √n / 2. More than
        // 16 of them are practically impossible.
        let radius = 8 * Int(Double(count).squareRoot()) + 8
        let ranks = max(1, middle - radius)...min(count, middle + radius)
        var atoms: [Atom] = []
        var before = probability(ofAtLeast: middle, amongTheFirst: ranks.lowerBound - 1)
        for rank in ranks {
            let upTo = probability(ofAtLeast: middle, amongTheFirst: rank)
            var alone = upTo - before
            before = upTo
            if count.isMultiple(of: 2) {
                for (other, probability) in neighbours(of: rank) {
                    atoms.append((sorted[rank - 1] / 2 + sorted[other - 1] / 2, probability))
                    alone -= probability
                }
            }
            if alone > Self.negligible { atoms.append((sorted[rank - 1], alone)) }
        }
        return atoms
    }

    /// For an even count, the probabilities of the two middle draws: the lower has `rank`, the upper each higher rank.
    ///
    /// Then half of the draws are at or below `rank`, with at least one there, and half at or above the upper rank,
    /// with at least one there.
    private func neighbours(of rank: Int) -> [(rank: Int, probability: Double)] {
        let half = count / 2
        let lower = logProbability(that: half, drawsAreAmong: rank)
        var neighbours: [(rank: Int, probability: Double)] = []
        for other in (rank..<count).map({ $0 + 1 }) {
            let upper = logProbability(that: half, drawsAreAmong: count - other + 1)
            let probability = exp(logBinomial(count, half) + lower + upper)
            // The probability falls with the distance.
            guard probability > Self.negligible else { break }
            neighbours.append((other, probability))
        }
        return neighbours
    }

    /// Logarithm of the probability that all of `draws` are among `values` values at an end of the sample, with the
    /// innermost of these drawn.
    private func logProbability(that draws: Int, drawsAreAmong values: Int) -> Double {
        // All draws are among the values, and not all among the others than the innermost; logarithms do not underflow.
        let withoutInnermost = pow(Double(values - 1) / Double(values), Double(draws))
        return Double(draws) * log(share(values)) + log1p(-withoutInnermost)
    }

    /// Probability that at least `hits` of the draws are among the first `first` values.
    private func probability(ofAtLeast hits: Int, amongTheFirst first: Int) -> Double {
        guard first > 0 else { return 0 }
        guard first < count else { return 1 }
        let (logIn, logOut) = (log(share(first)), log(share(count - first)))
        return (hits...count).reduce(0) { sum, number in
            sum + exp(logBinomial(count, number) + Double(number) * logIn + Double(count - number) * logOut)
        }
    }

    private func share(_ values: Int) -> Double { Double(values) / Double(count) }

    private func logBinomial(_ all: Int, _ some: Int) -> Double {
        logFactorials[all] - logFactorials[some] - logFactorials[all - some]
    }
}
