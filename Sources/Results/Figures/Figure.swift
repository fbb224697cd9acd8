import CellbenchSimulator

/// A figure of a simulation, described once: what results hold and `export` has a column for, claims speak of, searches look at, verdicts
/// judge and charts show.
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

    /// What the values of a figure are: it says their unit, and how they print.
    public enum Quantity: String, Sendable {
        /// Seconds.
        case time
        /// A share of a whole, from 0 to 1 by rights.
        case share
        /// A share of what the cell has.
        case partOfCell = "share of the cell"
        /// A quotient of two counts.
        case ratio
        /// How many.
        case count
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
    /// What its values are.
    public let quantity: Quantity
    /// What it says, in a line.
    public let meaning: String
    /// What it is called in verdicts and above charts, such as `mean wait`; nil for one that is in neither.
    package let title: String?
    /// In what direction it gets better; nil for one that is no cost, nor a yield: any change of it is a drift.
    public let better: BenchMetric.Better?
    /// How tables of architectures show it; nil for one that they do not.
    package let column: FigureColumn?
    /// How charts draw it; nil for one without a chart of its own.
    package let chart: FigureChart?
    /// Where `export`, claims and searches find it: not those that follow from others there, or that tables say in words.
    let isListed: Bool
    /// Whether results leave it out where it does not exist, rather than saying `null`; as do those of versions that did not have it.
    let isLeftOut: Bool
    let source: Source
    /// Its place in the catalogue; nil outside it.
    private(set) var place: Int?

    /// Where a figure is from.
    enum Source: Sendable {
        /// Of a workload, and perhaps of a scheduler too.
        case workload(Taken<WorkloadFigures>, ofScheduler: Taken<SchedulerFigures>? = nil)
        /// Of a scheduler, and of those of a workload together.
        case scheduler(Taken<SchedulerFigures>, together: Together)
        case cell(Taken<CellFigures>)
        /// Of the simulation itself.
        case simulation(Taken<RunFigures>)
        /// Of two other figures of a workload, by their names; results do not have it.
        case quotient(String, over: String)
    }

    /// How a figure is taken from those of a run.
    enum Taken<Owner>: Sendable {
        /// A whole number, which results must have unless they leave it out.
        case whole(@Sendable (Owner) -> Int)
        /// A number, or nothing.
        case real(@Sendable (Owner) -> Double?)
    }

    /// What the figure of several schedulers is.
    enum Together: Sendable {
        case sum
        case mean
        /// The sum of one figure over that of another, by their names.
        case ratio(String, over: String)
    }

    /// A figure.
    init(
        _ name: String, _ quantity: Quantity, _ meaning: String, title: String? = nil,
        better: BenchMetric.Better? = nil, column: FigureColumn? = nil, chart: FigureChart? = nil,
        isListed: Bool = true, isLeftOut: Bool = false, _ source: Source
    ) {
        self.name = name
        self.quantity = quantity
        self.meaning = meaning
        self.title = title
        self.better = better
        self.column = column
        self.chart = chart
        self.isListed = isListed
        self.isLeftOut = isLeftOut
        self.source = source
    }

    /// The figure at a place in the catalogue.
    func placed(_ place: Int) -> Figure {
        var figure = self
        figure.place = place
        return figure
    }

    /// The unit.
    public var unit: Unit { quantity == .time ? .seconds : .one }

    /// Whether it says something of the cell as a whole, whatever the subject.
    public var isOfCell: Bool {
        switch source {
        case .cell, .simulation: true
        case .workload, .scheduler, .quotient: false
        }
    }

    /// Its path in `results.json` from the workload, the scheduler, the cell or the point down.
    var path: String { isOfCell ? String(name.dropFirst("cell.".count)) : name }

    /// The figure of a point; nil where it does not exist, or the subject has no such figure.
    public func value(of point: PointResult, _ subject: Subject) -> Double? {
        switch (source, subject) {
        case (.simulation, _): point.simulation?[self]
        case (.cell, _): point.cell?[self]
        case (.workload, .workload(let name)): point.workloads[name]?[self]
        case (.workload, .scheduler(let name)), (.scheduler, .scheduler(let name)): point.schedulers[name]?[self]
        case (.scheduler(_, let together), .workload(let name)):
            together.value(self, of: point.schedulers(serving: name))
        case (.quotient(let part, let whole), .workload):
            Figure.known(part).value(of: point, subject).flatMap { part in
                Figure.known(whole).value(of: point, subject).flatMap { (part / $0).existing }
            }
        case (.quotient, .scheduler): nil
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
    fileprivate func value(_ figure: Figure, of schedulers: [SchedulerResult]) -> Double? {
        func sum(_ figure: Figure) -> Double? {
            let values = schedulers.compactMap { $0[figure] }
            return values.isEmpty ? nil : values.reduce(0, +)
        }
        switch self {
        case .sum: return sum(figure)
        case .mean:
            let values = schedulers.compactMap { $0[figure] }
            return (values.reduce(0, +) / Double(values.count)).existing
        case .ratio(let part, let whole):
            guard let part = sum(.known(part)), let whole = sum(.known(whole)) else { return nil }
            return (part / whole).existing
        }
    }
}
