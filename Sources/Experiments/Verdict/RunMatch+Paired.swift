extension RunMatch {
    /// The figures of a point that two configs have in common, replication by replication.
    func pairedFigures(_ pair: Pair) -> [Trial] {
        if let difference = differenceOfJobs(pair) {
            return [.decided(MetricComparison(pair.identity, .incomparable, because: difference))]
        }
        // A simulation that failed has no figures; its status says so.
        let finished = pair.replications.filter { $0.base.status != .failed && $0.new.status != .failed }
        return workloads(finished.map(\.base)).flatMap { workload in
            Self.figures.compactMap { figure -> Trial? in
                let pairs = finished.map { (figure.value($0.base, workload), figure.value($0.new, workload)) }
                // What exists on neither side, as conflicts of a scheduler that has none, is the same on both.
                guard pairs.contains(where: { $0.0 != nil || $0.1 != nil }) else { return nil }
                var comparison = MetricComparison(
                    pair.identity, metric: "\(workload) \(figure.name)", .incomparable)
                comparison.metricClass = BenchMetric.Class.paired.rawValue
                comparison.better = figure.better
                comparison.unit = figure.unit
                return judge.paired(comparison, pairs, figure.better)
            }
        }
    }

    /// Why the replications did not see the same jobs; nil if they did.
    private func differenceOfJobs(_ pair: Pair) -> String? {
        for (base, new) in pair.replications where base.status != .failed && new.status != .failed {
            let (names, others) = (workloads([base]), workloads([new]))
            guard names == others else {
                let lists = [names, others].map { $0.joined(separator: ", ") }
                return "other workloads: \(lists[0]) in BASE, \(lists[1]) in NEW"
            }
            for name in names {
                guard let (old, current) = both(base.workloads[name], new.workloads[name]) else { continue }
                guard old.jobs == current.jobs, old.tasks == current.tasks else {
                    return "other jobs: \(name) has \(old.jobs) with \(old.tasks) tasks in BASE, "
                        + "\(current.jobs) with \(current.tasks) in NEW, in replication \(base.replication)"
                }
            }
        }
        return nil
    }

    private func both(_ base: WorkloadResult?, _ new: WorkloadResult?) -> (WorkloadResult, WorkloadResult)? {
        if let base, let new { (base, new) } else { nil }
    }

    private func workloads(_ results: [PointResult]) -> [String] {
        Set(results.flatMap(\.workloads.keys)).sorted()
    }

    private struct PairedFigure {
        var name: String
        var better: BenchMetric.Better
        var unit: String
        var value: @Sendable (PointResult, _ workload: String) -> Double?

        /// A figure of the tables of architectures.
        static func table(_ name: String, unit: String, _ figure: Figure) -> PairedFigure {
            PairedFigure(name: name, better: .lower, unit: unit) { $0.value(of: figure, workload: $1) }
        }
    }

    // The shares of the cell in use are left out: more is no better in itself.
    private static let figures: [PairedFigure] = [
        .table("mean wait", unit: "s", .waitMean), .table("90th percentile of waits", unit: "s", .waitP90),
        .table("busyness", unit: "1", .busyness), .table("conflict fraction", unit: "1", .conflictFraction),
        .table("jobs abandoned", unit: "1", .abandoned), .table("jobs pending", unit: "1", .pending),
        PairedFigure(name: "jobs fully scheduled", better: .higher, unit: "1") { point, workload in
            (point.workloads[workload]?.jobsFullyScheduled).map(Double.init)
        },
        PairedFigure(name: "tasks scheduled", better: .higher, unit: "1") { point, workload in
            (point.workloads[workload]?.tasksScheduled).map(Double.init)
        },
    ]
}
