public import CellbenchConfig
public import CellbenchResults
public import CellbenchSimulator
internal import Dispatch
internal import Synchronization

/// Outcome of a point in a run.
public enum PointOutcome: Equatable, Sendable {
    /// The point was simulated, in `wallSeconds`.
    case finished(RunFigures, wallSeconds: Double)
    /// The point could not be simulated.
    case failed(reason: String)
    /// An earlier run of the experiment has the result, and the timing if it is known.
    case kept(PointResult, PointTiming?)
    /// The point is finished or failed, and only the journal has the result.
    case journaled(JournaledPoint)
    /// The run was stopped before the point was finished.
    case stopped
}

/// The part of a journaled point's result that stays in memory.
public struct JournaledPoint: Equatable, Sendable {
    /// True if the point could not be simulated.
    var isFailed: Bool
    /// True if the timing is known.
    var hasTiming: Bool
    /// Seconds of wall-clock time; nil if the simulation failed.
    var wallSeconds: Double?
    /// Events that the kernel handled; nil if the simulation failed.
    var events: Int?
}

/// A request to stop, which any thread or signal handler may raise.
public final class StopFlag: Sendable {
    private let requested = Atomic(false)

    /// A flag that nobody has raised.
    public init() {}

    /// Asks to stop.
    public func raise() { requested.store(true, ordering: .relaxed) }

    /// True if the flag was raised.
    public var isRaised: Bool { requested.load(ordering: .relaxed) }
}

/// Makes the recorder of the tasks of a point from the point's position.
public typealias PointRecorder = @Sendable (_ position: Int) -> TaskRecorder

/// Simulates points on several threads.
///
/// Points share only generated jobs, which are equal whichever point draws them. So outcomes do not depend on the
/// number of threads or the order of the points.
public struct Runner: Sendable {
    /// Number of points that are simulated at once.
    public var workers: Int
    /// Raised to stop early; finished points are kept.
    public var stop: StopFlag

    /// A runner of at least one worker.
    public init(workers: Int, stop: StopFlag = StopFlag()) {
        self.workers = max(1, workers)
        self.stop = stop
    }

    /// Simulates `points`, the longest first.
    ///
    /// - Parameters:
    ///   - points: the points.
    ///   - recorder: makes the recorder of a point's tasks from its position; nil, the default, records none.
    ///   - keep: receives the outcome of each point with its position, on the thread that simulated it, and returns the
    ///     part to hold in memory.
    ///   - onFinish: called after each point, on the thread that simulated it, with the point's position.
    /// - Returns: the returned outcomes, in the order of `points`.
    public func run(
        _ points: [Point], recordingTasks recorder: PointRecorder? = nil,
        keeping keep: @escaping @Sendable (_ position: Int, PointOutcome) -> PointOutcome,
        onFinish: @escaping @Sendable (_ position: Int) -> Void
    ) -> [PointOutcome] {
        // Stable: points of equal cost keep their order.
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
                let outcome = simulateOne(points[order[turn]], drawing: pool, recorder?(order[turn]))
                guard outcome != .stopped else { continue }
                let held = keep(order[turn], outcome)
                outcomes.withLock { $0[order[turn]] = held }
                onFinish(order[turn])
            }
        }
        return outcomes.withLock { $0 }
    }

    /// Simulates `points` and holds all outcomes in memory.
    public func run(
        _ points: [Point], onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) -> [PointOutcome] {
        run(points, keeping: { $1 }, onFinish: onFinish)
    }

    private func simulateOne(_ point: Point, drawing pool: JobPool, _ recorder: TaskRecorder?) -> PointOutcome {
        defer { pool.finish(point.scenario) }
        let clock = ContinuousClock()
        let start = clock.now
        do throws(SimulationError) {
            let figures = try simulate(
                pool.sharing(point.scenario), isCancelled: { stop.isRaised }, recordingTasks: recorder)
            let elapsed = start.duration(to: clock.now)
            return .finished(figures, wallSeconds: elapsed / .seconds(1))
        } catch {
            return error == .cancelled ? .stopped : .failed(reason: "\(error)")
        }
    }
}
