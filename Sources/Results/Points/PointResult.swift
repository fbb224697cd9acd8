internal import CellbenchFiles
package import CellbenchSimulator

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
    package var workloads: [String: FigureValues<WorkloadFigures>] = [:]
    /// By scheduler; empty if the simulation failed.
    package var schedulers: [String: SchedulerResult] = [:]
    /// Of the cell as a whole; nil if the simulation failed.
    package var cell: FigureValues<CellFigures>?
    /// Of the simulation itself; nil if it failed.
    package var simulation: FigureValues<RunFigures>?

    /// The result of a simulation: one with figures reached its horizon, one with a reason could not be finished.
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
            // Names are unique in a checked config; were they not, the first would stand.
            workloads = Dictionary(
                figures.workloads.map { ($0.name, FigureValues($0)) }, uniquingKeysWith: { first, _ in first })
            schedulers = Dictionary(
                figures.schedulers.map { ($0.name, SchedulerResult($0)) }, uniquingKeysWith: { first, _ in first })
            cell = FigureValues(figures.cell)
            simulation = FigureValues(figures)
        }
    }

    /// Why a simulation could not be finished.
    package struct Failure: Error {
        /// A line for the reader of the results.
        let reason: String

        package init(reason: String) { self.reason = reason }
    }

    /// Events the kernel handled; nil if the simulation failed.
    package var events: Int? { simulation?[.events].flatMap { Int(exactly: $0) } }

}
