extension Figure {
    /// Every figure, in the order of the columns of `export`.
    package static let catalogue: [Figure] = (ofWorkloads + ofSchedulers + ofCells).enumerated().map { $1.placed($0) }

    /// The figures that `export` has columns for, in their order.
    public static let all: [Figure] = catalogue.filter(\.isListed)

    /// The listed figure called `name`, or that a short name such as `busyness` stands for; nil if there is none.
    public static func named(_ name: String) -> Figure? {
        byName[shortNames[name] ?? name].flatMap { $0.isListed ? $0 : nil }
    }

    /// Every name there is, the short ones first.
    public static var names: [String] { shortNames.keys.sorted() + all.map(\.name) }

    /// What groups of figures are called by who wants the usual one of them.
    static let shortNames = [
        "busyness": "busyness.total", "waitTime": "waitTime.mean", "queueTime": "queueTime.mean",
        "attempts": "attempts.mean", "utilization": "cell.utilization.cpu",
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.name, $0) })

    /// The figure called `name`, which there is.
    package static func known(_ name: String) -> Figure {
        guard let figure = byName[name] else { preconditionFailure("there is no figure \(name)") }
        return figure
    }
}

// The figures that code speaks of.
extension Figure {
    /// Mean seconds from submission to the first attempt.
    public static let waitMean = known("waitTime.mean")
    /// The 90th percentile of them.
    public static let waitP90 = known("waitTime.p90")
    /// Share of the time the workload's schedulers spend deciding, the mean over them.
    public static let busyness = known("busyness.total")
    /// Conflicted over succeeded transactions of the workload's schedulers together.
    public static let conflictFraction = known("conflictFraction")
    /// Jobs given up.
    public static let abandoned = known("jobsAbandoned")
    /// Jobs still waiting at the horizon.
    public static let pending = known("jobsPending")
    /// Share of the cell's cores held by running tasks; not of a workload but of the cell.
    public static let utilization = known("cell.utilization.cpu")

    package static let jobs = known("jobs")
    package static let refused = known("jobsRefused")
    package static let tasks = known("tasks")
    package static let initialTasks = known("cell.initialTasks")
    package static let initialTasksDropped = known("cell.initialTasksDropped")
    package static let initialUtilizationAsked = known("cell.initialUtilizationAsked")
    package static let initialUtilizationReached = known("cell.initialUtilizationReached")
    static let events = known("cell.events")
}
