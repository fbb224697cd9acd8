internal import CellbenchConfig

extension Runner {
    /// Simulates the points of an experiment: all of them, or those that its searches visit.
    ///
    /// - Parameters:
    ///   - experiment: the experiment.
    ///   - known: outcomes by point from an earlier run; none by default.
    ///   - recorder: makes the recorder of a point's tasks from its position; nil, the default, records none.
    ///   - keep: receives the outcome of each point, and returns the part to hold in memory; see
    ///     ``Runner/run(_:keeping:onFinish:)``.
    ///   - onFinish: called after each point, on the thread that simulated it, with the point's position.
    /// - Returns: outcomes by point.
    func run(
        _ experiment: Experiment, known: [PointOutcome]? = nil,
        recordingTasks recorder: PointRecorder? = nil,
        keeping keep: @escaping @Sendable (_ position: Int, PointOutcome) -> PointOutcome,
        onFinish: @escaping @Sendable (_ position: Int) -> Void
    ) -> [PointOutcome] {
        let points = experiment.points
        var outcomes = known ?? [PointOutcome](repeating: .stopped, count: points.count)
        // Searches are independent, so a round simulates the next points of all searches and keeps the workers busy.
        while !stop.isRaised {
            let round =
                experiment.searches.isEmpty
                ? points.indices.filter { outcomes[$0] == .stopped }
                : experiment.searches.flatMap { $0.next(points, outcomes) }
            guard !round.isEmpty else { break }
            var recorderOfRound: PointRecorder?
            if let recorder { recorderOfRound = { recorder(round[$0]) } }
            let found = run(
                round.map { points[$0] }, recordingTasks: recorderOfRound, keeping: { keep(round[$0], $1) },
                onFinish: { onFinish(round[$0]) })
            for (position, outcome) in zip(round, found) { outcomes[position] = outcome }
        }
        return outcomes
    }

    /// Simulates the points of an experiment and holds all outcomes in memory.
    func run(
        _ experiment: Experiment, onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) -> [PointOutcome] {
        run(experiment, keeping: { $1 }, onFinish: onFinish)
    }
}
