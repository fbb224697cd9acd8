internal import CellbenchFiles
package import CellbenchSimulator

/// The result of one simulation of an experiment, as in a results file.
public struct PointResult: Equatable, Sendable {
    /// End of a simulation; every point has one.
    public enum Status: String, Codable, CaseIterable, Sendable {
        /// Every queue was bounded.
        case completed
        /// A queue was still growing at the end.
        case saturated
        /// The simulation has no figures; ``PointResult/reason`` says why.
        case failed
    }

    /// The architecture's name.
    public var architecture: String
    /// The architecture's kind, as configs write it.
    public var kind: String
    /// The swept values by path.
    public var parameters: [String: ParameterValue]
    /// Number of the repetition, from 0.
    public var replication: Int
    /// How the simulation ended.
    public var status: Status
    /// Reason of the failure; nil for other ends.
    public var reason: String?
    /// Figures by workload; empty if the simulation failed.
    package var workloads: [String: FigureValues<WorkloadFigures>] = [:]
    /// Figures by scheduler; empty if the simulation failed.
    package var schedulers: [String: SchedulerResult] = [:]
    /// Figures of the cell as a whole; nil if the simulation failed.
    package var cell: FigureValues<CellFigures>?
    /// Figures of the simulation itself; nil if it failed.
    package var simulation: FigureValues<RunFigures>?

    /// The result of a simulation: figures if it reached the horizon, else a reason.
    package init(
        architecture: String, kind: String, parameters: [String: ParameterValue], replication: Int,
        _ outcome: Result<RunFigures, Failure>
    ) {
        self.architecture = architecture
        self.kind = kind
        self.parameters = parameters
        self.replication = replication
        switch outcome {
        case .failure(let failure):
            status = .failed
            reason = failure.reason
        case .success(let figures):
            status = figures.status == .saturated ? .saturated : .completed
            // Names are unique in a checked config; of equal ones the first would stay.
            workloads = Dictionary(
                figures.workloads.map { ($0.name, FigureValues($0)) }, uniquingKeysWith: { first, _ in first })
            schedulers = Dictionary(
                figures.schedulers.map { ($0.name, SchedulerResult($0)) }, uniquingKeysWith: { first, _ in first })
            cell = FigureValues(figures.cell)
            simulation = FigureValues(figures)
        }
    }

    /// A simulation that could not be finished.
    package struct Failure: Error {
        /// The reason on one line, for readers of the results.
        let reason: String

        package init(reason: String) { self.reason = reason }
    }

    /// Number of events that the kernel handled; nil if the simulation failed.
    package var events: Int? { simulation?[.events].flatMap { Int(exactly: $0) } }

}
