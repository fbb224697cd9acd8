extension Figure {
    /// Every figure, in the order of the columns of `export`.
    package static let catalogue: [Figure] = (ofWorkloads + ofSchedulers + ofCells).enumerated().map { $1.placed($0) }

    /// The figures that `export` has columns for, in their order.
    public static let all: [Figure] = catalogue.filter(\.isListed)

    /// The listed figure with a name or a short name such as `busyness`; nil if there is none.
    public static func named(_ name: String) -> Figure? {
        byName[shortNames[name] ?? name].flatMap { $0.isListed ? $0 : nil }
    }

    /// All names of listed figures, the short names first.
    public static var names: [String] { shortNames.keys.sorted() + all.map(\.name) }

    /// Short names of groups of figures; each stands for the usual figure of its group.
    static let shortNames = [
        "busyness": "busyness.total", "waitTime": "waitTime.mean", "queueTime": "queueTime.mean",
        "attempts": "attempts.mean", "utilization": "cell.utilization.cpu",
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.name, $0) })

    /// The figure with a name that is in the catalogue.
    ///
    /// - Precondition: the catalogue has the name.
    package static func known(_ name: String) -> Figure {
        guard let figure = byName[name] else { preconditionFailure("there is no figure \(name)") }
        return figure
    }
}

// Figures that code names.
extension Figure {
    /// Mean seconds from submission to the first attempt.
    public static let waitMean = known("waitTime.mean")
    /// 90th percentile of the seconds from submission to the first attempt.
    public static let waitP90 = known("waitTime.p90")
    /// Share of time that the workload's schedulers spend deciding: the mean over the schedulers.
    public static let busyness = known("busyness.total")
    /// Conflicted per successful transaction, over the workload's schedulers together.
    public static let conflictFraction = known("conflictFraction")
    /// Abandoned jobs.
    public static let abandoned = known("jobsAbandoned")
    /// Jobs still waiting at the horizon.
    public static let pending = known("jobsPending")
    /// Share of the cell's cores that running tasks hold; a figure of the cell.
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
