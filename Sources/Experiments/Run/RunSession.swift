internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// A run's session in its folder: the lock, outcomes of an earlier run, and the journal of this run.
final class RunSession: Sendable {
    /// Outcomes by point from an earlier run; `stopped` for points to simulate.
    let known: [PointOutcome]
    /// Notes for the user on the state of the folder, a line each.
    let notes: [String]
    let journal: Journal
    /// True if the folder had an earlier run, of this or another experiment.
    let hasEarlier: Bool
    /// Revision that simulated the known outcomes; nil if unknown.
    let earlierRevision: String?
    /// True if the results in the folder are exactly the known outcomes.
    let isKnownWritten: Bool

    private let directory: ResultsDirectory
    private let lock: FolderLock
    /// True if the journal was begun on an equal machine, so that its timings hold here.
    private let isJournalOfThisMachine: Bool

    /// Locks the folder, and begins or continues the journal.
    ///
    /// - Parameters:
    ///   - experiment: the experiment.
    ///   - directory: the folder.
    ///   - isResuming: true if finished points of an earlier run are kept.
    ///   - force: true if files are replaced that cellbench did not write.
    ///   - isHeld: true for positions of points whose figures stay in memory, and not in the journal alone.
    ///   - stop: the flag that is raised if the journal cannot be written.
    /// - Throws: ``OutputError`` where a file would be lost, another run has the folder, or the folder cannot be
    ///   written to; ``ResultsError`` where an earlier run is to be resumed and cannot be read.
    init(
        _ experiment: Experiment, into directory: ResultsDirectory, isResuming: Bool, replacingOthers force: Bool,
        holding isHeld: (_ position: Int) -> Bool, stop: StopFlag
    ) throws {
        self.directory = directory
        do {
            try directory.prepare(for: experiment, replacingOthers: force)
        } catch {
            // An error in the results to resume says more than that they were changed.
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
        // A finished run that is resumed writes nothing new.
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

    /// Adds the outcome of a point to the journal.
    func keep(_ outcome: PointOutcome, of point: Point, at position: Int) {
        journal.append(outcome, of: point, at: position, timed: isJournalOfThisMachine)
    }

    /// Writes the results of all points in the journal, and removes the journal.
    ///
    /// - Parameters:
    ///   - results: the results without the points of the journal.
    ///   - outcomes: outcomes by point.
    ///   - experiment: the experiment.
    ///   - isKeepingConfig: true if the config in the folder stays.
    ///   - force: true if files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` if the results cannot be written, or the journal not read.
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
    /// Notes on lines of the journal that are not resumed, a line each.
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
    /// True if the journal's points belong to the experiment with the header `other`; the number of replications may
    /// differ.
    fileprivate func isOfSame(as other: JournalHeader, _ experiment: Experiment) -> Bool {
        (version, seed) == (other.version, other.seed)
            && (configDigest == other.configDigest || experiment.isOfSameConfig(config))
    }
}

extension Journal {
    /// Adds the outcome of a point; one that was stopped adds nothing.
    ///
    /// - Parameters:
    ///   - outcome: the outcome.
    ///   - point: the point, for an outcome of this run.
    ///   - position: the position of the point.
    ///   - isTimed: true if the timing is added.
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
