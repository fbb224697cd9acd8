@testable package import CellbenchConfig
@testable package import CellbenchExperiments
@testable package import CellbenchResults
@testable package import CellbenchSimulator

/// Made-up results for tests of what reads them.
package enum Sample {
    package static let environment = RunEnvironment(
        cpuModel: "Abacus", cpuCount: 2, kernel: "Linux 6.1 x86_64", toolchain: "Swift 6.3.1",
        buildConfiguration: "release", version: "0.1.0", gitRevision: "0123456789abcdef",
        allocator: AllocatorFigures(jemallocVersion: "5.3.0", isProcessAllocator: true))

    package static func point(
        _ architecture: String, parameters: [Parameter] = [], replication: Int = 0
    ) -> Point {
        Point(
            architecture: architecture, kind: "shared-state", parameters: parameters, replication: replication,
            scenario: Scenario(
                horizon: 86_400 * .perSecond, machines: [], workloads: .generated([]), decisionTimes: [],
                architecture: .monolithic(MonolithicSettings())),
            estimatedCost: 1)
    }

    package static func experiment(_ points: [Point]) -> Experiment {
        Experiment(
            name: "sample", description: nil, seed: 42, horizon: 86_400 * .perSecond, points: points,
            resolvedConfig: "abc")
    }

    /// The results of an experiment that simulated exactly `points`.
    package static func results(_ points: [PointResult]) -> ResultsFile {
        ResultsFile(experiment(points.map { _ in point("any") }), points: points)
    }

    package static func figures(
        _ workloads: [WorkloadFigures], schedulers: [SchedulerFigures]? = nil,
        status: RunFigures.Status = .completed, cpu: Double? = 0.6875, commitBusyness: Double = 0
    ) -> RunFigures {
        RunFigures(
            status: status, workloads: workloads,
            schedulers: schedulers ?? workloads.map { scheduler("\($0.name)-0", serving: [$0.name]) },
            cell: CellFigures(
                utilization: ResourceShares(cpu: cpu, memory: 0.625, gpu: nil),
                locked: ResourceShares(cpu: 0, memory: 0, gpu: nil), commitBusyness: commitBusyness,
                initialTasks: 600, initialTasksDropped: 1),
            events: 38_714)
    }

    package static func workload(
        _ name: String, wait: Double? = 4.92, p90: Double? = 15.2, abandoned: Int = 0, pending: Int = 0
    ) -> WorkloadFigures {
        let wait = Summary(
            count: wait == nil ? 0 : 2938, mean: wait, p50: wait.map { _ in 0 }, p90: p90,
            p99: wait.map { _ in 48.1 }, max: wait.map { _ in 120.4 })
        return WorkloadFigures(
            name: name, jobs: 2939, jobsStarted: 2938, jobsFullyScheduled: 2937, jobsAbandoned: abandoned,
            jobsRefused: 0, jobsPending: pending,
            pendingAge: PendingAge(
                count: pending, mean: pending == 0 ? nil : 12.5, max: pending == 0 ? nil : 20),
            tasks: 30_935, tasksScheduled: 30_931, tasksAbandoned: 1, tasksRefused: 0, tasksPending: 3, waitTime: wait,
            queueTime: wait,
            attempts: Summary(count: 2938, mean: 1.25, p50: 1, p90: 2, p99: 3, max: 7))
    }

    package static func scheduler(
        _ name: String, serving workloads: [String], busyness: Double = 0.44, succeeded: Int = 2955,
        conflicted: Int = 812
    ) -> SchedulerFigures {
        SchedulerFigures(
            name: name, workloads: workloads,
            busyness: Busyness(
                total: busyness, useful: busyness, conflicted: 0, fruitless: 0, undecided: 0,
                dailyMedian: busyness, dailyMAD: 0),
            transactionsSucceeded: succeeded, transactionsConflicted: conflicted, transactionsEmpty: 121,
            transactionsRetried: 854,
            conflictFraction: succeeded == 0 ? nil : Double(conflicted) / Double(succeeded),
            conflictFractionDailyMedian: succeeded == 0 ? nil : Double(conflicted) / Double(succeeded),
            conflictFractionDailyMAD: succeeded == 0 ? nil : 0,
            claimsCommitted: 30_931, claimsConflicted: 2014, claimsRolledBack: 0, jobsAbandoned: 0,
            queueLengthAtEnd: 0)
    }
}

extension FigureValues {
    /// A figure by its name.
    package subscript(name: String) -> Double? {
        get { self[.known(name)] }
        set { self[.known(name)] = newValue }
    }
}

extension SchedulerResult {
    /// A figure by its name.
    package subscript(name: String) -> Double? {
        get { self[.known(name)] }
        set { self[.known(name)] = newValue }
    }
}

extension String {
    /// The text of a file without the line of its checksum.
    package var withoutChecksum: String {
        split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  \"checksum\" : ") }.joined(
            separator: "\n")
    }
}
