internal import CellbenchConfig
internal import CellbenchSimulator
internal import Synchronization

/// Generated jobs that several points share, drawn once.
///
/// Jobs depend on the workload, the seed and the replication. So all points of a replication share them, unless the
/// sweep changes the workload. The jobs are kept from the first of these points to the last.
final class JobPool: Sendable {
    /// Everything that jobs depend on.
    private struct Key: Hashable {
        var workload: GeneratedWorkload
        var number: Int
        var seed: UInt64
        var replication: Int
        var horizon: Nanoseconds
    }

    private struct Entry {
        /// Number of unfinished points that share the jobs.
        var points = 0
        var jobs: SharedJobs?
    }

    /// Largest number of bytes of jobs: two million jobs.
    private static let bytes = 64 << 20

    private let budget = SharedJobs.Budget(bytes: bytes)
    private let entries: Mutex<[Key: Entry]>

    /// A pool for the jobs of `points`.
    init(_ points: [Point]) {
        var entries: [Key: Entry] = [:]
        for point in points {
            for key in JobPool.keys(of: point.scenario) { entries[key, default: Entry()].points += 1 }
        }
        self.entries = Mutex(entries.filter { $0.value.points > 1 })
    }

    private static func keys(of scenario: Scenario) -> [Key] {
        guard case .generated(let workloads) = scenario.workloads else { return [] }
        return workloads.enumerated().map { number, workload in
            Key(
                workload: workload, number: number, seed: scenario.seed, replication: scenario.replication,
                horizon: scenario.horizon)
        }
    }

    /// The scenario with the jobs that it shares with other points.
    func sharing(_ scenario: Scenario) -> Scenario {
        var scenario = scenario
        for key in JobPool.keys(of: scenario) { scenario.sharedJobs[key.number] = jobs(key) }
        return scenario
    }

    private func jobs(_ key: Key) -> SharedJobs? {
        entries.withLock { entries in
            guard var entry = entries[key] else { return nil }
            let jobs =
                entry.jobs
                ?? SharedJobs(
                    key.workload, number: key.number, seed: key.seed, replication: key.replication,
                    until: key.horizon, within: budget)
            entry.jobs = jobs
            entries[key] = entry
            return jobs
        }
    }

    /// Notes that a point with this scenario is finished.
    func finish(_ scenario: Scenario) {
        let keys = JobPool.keys(of: scenario)
        entries.withLock { entries in
            for key in keys {
                guard var entry = entries[key] else { continue }
                entry.points -= 1
                entries[key] = entry.points > 0 ? entry : nil
            }
        }
    }
}
