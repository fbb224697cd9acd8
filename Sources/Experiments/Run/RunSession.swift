internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// A run's hold on its folder: the lock, what an earlier run finished, and the journal of what this one does.
final class RunSession: Sendable {
    /// By point, what an earlier run came to; stopped for those to simulate.
    let known: [PointOutcome]
    /// What was found in the folder that the user is to know, a line each.
    let notes: [String]
    let journal: Journal
    /// Whether there was something of an earlier run, be it of another experiment.
    let hasEarlier: Bool
    /// The revision that simulated what is known, if it is known itself.
    let earlierRevision: String?
    /// Whether the results that are there are just those that this run begins with.
    let isKnownWritten: Bool

    private let directory: ResultsDirectory
    private let lock: FolderLock
    /// Whether the journal was begun on a machine like this: else it does not say what a point costs here.
    private let isJournalOfThisMachine: Bool

    /// Takes the folder, and begins or goes on with the journal.
    ///
    /// - Parameters:
    ///   - experiment: what is run.
    ///   - directory: where.
    ///   - isResuming: whether what an earlier run finished is kept.
    ///   - force: whether files are replaced that cellbench did not write.
    ///   - isHeld: whether all figures of the point at a position stay in memory, rather than in the journal alone.
    ///   - stop: raised where the journal cannot be written.
    /// - Throws: ``OutputError`` where a file would be lost, another run has the folder, or it cannot be written to; ``ResultsError`` where
    ///   an earlier run is to be taken up and cannot be read.
    init(
        _ experiment: Experiment, into directory: ResultsDirectory, isResuming: Bool, replacingOthers force: Bool,
        holding isHeld: (_ position: Int) -> Bool, stop: StopFlag
    ) throws {
        self.directory = directory
        do {
            try directory.prepare(for: experiment, replacingOthers: force)
        } catch {
            // What is wrong with the results to take up says more than that they are not as they were written.
            if isResuming { _ = try directory.earlierResults(of: experiment) }
            throw error
        }
        lock = try FolderLock(directory.path)
        directory.recover()
        let header = JournalHeader(experiment, environment: .current())
        let earlier =
            isResuming
            ? try directory.earlierResults(of: experiment)
            : EarlierResults(outcomes: [PointOutcome](repeating: .stopped, count: experiment.points.count))
        let found = isResuming ? try FoundJournal(in: directory) : try? FoundJournal(in: directory)
        hasEarlier = isResuming && (earlier.hasPoints || found?.points.isEmpty == false)
        let continued = found.flatMap { isResuming && $0.header.isOfSame(as: header, experiment) ? $0 : nil }
        let isLikeThis = continued?.header.environment.isLike(header.environment) ?? true
        isJournalOfThisMachine = isLikeThis
        earlierRevision = continued.flatMap(\.header.environment.gitRevision) ?? earlier.revision
        var known = earlier.outcomes
        var notes: [String] = []
        var inJournal: Set<Int> = []
        if let continued {
            notes = continued.notes
            var positions: [PointIdentity: Int] = [:]
            for (position, point) in experiment.points.enumerated() { positions[PointIdentity(point)] = position }
            let places = continued.points.map { point -> Int? in
                guard point.result.status != .failed, let position = positions[PointIdentity(point.result)] else {
                    return nil
                }
                let timing = PointTiming(
                    experiment.points[position], wallSeconds: point.wallSeconds, events: point.result.events)
                known[position] = .kept(point.result, isLikeThis && point.wallSeconds != nil ? timing : nil)
                return position
            }
            inJournal = Set(places.compactMap { $0 })
            journal = try Journal(continuing: continued, places, points: known.count, stop: stop)
        } else {
            if let note = try directory.setJournalAside(found) { notes.append(note) }
            journal = try Journal(in: directory, header, points: known.count, stop: stop)
        }
        if earlier.pointsLeftOut > 0 {
            notes.append(
                "\(earlier.pointsLeftOut) points of the earlier run are not of this config, and not in its results any more"
            )
        }
        isKnownWritten = inJournal.isEmpty && earlier.isOfSameConfig && directory.isWhole
        // A finished run that is taken up once more ends as it began.
        let isAllThere = isKnownWritten && !known.contains(.stopped)
        for position in known.indices {
            if !isAllThere, !inJournal.contains(position) {
                journal.append(known[position], at: position, timed: isLikeThis)
            }
            if !isHeld(position) { known[position] = known[position].journaled }
        }
        self.known = known
        self.notes = notes
    }

