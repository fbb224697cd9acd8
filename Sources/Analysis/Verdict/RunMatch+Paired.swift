internal import CellbenchResults

extension RunMatch {
    /// Compares the figures of a point of two configs, replication by replication.
    func pairedFigures(_ pair: Pair) -> [Trial] {
        if let difference = differenceOfJobs(pair) {
            return [.decided(MetricComparison(pair.identity, .incomparable, because: difference))]
        }
        // A failed simulation has no figures; the comparison of its status says so.
        let finished = pair.replications.filter { $0.base.status != .failed && $0.new.status != .failed }
        return workloads(finished.map(\.base)).flatMap { workload in
            Figure.judged.compactMap { figure, title, better -> Trial? in
                let pairs = finished.map {
                    ($0.base.value(of: figure, workload: workload), $0.new.value(of: figure, workload: workload))
                }
                // A figure that neither side has, such as conflicts of a scheduler without any, is equal on both.
                guard pairs.contains(where: { $0.0 != nil || $0.1 != nil }) else { return nil }
                var comparison = MetricComparison(
                    pair.identity, metric: "\(workload) \(title)", .incomparable)
                comparison.metricClass = BenchMetric.Class.paired.rawValue
                comparison.better = better
                comparison.unit = figure.unit.rawValue
                return judge.paired(comparison, pairs, better)
            }
        }
    }

    /// Reason why the replications did not have the same jobs; nil if they did.
    private func differenceOfJobs(_ pair: Pair) -> String? {
        for (base, new) in pair.replications where base.status != .failed && new.status != .failed {
            let (names, others) = (workloads([base]), workloads([new]))
            guard names == others else {
                let lists = [names, others].map { $0.joined(separator: ", ") }
                return "other workloads: \(lists[0]) in BASE, \(lists[1]) in NEW"
            }
            for name in names {
                let (old, current) = (jobs(name, base), jobs(name, new))
                guard old == current else {
                    return "other jobs: \(name) has \(old.jobs) with \(old.tasks) tasks in BASE, "
                        + "\(current.jobs) with \(current.tasks) in NEW, in replication \(base.replication)"
                }
            }
        }
        return nil
    }

    /// Numbers of a workload's jobs and tasks.
    private func jobs(_ workload: String, _ point: PointResult) -> (jobs: String, tasks: String) {
        func text(_ figure: Figure) -> String {
            point.value(of: figure, workload: workload).map { ParameterValue.number($0).description } ?? ""
        }
        return (text(.jobs), text(.tasks))
    }

    private func workloads(_ results: [PointResult]) -> [String] {
        Set(results.flatMap(\.workloads.keys)).sorted()
    }
}

extension Figure {
    /// Figures of workloads by which runs of different configs are judged: those of tables, then finished work.
    ///
    /// Utilization is not among them, because more of it is not better by itself.
    fileprivate static let judged: [(figure: Figure, title: String, better: BenchMetric.Better)] =
        (tabled + catalogue.filter { $0.column == nil }).compactMap { figure in
            guard let title = figure.title, let better = figure.better, !figure.isOfCell else { return nil }
            return (figure, title, better)
        }
}
