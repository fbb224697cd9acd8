public import CellbenchConfig
public import CellbenchResults
import CellbenchSimulator

extension ResultsFile {
    /// Results of an experiment from the outcomes of its points, in order.
    ///
    /// Points that were stopped are left out, as are those whose figures only the journal has. Results of finished
    /// searches follow from the outcomes.
    public init(_ experiment: Experiment, outcomes: [PointOutcome]) {
        let points = zip(experiment.points, outcomes).compactMap { $1.result(of: $0) }
        let found = experiment.searches.compactMap { $0.result(experiment.points, outcomes) }
        self.init(experiment, points: points, saturation: found)
        if experiment.searches.isEmpty { complete = !outcomes.contains(.stopped) }
    }
}

extension TimingsFile {
    /// Timings of an experiment from the outcomes of its points, in order; points that were stopped are left out.
    public init(_ experiment: Experiment, outcomes: [PointOutcome], environment: RunEnvironment) {
        let points = zip(experiment.points, outcomes).compactMap { $1.timing(of: $0) }
        self.init(configDigest: experiment.configDigest, environment: environment, points: points)
    }
}

extension PointOutcome {
    /// Result of the point; nil where the run was stopped before, or where only the journal has it.
    func result(of point: Point) -> PointResult? {
        switch self {
        case .finished(let figures, _): PointResult(point, figures: figures)
        case .failed(let reason): PointResult(point, failedBecause: reason)
        case .kept(let result, _): result
        case .journaled, .stopped: nil
        }
    }

    /// Timing of the point; nil where it is unknown.
    func timing(of point: Point) -> PointTiming? {
        switch self {
        case .finished(let figures, let seconds): PointTiming(point, wallSeconds: seconds, events: figures.events)
        case .failed: PointTiming(point, wallSeconds: nil, events: nil)
        case .kept(_, let timing): timing
        case .journaled(let known):
            known.hasTiming ? PointTiming(point, wallSeconds: known.wallSeconds, events: known.events) : nil
        case .stopped: nil
        }
    }

    /// True if the point could not be simulated.
    var isFailed: Bool {
        switch self {
        case .failed: true
        case .journaled(let known): known.isFailed
        case .finished, .kept, .stopped: false
        }
    }

    /// The outcome without the figures, which the journal has.
    var journaled: PointOutcome {
        switch self {
        case .finished(let figures, let seconds):
            .journaled(JournaledPoint(isFailed: false, hasTiming: true, wallSeconds: seconds, events: figures.events))
        case .failed: .journaled(JournaledPoint(isFailed: true, hasTiming: true))
        case .kept(let result, let timing):
            .journaled(
                JournaledPoint(
                    isFailed: false, hasTiming: timing != nil, wallSeconds: timing?.wallSeconds, events: result.events))
        case .journaled, .stopped: self
        }
    }
}
