internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// The part of a folder's results that an experiment can resume.
struct EarlierResults {
    /// Outcomes by point; `stopped` for points that the results lack.
    var outcomes: [PointOutcome]
    /// True if the results have any points, of this or another experiment.
    var hasPoints = false
    /// True if the results have the same config, with the same description and number of replications.
    var isOfSameConfig = false
    /// Number of points of the same config with a replication that the experiment does not have.
    var pointsLeftOut = 0
    /// Revision of cellbench that simulated the points; nil if unknown.
    var revision: String?
}

extension ResultsDirectory {
    /// Finished points of an experiment from an earlier run into this directory.
    ///
    /// Results of another config, seed or version of cellbench are not used. Failed points are simulated again. A
    /// config is the same if only the description or the number of replications differs.
    ///
    /// - Throws: ``ResultsError`` if the results cannot be read, or are malformed; a missing file is no error.
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
        // Timings are used only if they are from an equal machine, because the file has one environment.
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

    /// True if earlier results have the config of an experiment, but for parts that no point depends on.
    private func isOfSameConfig(_ earlier: ResultsFile, _ experiment: Experiment) -> Bool {
        func digest(_ text: String) -> String { "sha256:" + SHA256.hexDigest(of: text.utf8) }
        if earlier.configDigest == experiment.configDigest { return true }
        guard let bytes = try? FileContents.read(file(Self.configName), atMost: YAMLReader.mostBytes) else {
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return earlier.configDigest == digest(text) && experiment.isOfSameConfig(text)
    }

    /// True if there are results of all points of an experiment, from any version.
    func hasCompleteResults(of experiment: Experiment) -> Bool {
        guard let results = try? ResultsFile(contentsOf: resultsFile) else { return false }
        return results.complete && results.configDigest == experiment.configDigest
    }

    /// Renames a journal that a new one would replace, so that its points are not lost.
    ///
    /// - Parameter found: the journal, as far as it can be read.
    /// - Returns: a note for the user; nil where there was no journal, or an empty one.
    /// - Throws: ``OutputError`` if the journal cannot be renamed.
    func setJournalAside(_ found: FoundJournal?) throws(OutputError) -> String? {
        let (path, other) = (file(Journal.name), file(Journal.name + ".old"))
        guard POSIXFile.isAnything(path) else { return nil }
        let points = found?.points.count
        guard points != 0 else { return nil }
        do throws(POSIXError) { try POSIXFile.move(path, to: other) } catch { throw OutputError(error) }
        let what = points.map { "\($0) points of a run that was stopped" } ?? "a journal that cannot be read"
        return "\(what): kept as \(Journal.name).old; --resume takes up what is called \(Journal.name)"
    }

    /// True if all files of a run are here.
    var isWhole: Bool {
        [Self.resultsName, Self.timingsName, Self.configName].allSatisfy { POSIXFile.isFile(file($0)) }
    }
}

extension Experiment {
    /// True if a config as run has the same points, but for the number of replications.
    func isOfSameConfig(_ text: String) -> Bool {
        func essence(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { !$0.hasPrefix("description: ") && !$0.hasPrefix("replications: ") }
        }
        return essence(text) == essence(resolvedConfig)
    }
}

extension RunEnvironment {
    /// True if only the revision and the allocator may differ.
    func isLike(_ other: RunEnvironment) -> Bool {
        (cpuModel, cpuCount, kernel) == (other.cpuModel, other.cpuCount, other.kernel)
            && (toolchain, buildConfiguration, version) == (other.toolchain, other.buildConfiguration, other.version)
    }
}
