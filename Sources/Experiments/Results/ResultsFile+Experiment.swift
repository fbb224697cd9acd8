public import CellbenchConfig
public import CellbenchResults
public import CellbenchSimulator

extension ResultsFile {
    /// Results of an experiment.
    ///
    /// - Parameters:
    ///   - experiment: the experiment.
    ///   - points: the results in the experiment's order, without points that were not simulated.
    ///   - saturation: the results of searches that are finished.
    public init(_ experiment: Experiment, points: [PointResult], saturation: [SaturationResult] = []) {
        let isComplete =
            experiment.searches.isEmpty
            ? points.count == experiment.points.count : saturation.count == experiment.searches.count
        self.init(
            name: experiment.name, configDigest: experiment.configDigest, seed: experiment.seed,
            horizon: experiment.horizon.inSeconds, complete: isComplete, presets: experiment.presets,
            traces: experiment.traces, saturation: saturation, points: points)
    }
}

extension PointTiming {
    /// Cost of a point's simulation.
    ///
    /// - Parameters:
    ///   - point: the point.
    ///   - wallSeconds: seconds of wall-clock time; nil if the simulation failed.
    ///   - events: events that the kernel handled; nil if the simulation failed.
    public init(_ point: Point, wallSeconds: Double?, events: Int?) {
        self.init(
            architecture: point.architecture, parameters: point.parametersByPath, replication: point.replication,
            wallSeconds: wallSeconds, events: events)
    }
}

extension PointIdentity {
    /// Identity of a point.
    init(_ point: Point) {
        self.init(
            architecture: point.architecture, parameters: point.parametersByPath, replication: point.replication)
    }
}

extension PointResult {
    /// The result of a simulation that reached its horizon.
    public init(_ point: Point, figures: RunFigures) { self.init(point, .success(figures)) }

    /// The result of a simulation that could not be finished; `reason` is a line for the reader of the results.
    public init(_ point: Point, failedBecause reason: String) { self.init(point, .failure(Failure(reason: reason))) }

    private init(_ point: Point, _ outcome: Result<RunFigures, Failure>) {
        self.init(
            architecture: point.architecture, kind: point.kind, parameters: point.parametersByPath,
            replication: point.replication, outcome)
    }
}

extension SaturationResult {
    /// A search without a result yet.
    init(of point: Point, along path: String, _ criterion: SaturationCriterion) {
        var others = point.parametersByPath
        others[path] = nil
        self.init(
            architecture: point.architecture, kind: point.kind, parameters: others, path: path,
            figure: criterion.figure.name, workload: criterion.workload, above: criterion.above, from: criterion.from,
            to: criterion.to)
    }
}
