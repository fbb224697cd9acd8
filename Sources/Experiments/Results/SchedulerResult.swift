public import Simulator

/// What one scheduler did, as a results file says it.
public struct SchedulerResult: Codable, Equatable, Sendable {
    /// The workloads it serves.
    public var workloads: [String]
    /// How its time was spent.
    public var busyness: BusynessResult
    /// Its commits.
    public var transactions: TransactionCounts
    /// Conflicted over succeeded transactions; nil when none succeeded.
    public var conflictFraction: Double?
    /// The median of it over simulated days; nil in results of versions that did not say, as is the next.
    public var conflictFractionDailyMedian: Double?
    /// The median absolute deviation from ``conflictFractionDailyMedian``.
    public var conflictFractionDailyMAD: Double?
    /// What its commits held.
    public var taskClaims: TaskClaimCounts
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs in its queue at the horizon.
    public var queueLengthAtEnd: Int

    /// The figures of a simulation.
    public init(_ figures: SchedulerFigures) {
        workloads = figures.workloads
        busyness = BusynessResult(figures.busyness)
        transactions = TransactionCounts(
            succeeded: figures.transactionsSucceeded, conflicted: figures.transactionsConflicted,
            empty: figures.transactionsEmpty, retried: figures.transactionsRetried)
        conflictFraction = figures.conflictFraction.existing
        conflictFractionDailyMedian = figures.conflictFractionDailyMedian.existing
        conflictFractionDailyMAD = figures.conflictFractionDailyMAD.existing
        taskClaims = TaskClaimCounts(
            committed: figures.claimsCommitted, conflicted: figures.claimsConflicted,
            rolledBack: figures.claimsRolledBack)
        jobsAbandoned = figures.jobsAbandoned
        queueLengthAtEnd = figures.queueLengthAtEnd
    }

    /// Writes every figure, the missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(workloads, forKey: .workloads)
        try container.encode(busyness, forKey: .busyness)
        try container.encode(transactions, forKey: .transactions)
        try container.encode(conflictFraction, forKey: .conflictFraction)
        try container.encode(conflictFractionDailyMedian, forKey: .conflictFractionDailyMedian)
        try container.encode(conflictFractionDailyMAD, forKey: .conflictFractionDailyMAD)
        try container.encode(taskClaims, forKey: .taskClaims)
        try container.encode(jobsAbandoned, forKey: .jobsAbandoned)
        try container.encode(queueLengthAtEnd, forKey: .queueLengthAtEnd)
    }
}

/// Attempts by how they ended.
public struct TransactionCounts: Codable, Equatable, Sendable {
    /// Commits without a conflict.
    public var succeeded: Int
    /// Commits with a conflict.
    public var conflicted: Int
    /// Attempts that found nothing to commit.
    public var empty: Int
    /// Of the commits, those of a job's second or later attempt.
    public var retried: Int
}

/// Task claims by what became of them.
public struct TaskClaimCounts: Codable, Equatable, Sendable {
    /// Claims that took effect.
    public var committed: Int
    /// Claims found in conflict.
    public var conflicted: Int
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    public var rolledBack: Int
}

/// Shares of the measured window that a scheduler spent deciding.
public struct BusynessResult: Codable, Equatable, Sendable {
    /// The sum of the parts.
    public var total: Double?
    /// In attempts that placed something without a conflict.
    public var useful: Double?
    /// In attempts with a conflict.
    public var conflicted: Double?
    /// In attempts that found no machine.
    public var fruitless: Double?
    /// In attempts that the horizon cut.
    public var undecided: Double?
    /// The median over simulated days.
    public var dailyMedian: Double?
    /// The median absolute deviation from ``dailyMedian``.
    public var dailyMAD: Double?

    /// The figures of a simulation.
    public init(_ busyness: Busyness) {
        total = busyness.total.existing
        useful = busyness.useful.existing
        conflicted = busyness.conflicted.existing
        fruitless = busyness.fruitless.existing
        undecided = busyness.undecided.existing
        dailyMedian = busyness.dailyMedian.existing
        dailyMAD = busyness.dailyMAD.existing
    }

    /// Writes every figure, the missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(total, forKey: .total)
        try container.encode(useful, forKey: .useful)
        try container.encode(conflicted, forKey: .conflicted)
        try container.encode(fruitless, forKey: .fruitless)
        try container.encode(undecided, forKey: .undecided)
        try container.encode(dailyMedian, forKey: .dailyMedian)
        try container.encode(dailyMAD, forKey: .dailyMAD)
    }
}
