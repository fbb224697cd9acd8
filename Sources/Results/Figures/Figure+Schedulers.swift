internal import CellbenchFiles
import CellbenchSimulator

extension Figure {
    /// The figures of schedulers, in the order of the columns of `export`.
    ///
    /// Useful time and daily deviations are neither better nor worse: useful time is spent in any case, and a deviation
    /// judges nothing by itself.
    static let ofSchedulers: [Figure] = [
        share(
            "total", "share of the time spent deciding", title: "busyness", better: .lower,
            column: FigureColumn(
                place: 4, "busy", legend: "share of the time its schedulers decide",
                bars: .init(scale: .share(leastTop: 1), areDrawnOfNone: true)),
            chart: FigureChart(
                place: 1, meaning: "Share of the time that its schedulers decide; near 1 they are the bottleneck.",
                ifAllZero: nil,
                picture: .init(
                    "busyness", "Share of the time that the workload's schedulers spend deciding",
                    daily: ("busyness.dailyMedian", "busyness.dailyMAD"))),
            \.total),
        share("useful", "share of it in attempts that placed something without conflict", \.useful),
        share("conflicted", "share of it in attempts with a conflict", better: .lower, \.conflicted),
        share("fruitless", "share of it in attempts that found no machine", better: .lower, \.fruitless),
        share("undecided", "share of it in attempts that the horizon cut", \.undecided),
        share(
            "dailyMedian", "share of the time spent deciding, the median over simulated days", better: .lower,
            \.dailyMedian),
        share("dailyMAD", "the median absolute deviation from it", \.dailyMAD),
        Figure(
            "conflictFraction", .ratio, "conflicted over succeeded transactions", title: "conflict fraction",
            better: .lower,
            // The scale reaches 1 conflict in 100 transactions at least: rarer ones should not fill a bar.
            column: FigureColumn(
                place: 5, "confl", legend: "conflicted per successful transaction",
                bars: .init(scale: .share(leastTop: 0.01), areDrawnOfNone: false)),
            chart: FigureChart(
                place: 2, meaning: "Conflicted per successful transaction.",
                ifAllZero: "No transaction met a conflict.",
                picture: .init(
                    "conflict-fraction", "Conflicted per successful transaction",
                    daily: ("conflictFractionDailyMedian", "conflictFractionDailyMAD"))),
            .scheduler(
                .real(\.conflictFraction),
                together: .ratio("transactions.conflicted", over: "transactions.succeeded"))),
        Figure(
            "conflictFractionDailyMedian", .ratio, "of it, the median over simulated days", better: .lower,
            .scheduler(.real(\.conflictFractionDailyMedian), together: .mean)),
        Figure(
            "conflictFractionDailyMAD", .ratio, "the median absolute deviation from it",
            .scheduler(.real(\.conflictFractionDailyMAD), together: .mean)),
        sum("transactions.succeeded", "commits without conflict", \.transactionsSucceeded),
        sum("transactions.conflicted", "commits with a conflict", better: .lower, \.transactionsConflicted),
        sum("transactions.empty", "attempts with nothing to commit", better: .lower, \.transactionsEmpty),
        sum(
            "transactions.retried", "commits of a job's second or later attempt", better: .lower, \.transactionsRetried
        ),
        sum("taskClaims.committed", "claims that took effect", \.claimsCommitted),
        sum("taskClaims.conflicted", "claims found in conflict", better: .lower, \.claimsConflicted),
        sum(
            "taskClaims.rolledBack", "claims that fell with another's conflict", better: .lower, \.claimsRolledBack
        ),
        sum("queueLengthAtEnd", "jobs in the queue at the horizon", better: .lower, \.queueLengthAtEnd),
    ]

    private static func share(
        _ name: String, _ meaning: String, title: String? = nil, better: BenchMetric.Better? = nil,
        column: FigureColumn? = nil, chart: FigureChart? = nil, _ share: @escaping @Sendable (Busyness) -> Double
    ) -> Figure {
        Figure(
            "busyness." + name, .share, meaning, title: title, better: better, column: column, chart: chart,
            .scheduler(.real { share($0.busyness) }, together: .mean))
    }

    private static func sum(
        _ name: String, _ meaning: String, better: BenchMetric.Better? = nil,
        _ count: @escaping @Sendable (SchedulerFigures) -> Int
    ) -> Figure {
        Figure(name, .count, meaning, better: better, .scheduler(.whole(count), together: .sum))
    }
}
