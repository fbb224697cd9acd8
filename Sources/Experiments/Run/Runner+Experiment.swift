internal import CellbenchConfig

extension Runner {
    /// Simulates the points of an experiment: all of them, or those that its searches come by.
    ///
    /// - Parameters:
    ///   - experiment: what to simulate.
    ///   - known: by point, what became of it already; nothing by default.
    ///   - keep: takes what became of each point, and returns what is to be held of it; see ``Runner/run(_:keeping:onFinish:)``.
    ///   - onFinish: called after each point, on the thread that simulated it, with the point's position.
    /// - Returns: by point, what became of it.
    func run(
        _ experiment: Experiment, known: [PointOutcome]? = nil,
        keeping keep: @escaping @Sendable (_ position: Int, PointOutcome) -> PointOutcome,
        onFinish: @escaping @Sendable (_ position: Int) -> Void
    ) -> [PointOutcome] {
        let points = experiment.points
        var outcomes = known ?? [PointOutcome](repeating: .stopped, count: points.count)
        // Searches share nothing, so that a round of all that go on keeps the workers busy.
        while !stop.isRaised {
            let round =
                experiment.searches.isEmpty
                ? points.indices.filter { outcomes[$0] == .stopped }
                : experiment.searches.flatMap { $0.next(points, outcomes) }
            guard !round.isEmpty else { break }
            let found = run(round.map { points[$0] }, keeping: { keep(round[$0], $1) }) { onFinish(round[$0]) }
            for (position, outcome) in zip(round, found) { outcomes[position] = outcome }
        }
        return outcomes
    }

    /// The same, where nobody takes what became of a point before all are done.
    func run(
        _ experiment: Experiment, onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) -> [PointOutcome] {
        run(experiment, keeping: { $1 }, onFinish: onFinish)
    }
}
