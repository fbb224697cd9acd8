internal import Simulator

/// What became of a run as a whole.
public struct ExperimentRun: Sendable {
    /// The results as written; the first points only where they are more than are held in memory.
    public var results: ResultsFile
    /// How many of the points in the results that were written ``results`` lacks.
    public var pointsNotHeld: Int
    /// Points that were simulated or failed.
    public var pointsDone: Int
    /// Points there are.
    public var pointsPlanned: Int
    /// Points that an earlier run had finished.
    public var pointsKept: Int
    /// Points that failed.
    public var pointsFailed: Int
    /// What was found in the folder, or is left there, that the user is to know, a line each.
    public var notes: [String]
    /// Whether the results that are in the folder are of this run; else its points are in the journal there.
    public var isWritten = true

    /// The most bytes of points that a stopped run still makes results of: more are left in the journal.
    private static let mostBytesWhenStopped = 128 << 20

    /// Simulates an experiment and writes what it came to.
    ///
    /// A finished point is on the disk within a second, in the journal; the results are written from that when the run ends, be it by a
    /// stop, where a point is finished. Results of the whole experiment stay where the run is stopped: then its journal does too.
    ///
    /// - Parameters:
    ///   - experiment: what to simulate.
    ///   - directory: where to write; see ``ResultsDirectory``.
    ///   - runner: how many points at once, and the flag that stops them.
    ///   - isResuming: whether what an earlier run of the same config, by the same version, finished in `directory` is kept.
    ///   - force: whether files in `directory` are replaced that cellbench did not write; never those that were read.
    ///   - mostPointsHeld: the most points of which all figures are held in memory, about 5 kB each: the others are in the journal
    ///     alone. Of a search, all are held.
    ///   - onFinish: called after each point with its position.
    /// - Throws: ``OutputError`` where a file would be lost, another run writes into the directory, or it cannot be written: before
    ///   anything is simulated if it can be known by then. ``ResultsError`` where an earlier run is to be kept and cannot be read.
    public init(
        _ experiment: Experiment, into directory: ResultsDirectory, with runner: Runner, isResuming: Bool = false,
        replacingOthers force: Bool = false, holding mostPointsHeld: Int = 10_000,
        onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) throws {
        let session = try RunSession(
            experiment, into: directory, isResuming: isResuming, replacingOthers: force, stop: runner.stop)
        notes = session.notes
        let keepsConfig = directory.keepsConfig(of: experiment)
        let kept = session.known.indices.filter { session.known[$0] != .stopped }
        for position in kept { onFinish(position) }
        let journal = session.journal
        let isSearching = !experiment.searches.isEmpty
        let outcomes = runner.run(
            experiment, known: session.known,
            keeping: { position, outcome in
                do {
                    try journal.append(outcome, of: experiment.points[position], at: position)
                } catch {
                    preconditionFailure("a figure of a simulation is a number: \(error)")
                }
                // A search goes by the figures of what it comes by, which is little.
                return position < mostPointsHeld || isSearching ? outcome : outcome.journaled
            }, onFinish: onFinish)
        pointsKept = kept.count
        results = ResultsFile(experiment, outcomes: outcomes)
        pointsDone = outcomes.count { $0 != .stopped }
        pointsNotHeld = pointsDone - results.points.count
        // How many a search comes by is known when it is finished.
        pointsPlanned = results.complete ? pointsDone : experiment.mostPoints
        pointsFailed = outcomes.count(where: \.isFailed)
        try journal.finish()
        // Where nothing is new, what is there is the same.
        guard pointsDone > 0, pointsDone > session.pointsInResults || !directory.isWhole else {
            journal.remove()
            return
        }
        if !results.complete, directory.hasCompleteResults(of: experiment) || journal.size > Self.mostBytesWhenStopped {
            isWritten = false
            return
        }
        try session.write(results, outcomes, of: experiment, keepingConfig: keepsConfig, replacingOthers: force)
    }
}
