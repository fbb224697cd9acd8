internal import CellbenchResults
internal import CellbenchSimulator

/// The cost of a commit, per transaction and per claim, as `decisionTime.commit` takes it.
struct CommitCost: Equatable {
    /// Nanoseconds per transaction, whatever it claims.
    let transaction: Double
    /// Nanoseconds per claim.
    let claim: Double

    /// Fits a line through times of transactions by their number of claims.
    ///
    /// Least squares of the relative errors, because the times span two orders of magnitude. A cost that the line has
    /// below 0 is 0. Nil for fewer than two numbers of claims.
    init?(_ times: [(claims: Double, nanoseconds: Double)]) {
        guard Set(times.map(\.claims)).count > 1, times.allSatisfy({ $0.nanoseconds > 0 }) else { return nil }
        // Sums of 1, claims, claims², times and claims × times, each weighted by 1 / time².
        var (ones, sizes, squares, sums, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (claims, time) in times {
            let weight = 1 / (time * time)
            ones += weight
            sizes += weight * claims
            squares += weight * claims * claims
            sums += weight * time
            products += weight * claims * time
        }
        let determinant = ones * squares - sizes * sizes
        let slope = (ones * products - sizes * sums) / determinant
        let start = (squares * sums - sizes * products) / determinant
        if start < 0 {
            (transaction, claim) = (0, products / squares)
        } else if slope < 0 {
            (transaction, claim) = (sums / ones, 0)
        } else {
            (transaction, claim) = (start, slope)
        }
    }
}

extension BenchFile {
    /// By name of a path, the cost of its transactions and claims on a cell of `machines`; paths that were not measured
    /// are left out.
    func commitCosts(machines: Double) -> [(name: String, cost: CommitCost)] {
        var names: [String] = []
        var times: [String: [(claims: Double, nanoseconds: Double)]] = [:]
        for benchmark in benchmarks where benchmark.parameters["machines"] == .number(machines) {
            guard case .timed(_, _, let samples) = benchmark.metrics["timePerTransaction"],
                case .number(let claims) = benchmark.parameters["claims"], let time = samples.median()
            else { continue }
            if times[benchmark.name] == nil { names.append(benchmark.name) }
            times[benchmark.name, default: []].append((claims, time))
        }
        return names.compactMap { name in CommitCost(times[name] ?? []).map { (name, $0) } }
    }
}
