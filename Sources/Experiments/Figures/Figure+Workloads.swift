import Simulator

extension Figure {
    /// The figures of workloads, in the order of the columns of `export`.
    static let ofWorkloads: [Figure] =
        [
            count("jobs", "jobs submitted", \.jobs),
            count("jobsStarted", "jobs whose first attempt began", better: .higher, \.jobsStarted),
            count("jobsFullyScheduled", "jobs all of whose tasks were placed", better: .higher, \.jobsFullyScheduled),
            Figure(
                "jobsAbandoned", .one, "jobs given up", better: .lower,
                chart: FigureChart(
                    place: 3, .count, title: "Jobs abandoned", meaning: "Jobs given up.",
                    ifAllZero: "No job was given up."),
                .workload(.whole(\.jobsAbandoned), ofScheduler: .whole(\.jobsAbandoned))),
            count("jobsRefused", "jobs that no machine could ever hold", better: .lower, \.jobsRefused),
            count(
                "jobsPending", "jobs still waiting at the horizon", better: .lower,
                chart: FigureChart(
                    place: 4, .count, title: "Jobs pending", meaning: "Jobs still waiting at the end.",
                    ifAllZero: "No job was left waiting at the end."), \.jobsPending),
            Figure(
                "jobsPendingShare", .one, "share of the jobs submitted that still wait at the horizon", better: .lower,
                isListed: false, .quotient("jobsPending", over: "jobs")),
            Figure(
                "pendingAge.count", .one, "jobs counted: age of the jobs still waiting", better: .lower,
                isListed: false, .workload(.whole(\.pendingAge.count))),
            Figure(
                "pendingAge.mean", .seconds, "mean age of the jobs still waiting", better: .lower,
                .workload(.real(\.pendingAge.mean))),
            Figure(
                "pendingAge.max", .seconds, "greatest age of the jobs still waiting", better: .lower,
                .workload(.real(\.pendingAge.max))),
            count("tasks", "tasks of the jobs submitted", \.tasks),
            count("tasksScheduled", "tasks placed", better: .higher, \.tasksScheduled),
            lateCount("tasksAbandoned", "tasks never placed of jobs given up", \.tasksAbandoned),
            lateCount("tasksRefused", "tasks of jobs refused", \.tasksRefused),
            lateCount("tasksPending", "tasks not placed of jobs still waiting", \.tasksPending),
        ]
        + summary("waitTime", .seconds, "from submission to the first attempt", ofMean: waitChart, \.waitTime)
        + summary("queueTime", .seconds, "in queues over all attempts", \.queueTime)
        + summary("attempts", .one, "attempts a job", \.attempts)

    // The objective is the Omega paper's, §4.
    private static let waitChart = FigureChart(
        place: 0, .time, title: "Mean wait", meaning: "Time from a job’s submission to its first attempt.",
        ifAllZero: "No job waited.", objective: 30)

    private static func count(
        _ name: String, _ meaning: String, better: BenchMetric.Better? = nil, chart: FigureChart? = nil,
        _ count: @escaping @Sendable (WorkloadFigures) -> Int
    ) -> Figure {
        Figure(name, .one, meaning, better: better, chart: chart, .workload(.whole(count)))
    }

    /// A cost that the first versions of results did not count.
    private static func lateCount(
        _ name: String, _ meaning: String, _ count: @escaping @Sendable (WorkloadFigures) -> Int
    ) -> Figure {
        Figure(name, .one, meaning, better: .lower, isLeftOut: true, .workload(.whole(count)))
    }

    /// The figures of a distribution over jobs, all of them costs; how many jobs there are follows from others.
    private static func summary(
        _ name: String, _ unit: Unit, _ meaning: String, ofMean chart: FigureChart? = nil,
        _ summary: @escaping @Sendable (WorkloadFigures) -> Summary
    ) -> [Figure] {
        func cost(
            _ part: String, _ which: String, chart: FigureChart? = nil,
            _ value: @escaping @Sendable (Summary) -> Double?
        ) -> Figure {
            Figure(
                "\(name).\(part)", unit, "\(which): \(meaning)", better: .lower, chart: chart,
                .workload(.real { value(summary($0)) }))
        }
        return [
            count(name + ".count", "jobs counted: \(meaning)") { summary($0).count },
            cost("mean", "mean", chart: chart, \.mean), cost("p50", "median", \.p50),
            cost("p90", "90th percentile", \.p90), cost("p99", "99th percentile", \.p99),
            cost("max", "greatest", \.max),
        ]
    }
}