    /// Adds what a point came to to the journal.
    func keep(_ outcome: PointOutcome, of point: Point, at position: Int) {
        journal.append(outcome, of: point, at: position, timed: isJournalOfThisMachine)
    }

    /// Writes the results of all that is in the journal, which is removed then.
    ///
    /// - Parameters:
    ///   - results: what they say beside the points.
    ///   - outcomes: by point, what became of it.
    ///   - experiment: what was run.
    ///   - isKeepingConfig: whether the config that is there stays.
    ///   - force: whether files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` if they cannot be written, or the journal not read.
    func write(
        _ results: ResultsFile, _ outcomes: [PointOutcome], of experiment: Experiment,
        keepingConfig isKeepingConfig: Bool, replacingOthers force: Bool
    ) throws {
        let positions = outcomes.indices.filter { outcomes[$0] != .stopped }
        let timings = TimingsFile(
            configDigest: experiment.configDigest, environment: .current(), points: [])
        try directory.write(
            config: experiment.resolvedConfig, keepingConfig: isKeepingConfig, replacingOthers: force,
            timings: { sink in
                try PointsText(around: timings).write(
                    to: sink,
                    positions.lazy.map { position in
                        Result {
                            try outcomes[position].timing(of: experiment.points[position])
                                .map { try JSONText.line($0)[...] }
                        }
                    })
            },
            results: { [journal] sink in
                try PointsText(around: results).write(
                    to: sink, positions.lazy.map { position in Result { try journal.result(at: position) } })
            })
        journal.remove()
    }
}

extension FoundJournal {
    /// What of it is not taken up, a line each.
    fileprivate var notes: [String] {
        var notes: [String] = []
        if damagedLines > 0 {
            notes.append("\(Journal.name): \(damagedLines) of its lines are damaged, whose points are simulated again")
        }
        if tornBytes > 0 {
            notes.append(
                "\(Journal.name): the last \(tornBytes) bytes are torn off, a point that was not whole when the run ended"
            )
        }
        return notes
    }
}

extension JournalHeader {
    /// Whether its points are those of an experiment with `other`'s header, but for how many replications there are.
    fileprivate func isOfSame(as other: JournalHeader, _ experiment: Experiment) -> Bool {
        (version, seed) == (other.version, other.seed)
            && (configDigest == other.configDigest || experiment.isOfSameConfig(config))
    }
}

extension Journal {
    /// Adds what a point came to; nothing of one that was stopped.
    ///
    /// - Parameters:
    ///   - outcome: what it came to.
    ///   - point: the point, of an outcome of this run.
    ///   - position: its place among the points.
    ///   - isTimed: whether what it cost is told.
    fileprivate func append(_ outcome: PointOutcome, of point: Point? = nil, at position: Int, timed isTimed: Bool) {
        switch outcome {
        case .finished(let figures, let seconds):
            guard let point else { return }
            append(PointResult(point, figures: figures), wallSeconds: isTimed ? seconds : nil, at: position)
        case .failed(let reason):
            guard let point else { return }
            append(PointResult(point, failedBecause: reason), wallSeconds: nil, at: position)
        case .kept(let result, let timing):
            append(result, wallSeconds: isTimed ? timing?.wallSeconds : nil, at: position)
        case .journaled, .stopped: break
        }
    }
}
