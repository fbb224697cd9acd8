internal import CellbenchFiles
import CellbenchSimulator

extension Figure {
    /// The figures of workloads, in the order of the columns of `export`.
    static let ofWorkloads: [Figure] =
        [
            count("jobs", "jobs submitted", \.jobs),
            count("jobsStarted", "jobs whose first attempt began", better: .higher, \.jobsStarted),
            count(
                "jobsFullyScheduled", "jobs all of whose tasks were placed", title: "jobs fully scheduled",
                better: .higher, \.jobsFullyScheduled),
            Figure(
                "jobsAbandoned", .count, "jobs given up", title: "jobs abandoned", better: .lower,
                column: FigureColumn(
                    place: 6, "aband", legend: nil, isCompared: false,
                    bars: .init(scale: .quantity, areDrawnOfNone: false)),
                chart: FigureChart(
                    place: 3, meaning: "Jobs given up.", ifAllZero: "No job was given up.",
                    picture: .init("abandoned", "Jobs given up, of those submitted", shareOf: "jobs")),
                .workload(.whole(\.jobsAbandoned), ofScheduler: .whole(\.jobsAbandoned))),
            count("jobsRefused", "jobs that no machine could ever hold", better: .lower, \.jobsRefused),
            count(
                "jobsPending", "jobs still waiting at the horizon", title: "jobs pending", better: .lower,
                column: FigureColumn(
                    place: 7, "pend",
                    legend: "jobs given up, jobs still waiting at the end (and their share of those submitted)",
                    share: "jobsPendingShare"),
                chart: FigureChart(
                    place: 4, meaning: "Jobs still waiting at the end.",
                    ifAllZero: "No job was left waiting at the end.",
                    picture: .init(
                        "pending", "Jobs that still wait for machines at the end, of those submitted",
                        shareOf: "jobs")),
                \.jobsPending),
            Figure(
                "jobsPendingShare", .share, "share of the jobs submitted that still wait at the horizon",
                better: .lower, isListed: false, .quotient("jobsPending", over: "jobs")),
            Figure(
                "pendingAge.count", .count, "jobs counted: age of the jobs still waiting", better: .lower,
                isListed: false, .workload(.whole(\.pendingAge.count))),
            Figure(
                "pendingAge.mean", .time, "mean age of the jobs still waiting", better: .lower,
                .workload(.real(\.pendingAge.mean))),
            Figure(
                "pendingAge.max", .time, "greatest age of the jobs still waiting", better: .lower,
                .workload(.real(\.pendingAge.max))),
            count("tasks", "tasks of the jobs submitted", \.tasks),
            count(
                "tasksScheduled", "tasks placed", title: "tasks scheduled", better: .higher, \.tasksScheduled),
            lateCount("tasksAbandoned", "tasks never placed of jobs given up", \.tasksAbandoned),
            lateCount("tasksRefused", "tasks of jobs refused", \.tasksRefused),
            lateCount("tasksPending", "tasks not placed of jobs still waiting", \.tasksPending),
            count("waitTime.count", "jobs counted: from submission to the first attempt", \.waitTime.count),
            Figure(
                "waitTime.mean", .time, "mean: from submission to the first attempt", title: "mean wait",
                better: .lower,
                column: FigureColumn(
                    place: 2, "wait", legend: nil, hasInterval: true,
                    bars: .init(scale: .quantity, areDrawnOfNone: true)),
                // Source of the objective: the Omega paper, §4.
                chart: FigureChart(
                    place: 0, meaning: "Time from a job’s submission to its first attempt.",
                    ifAllZero: "No job waited.", objective: 30,
                    picture: .init("wait", "Mean wait of a job, from its submission to its first attempt")),
                .workload(.real(\.waitTime.mean))),
            cost("waitTime.p50", .time, "median: from submission to the first attempt", \.waitTime.p50),
            Figure(
                "waitTime.p90", .time, "90th percentile: from submission to the first attempt",
                title: "90th percentile of waits", better: .lower,
                column: FigureColumn(
                    place: 3, "p90", legend: "mean and 90th percentile of the time to a job's first attempt"),
                .workload(.real(\.waitTime.p90))),
            cost("waitTime.p99", .time, "99th percentile: from submission to the first attempt", \.waitTime.p99),
            cost("waitTime.max", .time, "greatest: from submission to the first attempt", \.waitTime.max),
        ]
        + summary("queueTime", .time, "in queues over all attempts", \.queueTime)
        + summary("attempts", .count, "attempts a job", \.attempts)

    private static func count(
        _ name: String, _ meaning: String, title: String? = nil, better: BenchMetric.Better? = nil,
        column: FigureColumn? = nil, chart: FigureChart? = nil, _ count: @escaping @Sendable (WorkloadFigures) -> Int
    ) -> Figure {
        Figure(
            name, .count, meaning, title: title, better: better, column: column, chart: chart, .workload(.whole(count)))
    }

    /// A cost that results of the first versions do not have.
    private static func lateCount(
        _ name: String, _ meaning: String, _ count: @escaping @Sendable (WorkloadFigures) -> Int
    ) -> Figure {
        Figure(name, .count, meaning, better: .lower, isLeftOut: true, .workload(.whole(count)))
    }

    private static func cost(
        _ name: String, _ quantity: Quantity, _ meaning: String,
        _ value: @escaping @Sendable (WorkloadFigures) -> Double?
    ) -> Figure {
        Figure(name, quantity, meaning, better: .lower, .workload(.real(value)))
    }

    /// Figures of a distribution over jobs, all of them costs.
    ///
    /// The number of jobs is not listed, because other figures give it.
    private static func summary(
        _ name: String, _ quantity: Quantity, _ meaning: String,
        _ summary: @escaping @Sendable (WorkloadFigures) -> Summary
    ) -> [Figure] {
        [
            count(name + ".count", "jobs counted: \(meaning)") { summary($0).count },
            cost(name + ".mean", quantity, "mean: \(meaning)") { summary($0).mean },
            cost(name + ".p50", quantity, "median: \(meaning)") { summary($0).p50 },
            cost(name + ".p90", quantity, "90th percentile: \(meaning)") { summary($0).p90 },
            cost(name + ".p99", quantity, "99th percentile: \(meaning)") { summary($0).p99 },
            cost(name + ".max", quantity, "greatest: \(meaning)") { summary($0).max },
        ]
    }
}
