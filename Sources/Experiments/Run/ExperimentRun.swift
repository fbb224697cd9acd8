internal import Simulator

/// What became of a run as a whole.
public struct ExperimentRun: Sendable {
    /// The results as written.
    public var results: ResultsFile
    /// Points that were simulated or failed.
    public var pointsDone: Int
    /// Points there are.
    public var pointsPlanned: Int
    /// Points that failed.
    public var pointsFailed: Int

    /// Simulates an experiment and writes what it came to.
    ///
    /// Finished points are written even where the run is stopped; where none is finished, nothing is.
    ///
    /// - Parameters:
    ///   - experiment: what to simulate.
    ///   - directory: where to write; see ``ResultsDirectory``.
    ///   - runner: how many points at once, and the flag that stops them.
    ///   - onFinish: called after each point with its position.
    /// - Throws: ``OutputError`` where the directory cannot be written: before anything is simulated if it can be known by
    ///   then.
    public init(
        _ experiment: Experiment, into directory: ResultsDirectory, with runner: Runner,
        onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) throws {
        try directory.prepare()
        let outcomes = runner.run(experiment, onFinish: onFinish)
        results = ResultsFile(experiment, outcomes: outcomes)
        pointsDone = results.points.count
        // How many a search comes by is known when it is finished.
        pointsPlanned = results.complete ? pointsDone : experiment.mostPoints
        pointsFailed = outcomes.count {
            if case .failed = $0 { true } else { false }
        }
        guard pointsDone > 0 else { return }
        let timings = TimingsFile(experiment, outcomes: outcomes, environment: .current())
        try directory.write(results, timings: timings, config: experiment.resolvedConfig)
    }
}
