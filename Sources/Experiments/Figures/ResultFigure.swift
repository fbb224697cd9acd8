/// A figure of a point by its name in tables: what `export` has columns for, claims speak of and searches look at.
///
/// Names are the paths of `results.json` from the workload or the scheduler down, such as `waitTime.mean`; those of the cell
/// begin with `cell.`.
public struct ResultFigure: Sendable {
    /// What a figure is looked up for.
    public enum Subject: Hashable, Sendable {
        /// A workload: its own figures, those of its schedulers together, and those of the cell.
        case workload(String)
        /// A scheduler: its figures, and those of the cell.
        case scheduler(String)
    }

    /// The name.
    public let name: String
    /// The unit: `s`, or `1` for counts and shares.
    public let unit: String
    /// What it says, in a line.
    public let meaning: String
    private let source: Source

    /// Where a figure is from.
    private enum Source: Sendable {
        case workload(@Sendable (WorkloadResult) -> Double?, ofScheduler: (@Sendable (SchedulerResult) -> Double?)?)
        /// Of a scheduler, and of those of a workload together.
        case scheduler(@Sendable (SchedulerResult) -> Double?, together: Together)
        case cell(@Sendable (PointResult) -> Double?)
    }

    /// What the figure of several schedulers is.
    enum Together: Sendable {
        case sum
        case mean
        /// Worked out from the sums of others.
        case ratio(@Sendable (SchedulerResult) -> Double?, over: @Sendable (SchedulerResult) -> Double?)
    }

    private init(_ name: String, _ unit: String, _ meaning: String, _ source: Source) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.source = source
    }

    static func ofWorkload(
        _ name: String, _ unit: String, _ meaning: String,
        ofScheduler: (@Sendable (SchedulerResult) -> Double?)? = nil,
        _ value: @escaping @Sendable (WorkloadResult) -> Double?
    ) -> ResultFigure {
        ResultFigure(name, unit, meaning, .workload(value, ofScheduler: ofScheduler))
    }

    static func ofScheduler(
        _ name: String, _ unit: String, _ meaning: String, together: Together,
        _ value: @escaping @Sendable (SchedulerResult) -> Double?
    ) -> ResultFigure {
        ResultFigure(name, unit, meaning, .scheduler(value, together: together))
    }

    static func ofCell(
        _ name: String, _ unit: String, _ meaning: String, _ value: @escaping @Sendable (PointResult) -> Double?
    ) -> ResultFigure {
        ResultFigure("cell." + name, unit, meaning, .cell(value))
    }

    /// Whether it says something of the cell as a whole, whatever the subject.
    public var isOfCell: Bool {
        if case .cell = source { true } else { false }
    }

    /// The figure of a point; nil where it does not exist, or the subject has no such figure.
    public func value(of point: PointResult, _ subject: Subject) -> Double? {
        switch (source, subject) {
        case (.cell(let value), _): value(point)
        case (.workload(let value, _), .workload(let name)): point.workloads[name].flatMap(value)
        case (.workload(_, let value), .scheduler(let name)): value.flatMap { point.schedulers[name].flatMap($0) }
        case (.scheduler(let value, _), .scheduler(let name)): point.schedulers[name].flatMap(value)
        case (.scheduler(let value, let together), .workload(let name)):
            together.value(value, of: point.schedulers(serving: name))
        }
    }

    /// The figure called `name`, or that a short name such as `busyness` stands for; nil if there is none.
    public static func named(_ name: String) -> ResultFigure? {
        let name = shortNames[name] ?? name
        return all.first { $0.name == name }
    }

    /// Every name there is, the short ones first.
    public static var names: [String] { shortNames.keys.sorted() + all.map(\.name) }

    /// What groups of figures are called by whom wants the usual one of them.
    private static let shortNames = [
        "busyness": "busyness.total", "waitTime": "waitTime.mean", "queueTime": "queueTime.mean",
        "attempts": "attempts.mean", "utilization": "cell.utilization.cpu",
    ]
}

extension ResultFigure.Together {
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

extension PointResult {
    /// The schedulers of a workload, in the order of their names so that sums come out the same every time.
    func schedulers(serving workload: String) -> [SchedulerResult] {
        schedulers.filter { $0.value.workloads.contains(workload) }.sorted { $0.key < $1.key }.map(\.value)
    }
}
