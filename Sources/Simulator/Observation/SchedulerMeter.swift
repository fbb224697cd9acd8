/// Outcome of an attempt, as busyness counts it.
enum AttemptKind: Int {
    /// The attempt placed something, and nothing conflicted.
    case useful
    /// Some claim conflicted.
    case conflicted
    /// The attempt found no machine.
    case fruitless
    /// The horizon cut the attempt.
    case undecided

    static let count = 4
}

/// Counts what one scheduler does within the measured window.
struct SchedulerMeter: ~Copyable {
    private let window: MeasuredWindow
    /// By outcome, the time in attempts.
    ///
    /// Sums exceed 64 bits only where a scheduler decides within thousands of offers at once.
    private var time = GrowableBuffer<Int128>(repeating: 0, count: AttemptKind.count)
    private var dailyTime: GrowableBuffer<Int128>
    /// By day in which they ended, transactions that succeeded and that conflicted.
    private var dailySucceeded: GrowableBuffer<Int>
    private var dailyConflicted: GrowableBuffer<Int>
    private var succeeded = 0
    private var conflicted = 0
    private var empty = 0
    private var retried = 0
    private var claims = CommitOutcome()
    private(set) var jobsAbandoned = 0

    init(window: MeasuredWindow) {
        self.window = window
        dailyTime = GrowableBuffer(repeating: 0, count: max(window.days, 1))
        dailySucceeded = GrowableBuffer(repeating: 0, count: max(window.days, 1))
        dailyConflicted = GrowableBuffer(repeating: 0, count: max(window.days, 1))
    }

    /// Counts an attempt that ended by the horizon.
    mutating func countAttempt(_ outcome: CommitOutcome, _ attempt: Attempt) {
        let kind: AttemptKind =
            outcome.conflicted > 0 ? .conflicted : outcome.committed > 0 ? .useful : .fruitless
        let lastDay = spend(kind, from: attempt.start, to: attempt.end)
        guard attempt.end >= window.start else { return }
        switch kind {
        case .conflicted:
            conflicted += 1
            dailyConflicted[lastDay ?? window.day(of: attempt.end)] += 1
        case .useful:
            succeeded += 1
            dailySucceeded[lastDay ?? window.day(of: attempt.end)] += 1
        case .fruitless, .undecided: empty += 1
        }
        if attempt.isRetry && kind != .fruitless { retried += 1 }
        claims.committed += outcome.committed
        claims.conflicted += outcome.conflicted
        claims.rolledBack += outcome.rolledBack
    }

    /// Counts the part before the horizon of an attempt that the horizon cut.
    mutating func countCutAttempt(from start: Nanoseconds) { spend(.undecided, from: start, to: window.end) }

    /// Counts the time that the commits of an offer take after its decisions, with the wait for the cell.
    mutating func countCommits(from start: Nanoseconds, to end: Nanoseconds) {
        spend(end > window.end ? .undecided : .useful, from: start, to: end)
    }

    /// Counts a job given up at `time`.
    mutating func countAbandoned(at time: Nanoseconds) {
        if time >= window.start { jobsAbandoned += 1 }
    }

    /// Adds time in attempts of an outcome, and returns the last day that some of it is in; nil if none is in the
    /// window.
    @discardableResult
    private mutating func spend(_ kind: AttemptKind, from start: Nanoseconds, to end: Nanoseconds) -> Int? {
        var from = max(start, window.start)
        let to = min(end, window.end)
        guard from < to else { return nil }
        var last = 0
        time[kind.rawValue] += Int128(to - from)
        while from < to {
            let day = (from - window.start) / MeasuredWindow.day
            let dayEnd = min(to, window.start + (day + 1) * MeasuredWindow.day)
            dailyTime[Int(day)] += Int128(dayEnd - from)
            from = dayEnd
            last = Int(day)
        }
        return last
    }

    /// The figures of the scheduler with the given name, workloads and final length of its queue.
    func figures(name: String, workloads: [String], queueLength: Int) -> SchedulerFigures {
        SchedulerFigures(
            name: name, workloads: workloads, busyness: busyness, transactionsSucceeded: succeeded,
            transactionsConflicted: conflicted, transactionsEmpty: empty, transactionsRetried: retried,
            conflictFraction: succeeded > 0 ? Double(conflicted) / Double(succeeded) : nil,
            conflictFractionDailyMedian: dailyConflictFractions.median(),
            conflictFractionDailyMAD: dailyConflictFractions.medianAbsoluteDeviation(),
            claimsCommitted: claims.committed, claimsConflicted: claims.conflicted,
            claimsRolledBack: claims.rolledBack, jobsAbandoned: jobsAbandoned, queueLengthAtEnd: queueLength)
    }

    /// Conflict fractions of the days with daily figures on which some transaction succeeded.
    private var dailyConflictFractions: [Double] {
        var fractions: [Double] = []
        for day in 0..<window.countedDays where dailySucceeded[day] > 0 {
            fractions.append(Double(dailyConflicted[day]) / Double(dailySucceeded[day]))
        }
        return fractions
    }

    private var busyness: Busyness {
        func share(_ kind: AttemptKind) -> Double { Double(time[kind.rawValue]) / Double(window.length) }
        var sum: Int128 = 0
        for kind in 0..<AttemptKind.count { sum += time[kind] }
        var daily: [Double] = []
        for day in 0..<window.countedDays {
            daily.append(Double(dailyTime[day]) / Double(window.length(ofDay: day)))
        }
        return Busyness(
            total: Double(sum) / Double(window.length), useful: share(.useful), conflicted: share(.conflicted),
            fruitless: share(.fruitless), undecided: share(.undecided), dailyMedian: daily.median() ?? 0,
            dailyMAD: daily.medianAbsoluteDeviation() ?? 0)
    }
}
