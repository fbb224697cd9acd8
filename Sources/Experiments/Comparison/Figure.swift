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
        switch figure {
        case .utilization: return cell?.utilization.cpu
        case .commitBusyness: return cell?.commitBusyness
        default: break
        }
        guard let jobs = workloads[workload] else { return nil }
        switch figure {
        case .waitMean: return jobs.waitTime.mean
        case .waitP90: return jobs.waitTime.p90
        case .busyness: return busyness(serving: workload)
        case .conflictFraction: return conflictFraction(serving: workload)
        case .abandoned: return Double(jobs.jobsAbandoned)
        case .pending: return Double(jobs.jobsPending)
        case .pendingShare: return (Double(jobs.jobsPending) / Double(jobs.jobs)).existing
        case .utilization, .commitBusyness: return nil
        }
    }

    /// The schedulers of a workload, in the order of their names so that sums come out the same every time.
    private func schedulers(serving workload: String) -> [SchedulerResult] {
        schedulers.filter { $0.value.workloads.contains(workload) }.sorted { $0.key < $1.key }.map(\.value)
    }

    private func busyness(serving workload: String) -> Double? {
        let shares = schedulers(serving: workload).compactMap(\.busyness.total)
        return (shares.reduce(0, +) / Double(shares.count)).existing
    }

    private func conflictFraction(serving workload: String) -> Double? {
        let transactions = schedulers(serving: workload).map(\.transactions)
        // Counts of a file from elsewhere may not fit an integer once added.
        let conflicted = transactions.reduce(0) { $0 + Double($1.conflicted) }
        let succeeded = transactions.reduce(0) { $0 + Double($1.succeeded) }
        return (conflicted / succeeded).existing
    }
}
