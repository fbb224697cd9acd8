public import CellbenchConfig
public import CellbenchResults
public import CellbenchSimulator
internal import Dispatch
internal import Synchronization

/// What became of a point.
public enum PointOutcome: Equatable, Sendable {
    /// It was simulated, in so many seconds.
    case finished(RunFigures, wallSeconds: Double)
    /// It could not be simulated.
    case failed(reason: String)
    /// An earlier run of the same experiment came to this, and to what it cost where that is known.
    case kept(PointResult, PointTiming?)
    /// It is finished, or failed, and what it came to is in the journal alone.
    case journaled(JournaledPoint)
    /// The run was stopped before it was finished.
    case stopped
}

/// What is known without the journal of a point that is in it.
public struct JournaledPoint: Equatable, Sendable {
    /// Whether it could not be simulated.
    var isFailed: Bool
    /// Whether what it cost is told.
    var hasTiming: Bool
    /// Seconds its simulation took; nil if it failed.
    var wallSeconds: Double?
    /// Events the kernel handled; nil if it failed.
    var events: Int?
}

/// A request to stop that any thread, or a signal handler's, may make.
public final class StopFlag: Sendable {
    private let requested = Atomic(false)

    /// A flag that nobody has raised.
    public init() {}

    /// Asks to stop.
    public func raise() { requested.store(true, ordering: .relaxed) }

    /// Whether somebody asked to stop.
    public var isRaised: Bool { requested.load(ordering: .relaxed) }
}

/// Simulates points on several threads.
///
/// Points share only generated jobs, which are the same whoever draws them, so the outcomes do not depend on how many threads
/// there are or in which order they take them.
public struct Runner: Sendable {
    /// How many points are simulated at once.
    public var workers: Int
    /// Raised to stop early; finished points are kept.
    public var stop: StopFlag

    /// A runner of at least one worker.
    public init(workers: Int, stop: StopFlag = StopFlag()) {
        self.workers = max(1, workers)
        self.stop = stop
    }

    /// Simulates `points`, the longest first, and returns their outcomes in the order of `points`.
    ///
    /// - Parameters:
    ///   - points: what to simulate.
    ///   - keep: takes what became of each point, on the thread that simulated it, with the point's position, and returns what is
    ///     to be held of it in memory.
    ///   - onFinish: called after each point, on the thread that simulated it, with the point's position.
    /// - Returns: by point, what became of it, as far as it is held.
    public func run(
        _ points: [Point], keeping keep: @escaping @Sendable (_ position: Int, PointOutcome) -> PointOutcome,
        onFinish: @escaping @Sendable (_ position: Int) -> Void
    ) -> [PointOutcome] {
        // Stable: equally long points are taken in order.
        let order = points.indices.sorted {
            (-points[$0].estimatedCost, $0) < (-points[$1].estimatedCost, $1)
        }
        let outcomes = Mutex([PointOutcome](repeating: .stopped, count: points.count))
        let next = Atomic(0)
        let pool = JobPool(points)
        let workers = Threads.canBeMade ? min(workers, points.count) : 1
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while !stop.isRaised {
                let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard turn < order.count else { return }
                let outcome = simulateOne(points[order[turn]], drawing: pool)
                guard outcome != .stopped else { continue }
                let held = keep(order[turn], outcome)
                outcomes.withLock { $0[order[turn]] = held }
                onFinish(order[turn])
            }
        }
        return outcomes.withLock { $0 }
    }

    /// The same, where nobody takes what became of a point before all are done.
    public func run(
        _ points: [Point], onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) -> [PointOutcome] {
        run(points, keeping: { $1 }, onFinish: onFinish)
    }

    private func simulateOne(_ point: Point, drawing pool: JobPool) -> PointOutcome {
        defer { pool.finish(point.scenario) }
        let clock = ContinuousClock()
        let start = clock.now
        do throws(SimulationError) {
            let figures = try simulate(pool.sharing(point.scenario)) { stop.isRaised }
            let elapsed = start.duration(to: clock.now)
            return .finished(figures, wallSeconds: elapsed / .seconds(1))
        } catch {
            return error == .cancelled ? .stopped : .failed(reason: "\(error)")
        }
    }
}
