extension ResultsDirectory {
    /// What an earlier run into this directory finished of an experiment, by point.
    ///
    /// Results of another config, seed or version of cellbench count for nothing, nor do points that failed: they are simulated again.
    ///
    /// - Throws: ``ResultsError`` if what is there is no results file; none at all is fine.
    func outcomes(of experiment: Experiment) throws(ResultsError) -> [PointOutcome] {
        var outcomes = [PointOutcome](repeating: .stopped, count: experiment.points.count)
        let earlier: ResultsFile
        do throws(ResultsError) {
            earlier = try ResultsFile(contentsOf: resultsFile)
        } catch {
            if case .unreadable = error { return outcomes }
            throw error
        }
        let same = ResultsFile(experiment, points: [])
        guard earlier.configDigest == same.configDigest, earlier.version == same.version, earlier.seed == same.seed
        else {
            return outcomes
        }
        // What it cost is told where it is known, and is no part of the results.
        let timings = try? JSONText.decode(
            TimingsFile.self, from: JSONText.read(file(Self.timingsName)), file: Self.timingsName)
        var costs: [PointIdentity: PointTiming] = [:]
        for timing in timings?.points ?? [] { costs[PointIdentity(timing)] = timing }
        var finished: [PointIdentity: PointResult] = [:]
        for point in earlier.points where point.status != .failed { finished[PointIdentity(point)] = point }
        for (position, point) in experiment.points.enumerated() {
            let identity = PointIdentity(point)
            if let result = finished[identity] { outcomes[position] = .kept(result, costs[identity]) }
        }
        return outcomes
    }
}
