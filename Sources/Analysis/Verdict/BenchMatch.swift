internal import CellbenchResults

/// Compares two benches, benchmark by benchmark.
struct BenchMatch {
    var base: BenchSamples
    var new: BenchSamples
    var judge: Judge

    /// The metrics to judge, in BASE's order, and those only in NEW.
    func trials() -> [Trial] {
        let others = Dictionary(new.benchmarks.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let machine = machineDifference
        var trials: [Trial] = []
        if !base.isComplete { trials.append(.stoppedEarly) }
        for benchmark in base.benchmarks {
            guard let other = others[benchmark.identity] else {
                trials.append(.decided(MetricComparison(benchmark.identity, .incomparable, because: "not in NEW")))
                continue
            }
            trials += self.trials(benchmark, other, machine)
        }
        let known = Set(base.benchmarks.map(\.identity))
        for benchmark in new.benchmarks where !known.contains(benchmark.identity) {
            trials.append(.decided(MetricComparison(benchmark.identity, .added)))
        }
        return trials
    }

    private typealias SampledBenchmark = BenchSamples.SampledBenchmark

    private func trials(_ base: SampledBenchmark, _ new: SampledBenchmark, _ machine: String?) -> [Trial] {
        var trials: [Trial] = []
        let failures = [base.failure.map { "failed in BASE: \($0)" }, new.failure.map { "failed in NEW: \($0)" }]
            .compactMap { $0 }
        if !failures.isEmpty {
            let reason = failures.joined(separator: "; ")
            trials.append(.decided(MetricComparison(base.identity, .incomparable, because: reason)))
        }
        for (name, metric) in base.metrics.sorted(by: { $0.key < $1.key }) {
            var comparison = MetricComparison(base.identity, metric: name, .incomparable)
            if case .agreed(let metric, _) = metric {
                guard metric.class != .info else { continue }
                comparison.metricClass = metric.class.rawValue
                comparison.better = metric.better
                comparison.unit = metric.unit
            }
            guard let other = new.metrics[name] else {
                // NEW's failure already explains the missing metric.
                if new.failure == nil { trials.append(.incomparable(comparison, "not in NEW")) }
                continue
            }
            trials.append(trial(comparison, metric, other, machine))
        }
        for (name, metric) in new.metrics.sorted(by: { $0.key < $1.key }) where base.metrics[name] == nil {
            if case .agreed(.info, _) = metric { continue }
            // A metric that BASE lacks because it failed is not new.
            if base.failure == nil {
                trials.append(.decided(MetricComparison(base.identity, metric: name, .added)))
            }
        }
        return trials
    }

    private func trial(
        _ comparison: MetricComparison, _ base: BenchSamples.SampledMetric, _ new: BenchSamples.SampledMetric,
        _ machine: String?
    ) -> Trial {
        let (baseMetric, newMetric): (BenchMetric, BenchMetric)
        switch (base, new) {
        case (.contradictory(let problem), _): return .incomparable(comparison, "BASE contradicts itself: \(problem)")
        case (_, .contradictory(let problem)): return .incomparable(comparison, "NEW contradicts itself: \(problem)")
        case (.agreed(let base, _), .agreed(let new, _)): (baseMetric, newMetric) = (base, new)
        }
        guard baseMetric.class == newMetric.class, baseMetric.better == newMetric.better else {
            let words = [baseMetric, newMetric].map { metric in
                [metric.class.rawValue, metric.better.map { "\($0.rawValue) is better" }].compactMap { $0 }
                    .joined(separator: ", ")
            }
            return .incomparable(comparison, "another class: \(words[0]) in BASE; \(words[1]) in NEW")
        }
        guard baseMetric.unit == newMetric.unit else {
            return .incomparable(comparison, "another unit: \(baseMetric.unit) in BASE, \(newMetric.unit) in NEW")
        }
        switch (baseMetric, newMetric) {
        case (.exact(let better, _, let base), .exact(_, _, let new)):
            return judge.exact(comparison, base, new, better)
        case (.timed(let better, _, let base), .timed(_, _, let new)):
            if let machine {
                var comparison = comparison
                comparison.isReasonOfClass = true
                return .incomparable(comparison, machine)
            }
            return judge.timed(comparison, base, new, better)
        case (.paired(let better, _, let base), .paired(_, _, let new)):
            guard new.count >= base.count else {
                return .incomparable(
                    comparison, "NEW lacks replications: it has \(new.count), BASE \(base.count)")
            }
            return judge.paired(comparison, Array(zip(base, new)), better)
        default:
            return .incomparable(comparison, "it is not judged")
        }
    }
}
