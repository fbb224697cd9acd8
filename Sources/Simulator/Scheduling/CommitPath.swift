/// The path of commits to one state, which processes one commit at a time, first come first served.
///
/// The end of a commit is known when it is asked for, so there is no queue. Two commits of 200 ms asked for at 1.0 and
/// 1.1 s end at 1.2 and 1.4 s.
struct CommitPath: BitwiseCopyable {
    private let window: MeasuredWindow
    /// Time at which everything asked for so far has been processed.
    private var idleFrom: Nanoseconds = 0
    /// Time spent processing within the measured window.
    private var busy: Nanoseconds = 0

    init(window: MeasuredWindow) { self.window = window }

    /// Takes on commits asked for at `time`, and returns the time at which they are processed.
    ///
    /// - Precondition: `time` is not before that of the last call.
    mutating func process(for duration: Nanoseconds, askedAt time: Nanoseconds) -> Nanoseconds {
        let start = max(time, idleFrom)
        idleFrom = start.addingClamped(duration)
        busy += max(0, min(idleFrom, window.end) - max(start, window.start))
        return idleFrom
    }

    /// Share of the measured window spent processing.
    var busyness: Double { Double(busy) / Double(window.length) }
}

/// The commit paths of a cell: one, or one for each scheduler where each has a state of its own.
struct CommitPaths: ~Copyable {
    let time: CommitTime
    private var paths: FixedArray<CommitPath>

    init(_ time: CommitTime, count: Int, window: MeasuredWindow) {
        self.time = time
        paths = FixedArray(count: count) { _ in CommitPath(window: window) }
    }

    /// True if commits take no time: attempts end with their decisions.
    var areFree: Bool { time.isZero }

    /// Takes on commits of a scheduler that take `duration` in all, and returns the time at which they are processed.
    mutating func process(for duration: Nanoseconds, by scheduler: Int, askedAt time: Nanoseconds) -> Nanoseconds {
        paths[paths.count == 1 ? 0 : scheduler].process(for: duration, askedAt: time)
    }

    /// Share of the measured window in which commits were processed; of several paths, that of the busiest.
    var busyness: Double {
        var greatest = 0.0
        for path in 0..<paths.count { greatest = max(greatest, paths[path].busyness) }
        return greatest
    }
}
