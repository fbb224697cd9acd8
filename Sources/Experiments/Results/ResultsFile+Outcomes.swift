import Simulator

extension ResultsFile {
    /// The results of an experiment whose points came to `outcomes`, in order; those stopped are not there.
    ///
    /// What its finished searches found is worked out from the outcomes too.
    public init(_ experiment: Experiment, outcomes: [PointOutcome]) {
        let points = zip(experiment.points, outcomes).compactMap { $1.result(of: $0) }
        let found = experiment.searches.compactMap { $0.result(experiment.points, outcomes) }
        self.init(experiment, points: points, saturation: found)
    }
}

extension TimingsFile {
    /// What the points of an experiment cost that came to `outcomes`, in order; those stopped are not there.
    public init(_ experiment: Experiment, outcomes: [PointOutcome], environment: RunEnvironment) {
        let points = zip(experiment.points, outcomes).compactMap { point, outcome -> PointTiming? in
            switch outcome {
            case .finished(let figures, let seconds): PointTiming(point, wallSeconds: seconds, events: figures.events)
            case .failed: PointTiming(point, wallSeconds: nil, events: nil)
            case .kept(_, let timing): timing
            case .stopped: nil
            }
        }
        self.init(configDigest: experiment.configDigest, environment: environment, points: points)
    }
}

extension PointOutcome {
    /// What the results say of the point; nil where the run was stopped before it was finished.
    func result(of point: Point) -> PointResult? {
        switch self {
        case .finished(let figures, _): PointResult(point, figures: figures)
        case .failed(let reason): PointResult(point, failedBecause: reason)
        case .kept(let result, _): result
        case .stopped: nil
        }
    }
}
