internal import CellbenchResults

/// Compares two runs, point by point.
///
/// - Runs of one config and seed are deterministic: every figure must be equal.
/// - Other runs are compared by their replications, if these had the same jobs.
struct RunMatch {
    var base: ResultsFile
    var new: ResultsFile
    var judge: Judge

    /// A point on both sides, with all its replications.
    struct Pair {
        var identity: Benchmark.Identity
        /// The replications that both sides have.
        var replications: [(base: PointResult, new: PointResult)]
    }

    /// The comparisons to judge, in BASE's order, and points only in NEW.
    func trials() -> [Trial] {
        if let difference = differenceOfSettings {
            return [.decided(MetricComparison(.everything, .incomparable, because: difference))]
        }
        let isSameConfig = base.configDigest == new.configDigest
        let others = Self.points(new)
        let otherIndices = Dictionary(
            others.enumerated().map { ($0.element.identity, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var trials: [Trial] = []
        if !base.complete { trials.append(.stoppedEarly) }
        let points = Self.points(base)
        for point in points {
            guard let index = otherIndices[point.identity] else {
                trials.append(.decided(MetricComparison(point.identity, .incomparable, because: "not in NEW")))
                continue
            }
            let pair = pair(point, others[index], &trials)
            guard !pair.replications.isEmpty else { continue }
            trials.append(status(pair, isSameConfig: isSameConfig))
            trials += isSameConfig ? exactFigures(pair) : pairedFigures(pair)
        }
        let known = Set(points.map(\.identity))
        for point in others where !known.contains(point.identity) {
            trials.append(.decided(MetricComparison(point.identity, .added)))
        }
        return trials
    }

    /// Reason why nothing of the two runs can be compared; nil if something can.
    private var differenceOfSettings: String? {
        if base.seed != new.seed { return "another seed: \(base.seed) in BASE, \(new.seed) in NEW" }
        if base.horizon != new.horizon {
            return "another horizon: \(base.horizon) s in BASE, \(new.horizon) s in NEW"
        }
        return nil
    }

    private typealias Replications = (identity: Benchmark.Identity, replications: [Int: PointResult])

    private static func points(_ results: ResultsFile) -> [Replications] {
        var points: [Replications] = []
        var indices: [Benchmark.Identity: Int] = [:]
        for result in results.points {
            let identity = Benchmark.Identity(name: result.architecture, parameters: result.parameters)
            let index = indices[identity] ?? points.count
            if index == points.count {
                indices[identity] = index
                points.append((identity, [:]))
            }
            points[index].replications[result.replication] = result
        }
        return points
    }

    /// The replications that both sides have; those that NEW lacks are added to `trials`.
    private func pair(_ point: Replications, _ other: Replications, _ trials: inout [Trial]) -> Pair {
        var pair = Pair(identity: point.identity, replications: [])
        var missing: [Int] = []
        for (number, base) in point.replications.sorted(by: { $0.key < $1.key }) {
            if let new = other.replications[number] {
                pair.replications.append((base, new))
            } else {
                missing.append(number)
            }
        }
        if !missing.isEmpty {
            let numbers = missing.map(String.init).joined(separator: ", ")
            let reason = "NEW lacks \(missing.count == 1 ? "replication" : "replications") \(numbers)"
            trials.append(.decided(MetricComparison(point.identity, .incomparable, because: reason)))
        }
        return pair
    }

    /// Compares the status: completed points must stay completed, and points with figures must keep them.
    private func status(_ pair: Pair, isSameConfig: Bool) -> Trial {
        var comparison = MetricComparison(pair.identity, metric: "status", .unchanged)
        comparison.metricClass = BenchMetric.Class.exact.rawValue
        let differing = pair.replications.filter { $0.base.status != $0.new.status || $0.base.reason != $0.new.reason }
        let worst = differing.max { worsening($0) < worsening($1) }
        let (base, new) = worst ?? pair.replications[0]
        comparison.base = .keyword(base.status.rawValue)
        comparison.new = .keyword(new.status.rawValue)
        comparison.baseCount = pair.replications.count
        comparison.newCount = pair.replications.count
        let failed = pair.replications.count { $0.base.status == .failed && $0.new.status == .failed }
        guard failed == 0 else {
            let extent = Self.extent(failed, of: pair.replications.count)
            return .incomparable(comparison, "failed on both sides" + (extent.map { " \($0)" } ?? ""))
        }
        guard worst != nil else { return .decided(comparison) }
        comparison.reason = Self.extent(differing.count, of: pair.replications.count, worst: new.replication)
        if new.status.severity > base.status.severity {
            comparison.outcome = .regression
        } else if isSameConfig {
            comparison.outcome = .drift
        } else {
            comparison.outcome = new.status.severity < base.status.severity ? .improvement : .unchanged
        }
        let reasons = [comparison.reason, new.reason].compactMap { $0 }
        comparison.reason = reasons.isEmpty ? nil : reasons.joined(separator: ": ")
        return .decided(comparison)
    }

    private func worsening(_ replication: (base: PointResult, new: PointResult)) -> Int {
        replication.new.status.severity - replication.base.status.severity
    }

    /// Number of replications that differ, and the worst one: `in 2 of 5 replications, worst in 3`.
    static func extent(_ differing: Int, of all: Int, worst: Int) -> String? {
        extent(differing, of: all).map { "\($0), worst in \(worst)" }
    }

    private static func extent(_ differing: Int, of all: Int) -> String? {
        all == 1 ? nil : "in \(differing) of \(all) replications"
    }
}

extension PointResult.Status {
    /// Rank of the status; greater is worse.
    fileprivate var severity: Int {
        switch self {
        case .completed: 0
        case .saturated: 1
        case .failed: 2
        }
    }
}
