public import CellbenchConfig
public import CellbenchResults

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
    /// Whether there was something of an earlier run to take up, be it of another config.
    public var hasEarlier: Bool
    /// The revision of cellbench that simulated what was kept; nil where nobody knows.
    public var earlierRevision: String?
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
        let isHeld = experiment.positionsHeld(atMost: mostPointsHeld)
        let session = try RunSession(
            experiment, into: directory, isResuming: isResuming, replacingOthers: force, holding: isHeld,
            stop: runner.stop)
        notes = session.notes
        hasEarlier = session.hasEarlier
        earlierRevision = session.earlierRevision
        let keepsConfig = directory.keepsConfig(of: experiment)
        let kept = session.known.indices.filter { session.known[$0] != .stopped }
        for position in kept { onFinish(position) }
        let journal = session.journal
        let outcomes = runner.run(
            experiment, known: session.known,
            keeping: { position, outcome in
                session.keep(outcome, of: experiment.points[position], at: position)
                return isHeld(position) ? outcome : outcome.journaled
            }, onFinish: onFinish)
        pointsKept = kept.count
        results = ResultsFile(experiment, outcomes: outcomes)
        pointsDone = outcomes.count { $0 != .stopped }
        pointsNotHeld = pointsDone - results.points.count
        // How many a search comes by is known when it is finished.
        pointsPlanned = results.complete ? pointsDone : experiment.mostPoints
        pointsFailed = outcomes.count(where: \.isFailed)
        try journal.finish()
        guard pointsDone > 0, pointsDone > pointsKept || !session.isKnownWritten else {
            journal.remove()
            return
        }
        if !results.complete, directory.hasCompleteResults(of: experiment) || journal.size > Self.mostBytesWhenStopped {
            try journal.synchronize()
            isWritten = false
            return
        }
        try session.write(results, outcomes, of: experiment, keepingConfig: keepsConfig, replacingOthers: force)
    }
}

extension Experiment {
    /// Of which points all figures are held in memory, of as many as there may be: of a search all; else the first replications of every
    /// architecture at every value of the sweep, or, where even one of each is too many, one of each at the first values.
    fileprivate func positionsHeld(atMost most: Int) -> @Sendable (_ position: Int) -> Bool {
        let replications = (points.map(\.replication).max() ?? 0) + 1
        guard searches.isEmpty, points.count > most else { return { _ in true } }
        let rows = points.count / replications
        if rows <= most {
            let held = most / rows
            return { position in position % replications < held }
        }
        let perValue = Set(points.map(\.architecture)).count
        let held = most < perValue ? most : most / perValue * perValue
        return { position in position % replications == 0 && position / replications < held }
    }
}
