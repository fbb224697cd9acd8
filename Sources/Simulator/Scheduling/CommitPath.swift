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

/// What commits cost, and the path of each state: one, or one a scheduler where each has a state of its own.
struct CommitPaths: ~Copyable {
    let time: CommitTime
    private var paths: FixedArray<CommitPath>

    init(_ time: CommitTime, count: Int, window: MeasuredWindow) {
        self.time = time
        paths = FixedArray(count: count) { _ in CommitPath(window: window) }
    }

    /// Whether commits take no time, so that an attempt ends with its decision.
    var areFree: Bool { time.isZero }

    /// Takes on commits of a scheduler that take `duration` in all, and returns when they are done.
    mutating func process(for duration: Nanoseconds, by scheduler: Int, askedAt time: Nanoseconds) -> Nanoseconds {
        paths[paths.count == 1 ? 0 : scheduler].process(for: duration, askedAt: time)
    }

    /// The share of the measured window in which commits were processed; of several states, that of the busiest.
    var busyness: Double {
        var greatest = 0.0
        for path in 0..<paths.count { greatest = max(greatest, paths[path].busyness) }
        return greatest
    }
}
