/// The figures of one simulation, in seconds and shares, as the results file defines them.
public struct RunFigures: Equatable, Sendable {
    /// Whether the queues kept up.
    public enum Status: String, Sendable {
        /// Every queue was bounded.
        case completed
        /// A queue was still growing at the end.
        case saturated
    }

    /// Whether the queues kept up.
    public var status: Status
    /// By workload.
    public var workloads: [WorkloadFigures]
    /// By scheduler.
    public var schedulers: [SchedulerFigures]
    /// Of the cell as a whole.
    public var cell: CellFigures
    /// Events the kernel handled.
    public var events: Int
}

/// What became of one workload's jobs, over the jobs submitted in the measured window.
public struct WorkloadFigures: Equatable, Sendable {
    /// The workload's name.
    public var name: String
    /// Jobs submitted.
    public var jobs: Int
    /// Jobs whose first attempt began.
    public var jobsStarted: Int
    /// Jobs all of whose tasks were placed.
    public var jobsFullyScheduled: Int
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs refused at submission because no machine could ever hold one of their tasks.
    public var jobsRefused: Int
    /// Jobs neither fully scheduled nor given up nor refused at the horizon.
    public var jobsPending: Int
    /// How long ago, in seconds, the pending jobs were submitted.
    public var pendingAge: PendingAge
    /// Tasks of the jobs submitted.
    public var tasks: Int
    /// Tasks placed.
    public var tasksScheduled: Int
    /// Tasks never placed of the jobs given up.
    public var tasksAbandoned: Int
    /// Tasks of the jobs refused.
    public var tasksRefused: Int
    /// Tasks not placed of the jobs pending; every task is one of the four.
    public var tasksPending: Int
    /// Seconds from submission to the start of the first attempt, over the jobs started.
    public var waitTime: Summary
    /// Seconds in queues before all attempts begun until the horizon, over the jobs started.
    ///
    /// A stay that the horizon cuts does
    /// not count, as in the published simulator.
    public var queueTime: Summary
    /// Attempts begun, over the jobs started.
    public var attempts: Summary
}

/// How old the jobs are that still wait at the horizon.
public struct PendingAge: Equatable, Sendable {
    /// How many there are.
    public var count: Int
    /// Their mean age in seconds; nil when there are none.
    public var mean: Double?
    /// The greatest age in seconds; nil when there are none.
    public var max: Double?
}

/// A distribution in a few numbers; nil where there are no values.
public struct Summary: Equatable, Sendable {
    /// How many values.
    public var count: Int
    /// Their mean.
    public var mean: Double?
    /// The median.
    public var p50: Double?
    /// The 90th percentile.
    public var p90: Double?
    /// The 99th percentile.
    public var p99: Double?
    /// The greatest value.
    public var max: Double?
}

/// What one scheduler did in the measured window.
public struct SchedulerFigures: Equatable, Sendable {
    /// `<workload>-<index>`, or `all-0` where one serves every workload.
    public var name: String
    /// The workloads it serves.
    public var workloads: [String]
    /// How its time was spent.
    public var busyness: Busyness
    /// Attempts that reached a commit without a conflict.
    public var transactionsSucceeded: Int
    /// Attempts that reached a commit and met a conflict.
    public var transactionsConflicted: Int
    /// Attempts that found nothing to commit.
    public var transactionsEmpty: Int
    /// Of the commits, those of a job's second or later attempt.
    public var transactionsRetried: Int
    /// Conflicted over succeeded transactions; nil when none succeeded.
    public var conflictFraction: Double?
    /// The median of ``conflictFraction`` over simulated days; nil when none succeeded on any.
    public var conflictFractionDailyMedian: Double?
    /// The median absolute deviation from it.
    public var conflictFractionDailyMAD: Double?
    /// Claims that took effect.
    public var claimsCommitted: Int
    /// Claims found in conflict.
    public var claimsConflicted: Int
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    public var claimsRolledBack: Int
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs in its queue at the horizon.
    public var queueLengthAtEnd: Int
}

/// Shares of the measured window that a scheduler spent deciding.
///
/// Above 1 only where a scheduler may think
/// about several offers at once.
public struct Busyness: Equatable, Sendable {
    /// The sum of the parts.
    public var total: Double
    /// In attempts that placed something without a conflict.
    public var useful: Double
    /// In attempts with a conflict.
    public var conflicted: Double
    /// In attempts that found no machine.
    public var fruitless: Double
    /// In attempts that the horizon cut, up to it: how they would have ended is not known.
    public var undecided: Double
    /// The median over simulated days.
    public var dailyMedian: Double
    /// The median absolute deviation from ``dailyMedian``.
    public var dailyMAD: Double
}

/// Time-weighted means over the measured window, as shares of the cell's capacity; nil for a resource the cell lacks.
public struct CellFigures: Equatable, Sendable {
    /// Held by running tasks.
    public var utilization: ResourceShares
    /// Held in outstanding offers.
    public var locked: ResourceShares
    /// Share of the window in which a commit was processed, not of capacity; of several partitions, that of the busiest.
    public var commitBusyness: Double
    /// Tasks that ran at time 0.
    public var initialTasks: Int
    /// Initial tasks that did not fit and were dropped.
    public var initialTasksDropped: Int
    /// How far the cell was from being filled at time 0 as was asked; nil where it was.
    public var initialShortfall: InitialShortfall?
}

/// A cell that could not be filled at time 0 as was asked: for want of room, or of jobs that take time.
public struct InitialShortfall: Equatable, Sendable, BitwiseCopyable {
    /// The share of the cores that was asked for.
    public var asked: Double
    /// The share that was held.
    public var reached: Double
}

/// A share of each resource.
public struct ResourceShares: Equatable, Sendable {
    /// Of the cores.
    public var cpu: Double?
    /// Of the memory.
    public var memory: Double?
    /// Of the accelerators.
    public var gpu: Double?
}
