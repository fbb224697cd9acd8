public import CellbenchConfig
internal import Synchronization

/// The line a terminal shows while points are simulated: how many are done, how fast, and how long the rest will take.
public final class Progress: Sendable {
    private struct State {
        var done = 0
        var costDone = 0.0
        var lastDrawn = -Double.infinity
        /// When the last point was done, and how long the rest was to take then.
        var lastDone = 0.0
        var leftThen = 0.0
    }

    /// Seconds between two drawings, but for the last.
    private static let interval = 0.1

    private let noun: String
    private let costs: [Double]
    private let count: Int
    private let totalCost: Double
    private let elapsed: @Sendable () -> Double
    private let draw: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Progress over `points`, whose estimated costs say how much of the work is done.
    public convenience init(
        _ points: [Point], elapsed: @escaping @Sendable () -> Double, draw: @escaping @Sendable (String) -> Void
    ) {
        self.init(costs: points.map(\.estimatedCost), of: "points", elapsed: elapsed, draw: draw)
    }

    /// Progress over pieces of work.
    ///
    /// - Parameters:
    ///   - costs: what each costs, in any unit.
    ///   - noun: what they are called.
    ///   - most: how many of them are done at most, as far as is known; by default all.
    ///   - elapsed: the seconds since the start.
    ///   - draw: takes the line, without a line end.
    public init(
        costs: [Double], of noun: String, most: Int? = nil, elapsed: @escaping @Sendable () -> Double,
        draw: @escaping @Sendable (String) -> Void
    ) {
        self.noun = noun
        self.costs = costs.map { max($0, .leastNormalMagnitude) }
        count = most ?? costs.count
        // Which are done is not known beforehand where it is not all: they cost what the others do.
        totalCost = self.costs.reduce(0, +) * Double(count) / Double(max(costs.count, 1))
        self.elapsed = elapsed
        self.draw = draw
    }

    /// The point at `position` is done.
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

    /// Draws the line as it is now, for when no point has been done for a while.
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
