public import CellbenchSimulator

/// What one simulation of an experiment came to, as a results file says it.
public struct PointResult: Equatable, Sendable {
    /// How a simulation ended; a point is never left out.
    public enum Status: String, Codable, CaseIterable, Sendable {
        /// Every queue was bounded.
        case completed
        /// A queue was still growing at the end.
        case saturated
        /// There are no figures; ``PointResult/reason`` says why.
        case failed
    }

    /// The architecture's name.
    public var architecture: String
    /// The architecture's kind, as configs write it.
    public var kind: String
    /// The swept values by path.
    public var parameters: [String: ParameterValue]
    /// Which repetition this is, from 0.
    public var replication: Int
    /// How the simulation ended.
    public var status: Status
    /// Why it failed; nil unless it did.
    public var reason: String?
    /// By workload; empty if the simulation failed.
    var workloads: [String: FigureValues<WorkloadFigures>] = [:]
    /// By scheduler; empty if the simulation failed.
    var schedulers: [String: SchedulerResult] = [:]
    /// Of the cell as a whole; nil if the simulation failed.
    var cell: FigureValues<CellFigures>?
    /// Of the simulation itself; nil if it failed.
    var simulation: FigureValues<RunFigures>?

    /// The result of a simulation that reached its horizon.
    public init(_ point: Point, figures: RunFigures) {
        self.init(point, status: figures.status == .saturated ? .saturated : .completed)
        // Names are unique in a checked config; were they not, the first would stand.
        workloads = Dictionary(
            figures.workloads.map { ($0.name, FigureValues($0)) }, uniquingKeysWith: { first, _ in first })
        schedulers = Dictionary(
            figures.schedulers.map { ($0.name, SchedulerResult($0)) }, uniquingKeysWith: { first, _ in first })
        cell = FigureValues(figures.cell)
        simulation = FigureValues(figures)
    }

    /// Events the kernel handled; nil if the simulation failed.
    var events: Int? { simulation?[.events].flatMap { Int(exactly: $0) } }

    /// The result of a simulation that could not be finished; `reason` is a line for the reader of the results.
    public init(_ point: Point, failedBecause reason: String) {
        self.init(point, status: .failed)
        self.reason = reason
    }

    private init(_ point: Point, status: Status) {
        architecture = point.architecture
        kind = point.kind
        parameters = point.parametersByPath
        replication = point.replication
        self.status = status
    }
}

extension Point {
    /// The swept values by path, as results files write them.
    var parametersByPath: [String: ParameterValue] {
        Dictionary(parameters.map { ($0.path, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}
