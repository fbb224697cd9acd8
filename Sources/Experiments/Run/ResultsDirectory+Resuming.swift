internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// What the results in a folder have of an experiment that is run into it.
struct EarlierResults {
    /// By point, what it came to; stopped for those that are not there.
    var outcomes: [PointOutcome]
    /// Whether there are points at all, be they of another experiment.
    var hasPoints = false
    /// Whether they are of the very config, replications and description included.
    var isOfSameConfig = false
    /// How many points of the same config but for its replications the experiment has no place for.
    var pointsLeftOut = 0
    /// The revision of cellbench that simulated them, if it is known.
    var revision: String?
}

extension ResultsDirectory {
    /// What an earlier run into this directory finished of an experiment.
    ///
    /// Results of another config, seed or version of cellbench count for nothing, nor do points that failed: they are simulated again. A
    /// config is the same if it has another description, or more or fewer replications, of which those there are stay what they are.
    ///
    /// - Throws: ``ResultsError`` if what is there cannot be read, or is no results file; none at all is fine.
    func earlierResults(of experiment: Experiment) throws(ResultsError) -> EarlierResults {
        var found = EarlierResults(outcomes: [PointOutcome](repeating: .stopped, count: experiment.points.count))
        guard POSIXFile.isAnything(resultsFile) else { return found }
        let earlier = try ResultsFile(contentsOf: resultsFile)
        found.hasPoints = !earlier.points.isEmpty
        guard earlier.version == Release.version, earlier.seed == experiment.seed, isOfSameConfig(earlier, experiment)
        else {
            return found
        }
        found.isOfSameConfig = earlier.configDigest == experiment.configDigest
        // What it cost is told where it is known, and was known on a machine like this: the file has one environment.
        var timings = try? JSONText.decode(
            TimingsFile.self, from: JSONText.read(file(Self.timingsName)), file: Self.timingsName)
        found.revision = timings?.environment.gitRevision
        if let place = timings?.environment, !place.isLike(.current()) { timings = nil }
        var costs: [PointIdentity: PointTiming] = [:]
        for timing in timings?.points ?? [] { costs[PointIdentity(timing)] = timing }
        var finished: [PointIdentity: PointResult] = [:]
        for point in earlier.points where point.status != .failed { finished[PointIdentity(point)] = point }
        for (position, point) in experiment.points.enumerated() {
            let identity = PointIdentity(point)
            if let result = finished.removeValue(forKey: identity) {
                found.outcomes[position] = .kept(result, costs[identity])
            }
        }
        found.pointsLeftOut = finished.count
        return found
    }

    /// Whether earlier results are of the config of an experiment, but for what no point depends on.
    private func isOfSameConfig(_ earlier: ResultsFile, _ experiment: Experiment) -> Bool {
        func digest(_ text: String) -> String { "sha256:" + SHA256.hexDigest(of: text.utf8) }
        if earlier.configDigest == experiment.configDigest { return true }
        guard let bytes = try? FileContents.read(file(Self.configName), atMost: YAMLReader.mostBytes) else {
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return earlier.configDigest == digest(text) && experiment.isOfSameConfig(text)
    }

    /// Whether there are results of all points of an experiment, by whatever version.
    func hasCompleteResults(of experiment: Experiment) -> Bool {
        guard let results = try? ResultsFile(contentsOf: resultsFile) else { return false }
        return results.complete && results.configDigest == experiment.configDigest
    }

    /// Gives a journal another name that is in the way of a new one, so that its points are not lost.
    ///
    /// - Parameter found: the journal, as far as it can be read.
    /// - Returns: what to tell the user; nil where there was none, or nothing in it.
    /// - Throws: ``OutputError`` if it cannot be given another name.
    func setJournalAside(_ found: FoundJournal?) throws(OutputError) -> String? {
        let (path, other) = (file(Journal.name), file(Journal.name + ".old"))
        guard POSIXFile.isAnything(path) else { return nil }
        let points = found?.points.count
        guard points != 0 else { return nil }
        do throws(POSIXError) { try POSIXFile.move(path, to: other) } catch { throw OutputError(error) }
        let what = points.map { "\($0) points of a run that was stopped" } ?? "a journal that cannot be read"
        return "\(what): kept as \(Journal.name).old; --resume takes up what is called \(Journal.name)"
    }

    /// Whether all that a run writes is here.
    var isWhole: Bool {
        [Self.resultsName, Self.timingsName, Self.configName].allSatisfy { POSIXFile.isFile(file($0)) }
    }
}

extension Experiment {
    /// Whether a config as run has the same points, but for how many replications there are.
    func isOfSameConfig(_ text: String) -> Bool {
        func essence(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { !$0.hasPrefix("description: ") && !$0.hasPrefix("replications: ") }
        }
        return essence(text) == essence(resolvedConfig)
    }
}

extension RunEnvironment {
    /// Whether it is the same but for the revision and the allocator.
    func isLike(_ other: RunEnvironment) -> Bool {
        (cpuModel, cpuCount, kernel) == (other.cpuModel, other.cpuCount, other.kernel)
            && (toolchain, buildConfiguration, version) == (other.toolchain, other.buildConfiguration, other.version)
    }
}
