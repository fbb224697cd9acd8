/// Looks along a swept path, for one architecture and one value of everything else that is swept, for where a figure passes a limit.
///
/// It bisects, taking for granted that the figure passes the limit once, upwards or downwards. All replications are simulated at
/// each value it comes by, and their mean is held against the limit.
public struct SaturationSearch: Sendable {
    let path: String
    let criterion: SaturationCriterion
    /// The positions of the points, in order of the path's values: at each, all replications.
    var candidates: [Range<Int>] = []

    init(along path: String, for criterion: SaturationCriterion) {
        self.path = path
        self.criterion = criterion
    }

    /// The most points it can come by.
    var mostPoints: Int {
        // Both ends, then a half, a quarter, ….
        let between = Double(candidates.count - 1)
        return (2 + Int(between.binade == between ? between.exponent : between.exponent + 1))
            * (candidates.first?.count ?? 0)
    }

    /// What is searched, in a line.
    var summary: String {
        let subject = criterion.workload.map { " of \($0)" } ?? ""
        let (from, to) = (FigureFormat.short(criterion.from), FigureFormat.short(criterion.to))
        return "\(path) from \(from) to \(to), among \(candidates.count) values: "
            + "where \(criterion.figure.name)\(subject) passes \(FigureFormat.short(criterion.above))"
    }

    /// The positions of the points to simulate next, given what has been; empty when the search is over.
    func next(_ points: [Point], _ outcomes: [PointOutcome]) -> [Int] {
        guard let bisection = try? bisection(points, outcomes) else { return [] }
        return bisection.wanted.flatMap { candidates[$0] }.filter { outcomes[$0] == .stopped }
    }

    /// What the search found; nil while it is not over.
    func result(_ points: [Point], _ outcomes: [PointOutcome]) -> SaturationResult? {
        guard let first = candidates.first?.first else { return nil }
        var result = SaturationResult(of: points[first], along: path, criterion)
        let bisection: Bisection
        do throws(MissingFigure) {
            bisection = try self.bisection(points, outcomes)
        } catch {
            result.reason = error.reason
            return result
        }
        guard bisection.wanted.isEmpty else { return nil }
        func value(_ index: Int?) -> Double? {
            guard let index, let position = candidates[index].first,
                case .number(let value)? = points[position].parametersByPath[path]
            else { return nil }
            return value
        }
        (result.lower, result.upper) = (value(bisection.bracket.lower), value(bisection.bracket.upper))
        // From a range that was written from its greater end.
        if let lower = result.lower, let upper = result.upper, lower > upper {
            (result.lower, result.upper) = (upper, lower)
        }
        return result
    }

    /// Why a search cannot go on.
    private struct MissingFigure: Error {
        var reason: String
    }

    /// How far the search has come.
    private func bisection(_ points: [Point], _ outcomes: [PointOutcome]) throws(MissingFigure) -> Bisection {
        var bisection = Bisection(count: candidates.count)
        while true {
            let known = bisection.wanted.filter { index in candidates[index].allSatisfy { outcomes[$0] != .stopped } }
            guard !known.isEmpty, known.count == bisection.wanted.count else { return bisection }
            for index in known {
                bisection.learn(index, isAbove: try isAbove(candidates[index], points, outcomes))
            }
        }
    }

    private func isAbove(
        _ positions: Range<Int>, _ points: [Point], _ outcomes: [PointOutcome]
    ) throws(MissingFigure) -> Bool {
        var values: [Double] = []
        for position in positions {
            let (point, result) = (points[position], outcomes[position].result(of: points[position]))
            guard let value = result.flatMap(criterion.value) else {
                let place = "\(path) = \(point.parametersByPath[path]?.description ?? "")"
                throw MissingFigure(
                    reason: result?.reason.map { "a simulation failed at \(place): \($0)" }
                        ?? "there is no \(criterion.figure.name) at \(place)")
            }
            values.append(value)
        }
        guard let mean = Estimate(values)?.mean else { preconditionFailure("a search has replications") }
        return mean > criterion.above
    }
}

/// Where among ordered values a condition that changes once changes.
struct Bisection {
    private var low = 0
    private var high: Int
    private var isLowAbove: Bool?
    private var isHighAbove: Bool?

    /// Over so many values, two at least.
    init(count: Int) {
        precondition(count >= 2, "a search has two ends")
        high = count - 1
    }

    /// The values to look at next: both ends, then one between; none when it is over.
    var wanted: [Int] {
        guard let isLowAbove, let isHighAbove else { return [low, high] }
        guard isLowAbove != isHighAbove, high - low > 1 else { return [] }
        return [low + (high - low) / 2]
    }

    /// Takes in whether the condition holds at a value that is wanted.
    mutating func learn(_ index: Int, isAbove: Bool) {
        if index == low {
            isLowAbove = isAbove
        } else if index == high {
            isHighAbove = isAbove
        } else if isAbove == isLowAbove {
            low = index
        } else {
            high = index
        }
    }

    /// The neighbours between which the condition changes: without a lower one it holds everywhere, without an upper one nowhere.
    var bracket: (lower: Int?, upper: Int?) {
        guard let isLowAbove, isLowAbove == isHighAbove else { return (low, high) }
        return isLowAbove ? (nil, low) : (high, nil)
    }
}

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

extension Experiment {
    /// The most points that are simulated: all of them, or those that its searches can come by.
    public var mostPoints: Int {
        searches.isEmpty ? points.count : searches.reduce(0) { $0 + $1.mostPoints }
    }
}
