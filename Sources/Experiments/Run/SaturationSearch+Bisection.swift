internal import CellbenchAnalysis
internal import CellbenchConfig
internal import CellbenchResults

extension SaturationSearch {
    /// Positions of the points to simulate next, after the given outcomes; empty at the end of the search.
    func next(_ points: [Point], _ outcomes: [PointOutcome]) -> [Int] {
        guard let bisection = try? bisection(points, outcomes) else { return [] }
        return bisection.wanted.flatMap { candidates[$0] }.filter { outcomes[$0] == .stopped }
    }

    /// Result of the search; nil before its end.
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
        // The config's range may run from its greater end.
        if let lower = result.lower, let upper = result.upper, lower > upper {
            (result.lower, result.upper) = (upper, lower)
        }
        return result
    }

    /// A point without the figure, which stops a search.
    private struct MissingFigure: Error {
        var reason: String
    }

    /// State of the search after the given outcomes.
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
