public import CellbenchConfig
internal import Synchronization

/// The line that a terminal shows during a run: points done, speed, and estimated time left.
public final class Progress: Sendable {
    private struct State {
        var done = 0
        var costDone = 0.0
        var lastDrawn = -Double.infinity
        /// Seconds at the end of the last point, and the estimated time left then.
        var lastDone = 0.0
        var leftThen = 0.0
    }

    /// Seconds between two drawings; the last one is drawn at once.
    private static let interval = 0.1

    private let noun: String
    private let costs: [Double]
    private let count: Int
    private let totalCost: Double
    private let elapsed: @Sendable () -> Double
    private let draw: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Progress over `points`, weighted by their estimated costs.
    public convenience init(
        _ points: [Point], elapsed: @escaping @Sendable () -> Double, draw: @escaping @Sendable (String) -> Void
    ) {
        self.init(costs: points.map(\.estimatedCost), of: "points", elapsed: elapsed, draw: draw)
    }

    /// Progress over pieces of work.
    ///
    /// - Parameters:
    ///   - costs: the cost of each piece, in any unit.
    ///   - noun: the name of the pieces.
    ///   - most: the largest number of pieces that will be done; all by default.
    ///   - elapsed: the seconds since the start.
    ///   - draw: receives the line, without a line end.
    public init(
        costs: [Double], of noun: String, most: Int? = nil, elapsed: @escaping @Sendable () -> Double,
        draw: @escaping @Sendable (String) -> Void
    ) {
        self.noun = noun
        self.costs = costs.map { max($0, .leastNormalMagnitude) }
        count = most ?? costs.count
        // Where not all are done, it is unknown which; they are assumed to cost the average.
        totalCost = self.costs.reduce(0, +) * Double(count) / Double(max(costs.count, 1))
        self.elapsed = elapsed
        self.draw = draw
    }

    /// Counts the point at `position` as done.
    public func pointDone(_ position: Int) {
        state.withLock { state in
            state.done += 1
            state.costDone += costs[position]
            let now = elapsed()
            state.lastDone = now
            state.leftThen = now * max(0, totalCost - state.costDone) / state.costDone
            guard now - state.lastDrawn >= Self.interval || state.done == count else { return }
            state.lastDrawn = now
            draw(line(state, now))
        }
    }

    /// Draws the line with the current time, for long points.
    public func redraw() {
        state.withLock { state in
            let now = elapsed()
            guard state.done < count, now - state.lastDrawn >= Self.interval else { return }
            state.lastDrawn = now
            draw(line(state, now))
        }
    }

    private func line(_ state: State, _ now: Double) -> String {
        guard state.done > 0 else { return "0/\(count) \(noun), \(Int(now)) s so far" }
        let rate = now > 0 ? Double(state.done) / now : 0
        let left = state.done == count ? 0 : max(0, state.leftThen - (now - state.lastDone))
        return "\(state.done)/\(count) \(noun), \(rounded(rate)) a second, \(Int(left.rounded(.up))) s left"
    }

    private func rounded(_ rate: Double) -> String {
        rate >= 10 ? "\(Int(rate.rounded()))" : "\((rate * 10).rounded() / 10)"
    }
}
