internal import CellbenchResults

extension RunMatch {
    /// Compares every figure of a point that both runs simulated from one config: a row a figure, for its worst
    /// replication.
    func exactFigures(_ pair: Pair) -> [Trial] {
        var order: [String] = []
        var rows: [String: [Difference]] = [:]
        for (base, new) in pair.replications where base.status != .failed && new.status != .failed {
            let (old, current) = (base.figures, new.figures)
            for path in old.keys.sorted() where rows[path] == nil {
                order.append(path)
                rows[path] = []
            }
            for (path, figure) in old {
                rows[path]?.append(
                    Difference(
                        better: figure.better, replication: base.replication, base: figure, new: current[path]))
            }
            for (path, figure) in current where old[path] == nil {
                if rows[path] == nil { order.append(path) }
                rows[path, default: []].append(
                    Difference(better: figure.better, replication: base.replication, base: nil, new: figure))
            }
        }
        return order.map { row(pair.identity, $0, rows[$0] ?? []) }
    }

    private func row(_ identity: Benchmark.Identity, _ path: String, _ differences: [Difference]) -> Trial {
        let differing = differences.filter { $0.outcome != .unchanged }
        let worst = differing.max { ($0.severity, $0.size) < ($1.severity, $1.size) }
        var comparison = MetricComparison(identity, metric: path, worst?.outcome ?? .unchanged)
        comparison.metricClass = BenchMetric.Class.exact.rawValue
        comparison.better = differences.first?.better
        comparison.baseCount = differences.count
        comparison.newCount = differences.count
        guard let shown = worst ?? differences.first else { return .decided(comparison) }
        comparison.base = shown.base?.value
        comparison.new = shown.new?.value
        if worst != nil {
            comparison.reason =
                shown.new == nil
                ? "not in NEW" : Self.extent(differing.count, of: differences.count, worst: shown.replication)
        }
        return .decided(comparison)
    }

    /// A figure of one replication on both sides; nil where a side does not have the figure.
    private struct Difference {
        var better: BenchMetric.Better?
        var replication: Int
        var base: FiguredPath?
        var new: FiguredPath?

        var outcome: MetricComparison.Outcome {
            guard let base else { return .added }
            guard let new else { return .incomparable }
            guard base.value != new.value else { return .unchanged }
            guard case .number(let old)? = base.value, case .number(let current)? = new.value else { return .drift }
            switch better {
            case .lower: return current > old ? .regression : .drift
            case .higher: return current < old ? .regression : .drift
            case nil: return .drift
            }
        }

        /// Rank of the outcome; greater is worse.
        var severity: Int {
            -(MetricComparison.Outcome.allCases.firstIndex(of: outcome) ?? 0)
        }

        /// Size of the change as a share of the larger value.
        var size: Double {
            guard case .number(let old)? = base?.value, case .number(let current)? = new?.value else { return 0 }
            return ((current - old).magnitude / max(current.magnitude, old.magnitude)).existing ?? 0
        }
    }
}
