/// In what direction a figure of a run gets better.
enum FigureDirection {
    /// The direction of the figure at `path`; nil for one that is no cost, nor a yield: any change of it is a drift.
    static func of(_ path: String) -> BenchMetric.Better? {
        let parts = path.split(separator: ".")
        guard let group = parts.first, let name = parts.last else { return nil }
        let parent = parts.dropLast().last.map(String.init) ?? ""
        // First, as a workload may be called like a group of figures.
        if yields.contains(String(name)) { return .higher }
        switch (group, parent) {
        case ("workloads", "waitTime"), ("workloads", "queueTime"), ("workloads", "attempts"):
            // How many there are of them follows from the jobs started.
            return name == "count" ? nil : .lower
        case ("workloads", "pendingAge"): return .lower
        case ("schedulers", "busyness"): return costsOfTime.contains(String(name)) ? .lower : nil
        case ("schedulers", "transactions"), ("schedulers", "taskClaims"):
            return name == "succeeded" || name == "committed" ? nil : .lower
        default:
            return costs.contains(String(name)) ? .lower : nil
        }
    }

    /// Useful time is spent whatever happens, and a day's deviation says nothing by itself.
    private static let costsOfTime: Set = ["total", "conflicted", "fruitless", "dailyMedian"]
    private static let yields: Set = ["jobsStarted", "jobsFullyScheduled", "tasksScheduled"]
    private static let costs: Set = [
        "jobsAbandoned", "jobsRefused", "jobsPending", "tasksAbandoned", "tasksRefused", "tasksPending",
        "conflictFraction", "conflictFractionDailyMedian", "queueLengthAtEnd", "initialTasksDropped",
    ]
}
