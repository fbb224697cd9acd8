extension ResultFigure {
    /// Every figure, in the order of the columns of `export`.
    public static let all: [ResultFigure] = ofJobs + ofTimes + ofSchedulers + ofCells

    private static let ofJobs: [ResultFigure] = [
        .count("jobs", "jobs submitted", \.jobs),
        .count("jobsStarted", "jobs whose first attempt began", \.jobsStarted),
        .count("jobsFullyScheduled", "jobs all of whose tasks were placed", \.jobsFullyScheduled),
        .ofWorkload("jobsAbandoned", "1", "jobs given up", ofScheduler: { Double($0.jobsAbandoned) }) {
            Double($0.jobsAbandoned)
        },
        .count("jobsRefused", "jobs that no machine could ever hold", \.jobsRefused),
        .count("jobsPending", "jobs still waiting at the horizon", \.jobsPending),
        .ofWorkload("pendingAge.mean", "s", "mean age of the jobs still waiting") { $0.pendingAge.mean },
        .ofWorkload("pendingAge.max", "s", "greatest age of the jobs still waiting") { $0.pendingAge.max },
        .count("tasks", "tasks of the jobs submitted", \.tasks),
        .count("tasksScheduled", "tasks placed", \.tasksScheduled),
        .ofWorkload("tasksAbandoned", "1", "tasks never placed of jobs given up") {
            $0.tasksAbandoned.map(Double.init)
        },
        .ofWorkload("tasksRefused", "1", "tasks of jobs refused") { $0.tasksRefused.map(Double.init) },
        .ofWorkload("tasksPending", "1", "tasks not placed of jobs still waiting") { $0.tasksPending.map(Double.init) },
    ]

    private static let ofTimes: [ResultFigure] =
        summary("waitTime", "s", "from submission to the first attempt", \.waitTime)
        + summary("queueTime", "s", "in queues over all attempts", \.queueTime)
        + summary("attempts", "1", "attempts a job", \.attempts)

    private static let ofSchedulers: [ResultFigure] =
        [
            share("total", "of the time spent deciding", \.total),
            share("useful", "of it in attempts that placed something without conflict", \.useful),
            share("conflicted", "of it in attempts with a conflict", \.conflicted),
            share("fruitless", "of it in attempts that found no machine", \.fruitless),
            share("undecided", "of it in attempts that the horizon cut", \.undecided),
            share("dailyMedian", "of the time spent deciding, the median over simulated days", \.dailyMedian),
            share("dailyMAD", "the median absolute deviation from it", \.dailyMAD),
            .ofScheduler(
                "conflictFraction", "1", "conflicted over succeeded transactions",
                together: .ratio(
                    { Double($0.transactions.conflicted) }, over: { Double($0.transactions.succeeded) }),
                \.conflictFraction),
            .ofScheduler(
                "conflictFractionDailyMedian", "1", "of it, the median over simulated days", together: .mean,
                \.conflictFractionDailyMedian),
            .ofScheduler(
                "conflictFractionDailyMAD", "1", "the median absolute deviation from it", together: .mean,
                \.conflictFractionDailyMAD),
        ]
        + [
            sum("transactions.succeeded", "commits without conflict", \.transactions.succeeded),
            sum("transactions.conflicted", "commits with a conflict", \.transactions.conflicted),
            sum("transactions.empty", "attempts with nothing to commit", \.transactions.empty),
            sum("transactions.retried", "commits of a job's second or later attempt", \.transactions.retried),
            sum("taskClaims.committed", "claims that took effect", \.taskClaims.committed),
            sum("taskClaims.conflicted", "claims found in conflict", \.taskClaims.conflicted),
            sum("taskClaims.rolledBack", "claims that fell with another's conflict", \.taskClaims.rolledBack),
            sum("queueLengthAtEnd", "jobs in the queue at the horizon", \.queueLengthAtEnd),
        ]

    private static let ofCells: [ResultFigure] = [
        .ofCell("utilization.cpu", "1", "share of the cores in use") { $0.cell?.utilization.cpu },
        .ofCell("utilization.memory", "1", "share of the memory in use") { $0.cell?.utilization.memory },
        .ofCell("utilization.gpu", "1", "share of the GPUs in use") { $0.cell?.utilization.gpu },
        .ofCell("locked.cpu", "1", "share of the cores locked in offers") { $0.cell?.locked.cpu },
        .ofCell("locked.memory", "1", "share of the memory locked in offers") { $0.cell?.locked.memory },
        .ofCell("locked.gpu", "1", "share of the GPUs locked in offers") { $0.cell?.locked.gpu },
        .ofCell("commitBusyness", "1", "share of the time a commit was processed") { $0.cell?.commitBusyness },
        .ofCell("initialTasks", "1", "tasks that ran at time 0") { ($0.cell?.initialTasks).map(Double.init) },
        .ofCell("initialTasksDropped", "1", "initial tasks that did not fit") {
            ($0.cell?.initialTasksDropped).map(Double.init)
        },
        .ofCell("events", "1", "events simulated") { $0.events.map(Double.init) },
    ]

    private static func count(
        _ name: String, _ meaning: String, _ path: any KeyPath<WorkloadResult, Int> & Sendable
    ) -> ResultFigure {
        ofWorkload(name, "1", meaning) { Double($0[keyPath: path]) }
    }

    private static func summary(
        _ name: String, _ unit: String, _ meaning: String, _ path: any KeyPath<WorkloadResult, SummaryResult> & Sendable
    ) -> [ResultFigure] {
        [
            ofWorkload(name + ".count", "1", "jobs counted: \(meaning)") { Double($0[keyPath: path].count) },
            ofWorkload(name + ".mean", unit, "mean: \(meaning)") { $0[keyPath: path].mean },
            ofWorkload(name + ".p50", unit, "median: \(meaning)") { $0[keyPath: path].p50 },
            ofWorkload(name + ".p90", unit, "90th percentile: \(meaning)") { $0[keyPath: path].p90 },
            ofWorkload(name + ".p99", unit, "99th percentile: \(meaning)") { $0[keyPath: path].p99 },
            ofWorkload(name + ".max", unit, "greatest: \(meaning)") { $0[keyPath: path].max },
        ]
    }

    private static func share(
        _ name: String, _ meaning: String, _ path: any KeyPath<BusynessResult, Double?> & Sendable
    ) -> ResultFigure {
        let meaning = meaning.hasPrefix("of") ? "share " + meaning : meaning
        return ofScheduler("busyness." + name, "1", meaning, together: .mean) { $0.busyness[keyPath: path] }
    }

    private static func sum(
        _ name: String, _ meaning: String, _ path: any KeyPath<SchedulerResult, Int> & Sendable
    ) -> ResultFigure {
        ofScheduler(name, "1", meaning, together: .sum) { Double($0[keyPath: path]) }
    }
}
