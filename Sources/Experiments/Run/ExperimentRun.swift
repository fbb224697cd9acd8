public import CellbenchConfig
public import CellbenchResults

/// The outcome of a run as a whole.
public struct ExperimentRun: Sendable {
    /// Results as written; of very many points, only the first.
    public var results: ResultsFile
    /// Number of points that were written and that ``results`` lacks.
    public var pointsNotHeld: Int
    /// Number of points that were simulated or failed.
    public var pointsDone: Int
    /// Number of points of the experiment.
    public var pointsPlanned: Int
    /// Number of points that an earlier run had finished.
    public var pointsKept: Int
    /// True if the folder had an earlier run, of this or another config.
    public var hasEarlier: Bool
    /// Revision of cellbench that simulated the kept points; nil if unknown.
    public var earlierRevision: String?
    /// Number of points that failed.
    public var pointsFailed: Int
    /// Notes for the user on the state of the folder, a line each.
    public var notes: [String]
    /// True if the folder has the results of this run; false if its points are in the journal there.
    public var isWritten = true
    /// True if the table of tasks was asked for and is written.
    public var hasTasks = false

    /// Largest number of bytes of points that a stopped run writes as results; more stay in the journal.
    private static let mostBytesWhenStopped = 128 << 20

    /// Simulates an experiment and writes the results.
    ///
    /// 1. Each finished point is in the journal on the disk within a second.
    /// 2. At the end, or after a stop with at least one finished point, the results are written from the journal.
    ///
    /// If the run is stopped, results of the whole experiment in the folder stay, and so does the journal.
    ///
    /// - Parameters:
    ///   - experiment: the experiment.
    ///   - directory: the directory to write into; see ``ResultsDirectory``.
    ///   - runner: the number of points at once, and the flag to stop.
    ///   - isResuming: true if finished points in `directory`, of the same config and version, are kept.
    ///   - tasksFile: the file that the table of tasks is written to; nil, the default, for none. A stopped run writes
    ///     none, and points that are kept have no rows in it.
    ///   - force: true if files in `directory` are replaced that cellbench did not write, except inputs.
    ///   - mostPointsHeld: the largest number of points whose figures are all held in memory, about 5 kB each. The
    ///     figures of other points are in the journal alone. Of a search, all are held.
    ///   - onFinish: called after each point with its position.
    ///   - onTable: called with the table of tasks when the results are written, before the table is.
    /// - Throws: ``OutputError`` where a file would be lost, another run writes into the directory, or the directory
    ///   cannot be written to, before anything is simulated if possible. ``ResultsError`` where an earlier run is to be
    ///   resumed and cannot be read.
    public init(
        _ experiment: Experiment, into directory: ResultsDirectory, with runner: Runner, isResuming: Bool = false,
        writingTasks tasksFile: OutputFile? = nil, replacingOthers force: Bool = false,
        holding mostPointsHeld: Int = 10_000,
        onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in },
        onTable: (TableUnderWay) -> Void = { _ in }
    ) throws {
        if let tasksFile {
            try directory.check(tasksFile, of: experiment, replacingOthers: force)
        }
        let isHeld = experiment.positionsHeld(atMost: mostPointsHeld)
        let session = try RunSession(
            experiment, into: directory, isResuming: isResuming, replacingOthers: force, holding: isHeld,
            stop: runner.stop)
        notes = session.notes
        hasEarlier = session.hasEarlier
        earlierRevision = session.earlierRevision
        let tasks = try tasksFile.map { try TaskSpool(for: $0, of: experiment, in: directory, stop: runner.stop) }
        let keepsConfig = directory.keepsConfig(of: experiment)
        let kept = session.known.indices.filter { session.known[$0] != .stopped }
        for position in kept { onFinish(position) }
        let journal = session.journal
        let outcomes = runner.run(
            experiment, known: session.known, recordingTasks: tasks?.recorder,
            keeping: { position, outcome in
                tasks?.pointEnded(outcome, at: position)
                session.keep(outcome, of: experiment.points[position], at: position)
                return isHeld(position) ? outcome : outcome.journaled
            }, onFinish: onFinish)
        pointsKept = kept.count
        results = ResultsFile(experiment, outcomes: outcomes)
        pointsDone = outcomes.count { $0 != .stopped }
        pointsNotHeld = pointsDone - results.points.count
        // The number of points that a search visits is known when it is finished.
        pointsPlanned = results.complete ? pointsDone : experiment.mostPoints
        pointsFailed = outcomes.count(where: \.isFailed)
        try journal.finish()
        try tasks?.check()
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
        guard let tasks, results.complete else { return }
        onTable(tasks.underWay)
        hasTasks = try tasks.writeTable(replacingOthers: force)
    }
}

extension Experiment {
    /// Selects the points whose figures are all held in memory, at most `most`.
    ///
    /// - Of a search, all points.
    /// - Else the first replications of each architecture at every value of the sweep.
    /// - If one replication of each is too many, one of each architecture at the first values.
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
