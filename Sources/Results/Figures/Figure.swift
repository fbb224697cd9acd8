import CellbenchSimulator

/// A figure of a simulation, described once.
///
/// From the description follow results, columns of `export`, names in claims and searches, verdicts and charts.
///
/// The name is the path in `results.json` below the workload or the scheduler, such as `waitTime.mean`; figures of the
/// cell begin with `cell.`. A new figure goes into `Figure+Workloads.swift`, `Figure+Schedulers.swift` or
/// `Figure+Cell.swift`.
public struct Figure: Sendable {
    /// The workload or scheduler whose figure is looked up.
    public enum Subject: Hashable, Sendable {
        /// A workload: its own figures, those of its schedulers together, and those of the cell.
        case workload(String)
        /// A scheduler: its figures, and those of the cell.
        case scheduler(String)
    }

    /// Kind of a figure's values, which decides their unit and how they print.
    public enum Quantity: String, Sendable {
        /// Seconds.
        case time
        /// A share of a whole, normally from 0 to 1.
        case share
        /// A share of the cell's capacity.
        case partOfCell = "share of the cell"
        /// A quotient of two counts.
        case ratio
        /// A number of things.
        case count
    }

    /// The unit of a figure.
    public enum Unit: String, Sendable {
        /// Seconds.
        case seconds = "s"
        /// No unit: counts, shares and quotients.
        case one = "1"
    }

    /// The name.
    public let name: String
    /// Kind of the values.
    public let quantity: Quantity
    /// Meaning on one line.
    public let meaning: String
    /// Name in verdicts and above charts: `mean wait`; nil for a figure in neither.
    package let title: String?
    /// Direction in which the figure gets better; nil for neither cost nor yield, whose changes are drifts.
    public let better: BenchMetric.Better?
    /// Column in tables of architectures; nil where tables do not have the figure.
    package let column: FigureColumn?
    /// Chart of the figure; nil where it has none of its own.
    package let chart: FigureChart?
    /// True if `export`, claims and searches know the figure.
    ///
    /// Figures that follow from listed ones, or that tables give in words, are not listed.
    let isListed: Bool
    /// True if results leave a figure without a value out instead of writing `null`, as results of versions before the
    /// figure do.
    let isLeftOut: Bool
    let source: Source
    /// Position in the catalogue; nil outside.
    private(set) var place: Int?

    /// Origin of a figure.
    enum Source: Sendable {
        /// A workload, and for some figures a scheduler too.
        case workload(Taken<WorkloadFigures>, ofScheduler: Taken<SchedulerFigures>? = nil)
        /// A scheduler; `together` combines the schedulers of a workload.
        case scheduler(Taken<SchedulerFigures>, together: Together)
        case cell(Taken<CellFigures>)
        /// Of the simulation itself.
        case simulation(Taken<RunFigures>)
        /// Quotient of two other figures of a workload, by their names; results do not store the quotient.
        case quotient(String, over: String)
    }

    /// How a figure is read from the figures of a run.
    enum Taken<Owner>: Sendable {
        /// A whole number, which results must have unless they may leave it out.
        case whole(@Sendable (Owner) -> Int)
        /// A number, or none.
        case real(@Sendable (Owner) -> Double?)
    }

    /// How the figures of several schedulers become one.
    enum Together: Sendable {
        case sum
        case mean
        /// Sum of one figure over the sum of another, by their names.
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

    /// The figure with its position in the catalogue.
    func placed(_ place: Int) -> Figure {
        var figure = self
        figure.place = place
        return figure
    }

    /// The unit.
    public var unit: Unit { quantity == .time ? .seconds : .one }

    /// True if the figure is of the cell or the simulation, whatever the subject.
    public var isOfCell: Bool {
        switch source {
        case .cell, .simulation: true
        case .workload, .scheduler, .quotient: false
        }
    }

    /// Path in `results.json` below the workload, scheduler, cell or point.
    var path: String { isOfCell ? String(name.dropFirst("cell.".count)) : name }

    /// Value in a point; nil where the figure has none, or the subject has no such figure.
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
    /// True if both have the same name, which is unique.
    public static func == (first: Figure, second: Figure) -> Bool { first.name == second.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension PointResult {
    /// A figure of this simulation; nil where the figure has no value, as in a simulation that failed.
    ///
    /// - Parameters:
    ///   - figure: the figure.
    ///   - workload: the workload; figures of the cell ignore it.
    /// - Returns: the value.
    public func value(of figure: Figure, workload: String) -> Double? { figure.value(of: self, .workload(workload)) }

    /// Schedulers of a workload, in the order of their names, so that sums of floating-point numbers are always the
    /// same.
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
