/// Where commits to one state wait for one another: it processes one at a time, first come first served.
///
/// What a commit takes is known when it is asked for, so when it is done is known then too, and no queue need be kept.
struct CommitPath: BitwiseCopyable {
    private let window: MeasuredWindow
    /// When everything asked for so far has been processed.
    private var idleFrom: Nanoseconds = 0
    /// Time spent processing within the measured window.
    private var busy: Nanoseconds = 0

    init(window: MeasuredWindow) { self.window = window }

    /// Takes on commits asked for at `time`, which is not before that of the last ones, and returns when they are done.
    mutating func process(for duration: Nanoseconds, askedAt time: Nanoseconds) -> Nanoseconds {
        let start = max(time, idleFrom)
        idleFrom = start.addingClamped(duration)
        busy += max(0, min(idleFrom, window.end) - max(start, window.start))
        return idleFrom
    }

    /// The share of the measured window spent processing.
    var busyness: Double { Double(busy) / Double(window.length) }
}

extension World {
    /// Whether commits take no time, so that an attempt ends with its decision.
    var commitsAreFree: Bool { commitTime.isZero }

    /// Asks for the commit of the `claims` that a scheduler's decision has come to, if that takes any time.
    ///
    /// - Returns: whether the attempt goes on until the commit is done, which is an event.
    mutating func waitForCommit(of claims: Int, by scheduler: Int) -> Bool {
        guard claims > 0, !commitsAreFree else { return false }
        let end = commit(for: commitTime.ofCommit(claims: claims), by: scheduler)
        schedulers[scheduler].attempt?.end = end
        events.push(.commitEnd, subject: UInt32(scheduler), at: end)
        return true
    }

    /// Asks for commits of a scheduler that take `duration` in all, and returns when they are done.
    mutating func commit(for duration: Nanoseconds, by scheduler: Int) -> Nanoseconds {
        commitPaths[commitPaths.count == 1 ? 0 : scheduler].process(for: duration, askedAt: now)
    }

    /// The share of the measured window in which commits were processed; of several states, that of the busiest.
    var commitBusyness: Double {
        var greatest = 0.0
        for path in 0..<commitPaths.count { greatest = max(greatest, commitPaths[path].busyness) }
        return greatest
    }
}
