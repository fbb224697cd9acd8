/// A figure of a simulation, described once: what `export` has a column for, claims speak of, searches look at, verdicts judge and charts
/// show.
///
/// Its name is its path in `results.json` from the workload or the scheduler down, such as `waitTime.mean`; those of the cell begin with
/// `cell.`. A figure is added where its like are: in `Figure+Workloads.swift`, `Figure+Schedulers.swift` or `Figure+Cell.swift`.
public struct Figure: Sendable {
    /// What a figure is looked up for.
    public enum Subject: Hashable, Sendable {
        /// A workload: its own figures, those of its schedulers together, and those of the cell.
        case workload(String)
        /// A scheduler: its figures, and those of the cell.
        case scheduler(String)
    }

    /// The unit of a figure.
    public enum Unit: String, Sendable {
        /// Seconds.
        case seconds = "s"
        /// None, of counts, shares and quotients.
        case one = "1"
    }

    /// The name.
    public let name: String
    /// The unit.
    public let unit: Unit
    /// What it says, in a line.
    public let meaning: String
    /// In what direction it gets better; nil for one that is no cost, nor a yield: any change of it is a drift.
    public let better: BenchMetric.Better?
    /// How the report draws it; nil for one without a chart of its own.
    let chart: FigureChart?
    /// Where `export`, claims and searches find it: not those that follow from others there, or that tables say in words.
    let isListed: Bool
    /// Whether results leave it out where it does not exist, rather than saying `null`.
    let isLeftOut: Bool
    let source: Source

    /// Where a figure is from.
    enum Source: Sendable {
        /// Of a workload, and perhaps of a scheduler too.
        case workload(@Sendable (WorkloadResult) -> Double?, ofScheduler: (@Sendable (SchedulerResult) -> Double?)?)
        /// Of a scheduler, and of those of a workload together.
        case scheduler(@Sendable (SchedulerResult) -> Double?, together: Together)
        case cell(@Sendable (CellResult) -> Double?)
        /// Of the simulation itself.
        case point(@Sendable (PointResult) -> Double?)
    }

    /// What the figure of several schedulers is.
    enum Together: Sendable {
        case sum
        case mean
        /// Worked out from the sums of others.
        case ratio(@Sendable (SchedulerResult) -> Double?, over: @Sendable (SchedulerResult) -> Double?)
    }

    /// A figure.
    init(
        _ name: String, _ unit: Unit, _ meaning: String, better: BenchMetric.Better? = nil, chart: FigureChart? = nil,
        isListed: Bool = true, isLeftOut: Bool = false, _ source: Source
    ) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.better = better
        self.chart = chart
        self.isListed = isListed
        self.isLeftOut = isLeftOut
        self.source = source
    }

    /// Whether it says something of the cell as a whole, whatever the subject.
    public var isOfCell: Bool {
        switch source {
        case .cell, .point: true
        case .workload, .scheduler: false
        }
    }

    /// The figure of a point; nil where it does not exist, or the subject has no such figure.
    public func value(of point: PointResult, _ subject: Subject) -> Double? {
        switch (source, subject) {
        case (.point(let value), _): value(point)
        case (.cell(let value), _): point.cell.flatMap(value)
        case (.workload(let value, _), .workload(let name)): point.workloads[name].flatMap(value)
        case (.workload(_, let value), .scheduler(let name)): value.flatMap { point.schedulers[name].flatMap($0) }
        case (.scheduler(let value, _), .scheduler(let name)): point.schedulers[name].flatMap(value)
        case (.scheduler(let value, let together), .workload(let name)):
            together.value(value, of: point.schedulers(serving: name))
        }
    }
}

extension Figure: Hashable {
    /// Whether two are the same: names are unique.
    public static func == (first: Figure, second: Figure) -> Bool { first.name == second.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension PointResult {
    /// A figure of this simulation; nil if it does not exist, as in a simulation that failed.
    ///
    /// The workload is of no meaning for figures of the cell.
    public func value(of figure: Figure, workload: String) -> Double? { figure.value(of: self, .workload(workload)) }

    /// The schedulers of a workload, in the order of their names so that sums come out the same every time.
    func schedulers(serving workload: String) -> [SchedulerResult] {
        schedulers.filter { $0.value.workloads.contains(workload) }.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension Figure.Together {
    fileprivate func value(_ value: (SchedulerResult) -> Double?, of schedulers: [SchedulerResult]) -> Double? {
        func sum(_ value: (SchedulerResult) -> Double?) -> Double? {
            let values = schedulers.compactMap(value)
            return values.isEmpty ? nil : values.reduce(0, +)
        }
        switch self {
        case .sum: return sum(value)
        case .mean:
            let values = schedulers.compactMap(value)
            return (values.reduce(0, +) / Double(values.count)).existing
        case .ratio(let part, let whole):
            guard let part = sum(part), let whole = sum(whole) else { return nil }
            return (part / whole).existing
        }
    }
}
