internal import Simulator

/// What became of a run as a whole.
public struct ExperimentRun: Sendable {
    /// The results as written.
    public var results: ResultsFile
    /// Points that were simulated or failed.
    public var pointsDone: Int
    /// Points there are.
    public var pointsPlanned: Int
    /// Points that an earlier run had finished.
    public var pointsKept: Int
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
    ///   - isResuming: whether what an earlier run of the same config, by the same version, finished in `directory` is kept.
    ///   - force: whether files in `directory` are replaced that cellbench did not write; never those that were read.
    ///   - onFinish: called after each point with its position.
    /// - Throws: ``OutputError`` where a file would be lost, or the directory cannot be written: before anything is simulated if it can
    ///   be known by then.
    public init(
        _ experiment: Experiment, into directory: ResultsDirectory, with runner: Runner, isResuming: Bool = false,
        replacingOthers force: Bool = false, onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) throws {
        let known = isResuming ? try directory.outcomes(of: experiment) : nil
        try directory.prepare(for: experiment, replacingOthers: force)
        let keepsConfig = directory.keepsConfig(of: experiment)
        let kept = known?.indices.filter { known?[$0] != .stopped } ?? []
        for position in kept { onFinish(position) }
        let outcomes = runner.run(experiment, known: known, onFinish: onFinish)
        pointsKept = kept.count
        results = ResultsFile(experiment, outcomes: outcomes)
        pointsDone = results.points.count
        // How many a search comes by is known when it is finished.
        pointsPlanned = results.complete ? pointsDone : experiment.mostPoints
        pointsFailed = outcomes.count {
            if case .failed = $0 { true } else { false }
        }
        // Where nothing is new, what is there is the same.
        guard pointsDone > 0, pointsDone > kept.count || !directory.isWhole else { return }
        let timings = TimingsFile(experiment, outcomes: outcomes, environment: .current())
        try directory.write(
            results, timings: timings, config: experiment.resolvedConfig, keepingConfig: keepsConfig,
            replacingOthers: force)
    }
}
