/// A figure by which architectures are compared.
public enum Figure: String, CaseIterable, Sendable {
    /// Mean seconds from submission to the first attempt.
    case waitMean
    /// The 90th percentile of them.
    case waitP90
    /// Share of the time the workload's schedulers spend deciding, the mean over them.
    case busyness
    /// Conflicted over succeeded transactions of the workload's schedulers together.
    case conflictFraction
    /// Jobs given up.
    case abandoned
    /// Jobs still waiting at the horizon.
    case pending
    /// They as a share of the jobs submitted.
    case pendingShare
    /// Share of the cell's cores held by running tasks; not of a workload but of the cell.
    case utilization
    /// Share of the time in which the cell processes a commit; of the cell too.
    case commitBusyness

    /// The figures that each workload has.
    static let ofWorkloads: [Figure] = allCases.filter { $0 != .utilization && $0 != .commitBusyness }
}

extension PointResult {
    /// A figure of this simulation; nil if it does not exist, as in a simulation that failed.
    ///
    /// The workload is of no meaning for figures of the cell.
    public func value(of figure: Figure, workload: String) -> Double? {
        guard let column = Figure.columns[figure] else {
            guard let jobs = workloads[workload] else { return nil }
            return (Double(jobs.jobsPending) / Double(jobs.jobs)).existing
        }
        return column.value(of: self, .workload(workload))
    }
}

extension Figure {
    /// The same figures in tables of all figures; only the share of the jobs that are pending is not there.
    fileprivate static let columns: [Figure: ResultFigure] = {
        let names: [Figure: String] = [
            .waitMean: "waitTime.mean", .waitP90: "waitTime.p90", .busyness: "busyness.total",
            .conflictFraction: "conflictFraction", .abandoned: "jobsAbandoned", .pending: "jobsPending",
            .utilization: "cell.utilization.cpu", .commitBusyness: "cell.commitBusyness",
        ]
        return names.mapValues { name in
            guard let column = ResultFigure.named(name) else { preconditionFailure("there is no figure \(name)") }
            return column
        }
    }()
}
