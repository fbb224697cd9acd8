/// A run's hold on its folder: the lock, what an earlier run finished, and the journal of what this one does.
final class RunSession {
    /// By point, what an earlier run came to; stopped for those to simulate.
    let known: [PointOutcome]
    /// What was found in the folder that the user is to know, a line each.
    private(set) var notes: [String] = []
    let journal: Journal
    /// How many of the points known are in the results that are there.
    let pointsInResults: Int

    private let directory: ResultsDirectory
    private let lock: FolderLock

    /// Takes the folder, and begins or goes on with the journal.
    ///
    /// - Parameters:
    ///   - experiment: what is run.
    ///   - directory: where.
    ///   - isResuming: whether what an earlier run finished is kept.
    ///   - force: whether files are replaced that cellbench did not write.
    ///   - stop: raised where the journal cannot be written.
    /// - Throws: ``OutputError`` where a file would be lost, another run has the folder, or it cannot be written to; ``ResultsError`` where
    ///   an earlier run is to be taken up and cannot be read.
    init(
        _ experiment: Experiment, into directory: ResultsDirectory, isResuming: Bool, replacingOthers force: Bool,
        stop: StopFlag
    ) throws {
        self.directory = directory
        do {
            try directory.prepare(for: experiment, replacingOthers: force)
        } catch {
            // What is wrong with the results to take up says more than that they are not as they were written.
            if isResuming { _ = try directory.outcomes(of: experiment) }
            throw error
        }
        lock = try FolderLock(directory.path)
        directory.recover()
        let header = JournalHeader(experiment, environment: .current())
        var known = [PointOutcome](repeating: .stopped, count: experiment.points.count)
        if isResuming { known = try directory.outcomes(of: experiment) }
        pointsInResults = known.count { $0 != .stopped }
        let found = isResuming ? try FoundJournal(in: directory) : nil
        guard let found, found.header.isOfSame(as: header, experiment) else {
            if let note = try directory.setJournalAside() { notes.append(note) }
            journal = try Journal(in: directory, header, points: known.count, stop: stop)
            for (position, outcome) in known.enumerated() { try journal.append(outcome, at: position) }
            self.known = known
            return
        }
        if found.tornBytes > 0 {
            notes.append(
                "\(Journal.name): the last \(found.tornBytes) bytes are torn off, a point that was not whole when the run ended"
            )
        }
        var positions: [PointIdentity: Int] = [:]
        for (position, point) in experiment.points.enumerated() { positions[PointIdentity(point)] = position }
        let inResults = known
        let isSameMachine = found.header.environment.isLike(header.environment)
        let places = found.points.map { point -> Int? in
            guard point.result.status != .failed, let position = positions[PointIdentity(point.result)] else {
                return nil
            }
            let timing = PointTiming(
                experiment.points[position], wallSeconds: point.wallSeconds, events: point.result.events)
            known[position] = .kept(point.result, isSameMachine ? timing : nil)
            return position
        }
        journal = try Journal(continuing: found, places, points: known.count, stop: stop)
        let inJournal = Set(places.compactMap { $0 })
        for (position, outcome) in inResults.enumerated() where !inJournal.contains(position) {
            try journal.append(outcome, at: position)
        }
        self.known = known
    }

    /// Writes the results of all that is in the journal, which is removed then.
    ///
    /// - Parameters:
    ///   - results: what they say beside the points.
    ///   - outcomes: by point, what became of it.
    func write(
        _ results: ResultsFile, _ outcomes: [PointOutcome], of experiment: Experiment, keepingConfig: Bool,
        replacingOthers force: Bool
    ) throws {
        let positions = outcomes.indices.filter { outcomes[$0] != .stopped }
        let timings = TimingsFile(
            configDigest: experiment.configDigest, environment: .current(), points: [])
        try directory.write(
            config: experiment.resolvedConfig, keepingConfig: keepingConfig, replacingOthers: force,
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

extension JournalHeader {
    /// Whether its points are those of an experiment with `other`'s header, but for how many replications there are.
    fileprivate func isOfSame(as other: JournalHeader, _ experiment: Experiment) -> Bool {
        (version, seed) == (other.version, other.seed)
            && (configDigest == other.configDigest || experiment.isOfSameConfig(config))
    }
}

extension Journal {
    /// Adds what a point came to; nothing of one that was stopped.
    func append(_ outcome: PointOutcome, of point: Point? = nil, at position: Int) throws {
        switch outcome {
        case .finished(let figures, let seconds):
            guard let point else { return }
            try append(PointResult(point, figures: figures), wallSeconds: seconds, at: position)
        case .failed(let reason):
            guard let point else { return }
            try append(PointResult(point, failedBecause: reason), wallSeconds: nil, at: position)
        case .kept(let result, let timing): try append(result, wallSeconds: timing?.wallSeconds, at: position)
        case .journaled, .stopped: break
        }
    }
}
