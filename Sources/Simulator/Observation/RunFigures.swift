/// The figures of one simulation, in seconds and shares, as the results file defines them.
public struct RunFigures: Equatable, Sendable {
    /// State of the queues at the end of a run.
    public enum Status: String, Sendable {
        /// No queue was growing.
        case completed
        /// Some queue was still growing.
        case saturated
    }

    /// State of the queues at the end of the run.
    public var status: Status
    /// By workload, its figures.
    public var workloads: [WorkloadFigures]
    /// By scheduler, its figures.
    public var schedulers: [SchedulerFigures]
    /// Figures of the cell as a whole.
    public var cell: CellFigures
    /// Number of events that the kernel handled.
    public var events: Int
}

/// Figures of one workload, over its jobs submitted in the measured window.
public struct WorkloadFigures: Equatable, Sendable {
    /// Name of the workload.
    public var name: String
    /// Jobs submitted.
    public var jobs: Int
    /// Jobs whose first attempt has begun.
    public var jobsStarted: Int
    /// Jobs with all tasks placed.
    public var jobsFullyScheduled: Int
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs refused at submission because no machine could ever hold one of their tasks.
    public var jobsRefused: Int
    /// Jobs that were not fully scheduled, given up or refused by the horizon.
    public var jobsPending: Int
    /// Ages in seconds of the pending jobs at the horizon.
    public var pendingAge: PendingAge
    /// Tasks of the jobs submitted.
    public var tasks: Int
    /// Tasks placed.
    public var tasksScheduled: Int
    /// Tasks of the jobs given up that were never placed.
    public var tasksAbandoned: Int
    /// Tasks of the jobs refused.
    public var tasksRefused: Int
    /// Tasks of the pending jobs that were not placed; every task is one of the four.
    public var tasksPending: Int
    /// Seconds from submission to the start of the first attempt, over the jobs started.
    public var waitTime: Summary
    /// Seconds in queues before all attempts begun, over the jobs started.
    ///
    /// A stay that the horizon cuts does not count, as in the published simulator.
    public var queueTime: Summary
    /// Attempts begun for each job, over the jobs started.
    public var attempts: Summary
}

/// Ages of the jobs that still wait at the horizon.
public struct PendingAge: Equatable, Sendable {
    /// Number of jobs.
    public var count: Int
    /// Their mean age in seconds; nil when there are none.
    public var mean: Double?
    /// The greatest age in seconds; nil when there are none.
    public var max: Double?
}

/// A distribution in a few numbers, which are nil where there are no values.
public struct Summary: Equatable, Sendable {
    /// Number of values.
    public var count: Int
    /// Mean of the values.
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

/// Figures of one scheduler, over the measured window.
public struct SchedulerFigures: Equatable, Sendable {
    /// Name: `<workload>-<index>`, or `all-0` where one scheduler serves every workload.
    public var name: String
    /// Names of the workloads that the scheduler serves.
    public var workloads: [String]
    /// Shares of the window that the scheduler spent deciding.
    public var busyness: Busyness
    /// Attempts that reached a commit without a conflict.
    public var transactionsSucceeded: Int
    /// Attempts that reached a commit and met a conflict.
    public var transactionsConflicted: Int
    /// Attempts that found nothing to commit.
    public var transactionsEmpty: Int
    /// Commits of a job's second or later attempt, with and without a conflict.
    public var transactionsRetried: Int
    /// Conflicted per succeeded transactions; nil when none succeeded.
    public var conflictFraction: Double?
    /// Median of ``conflictFraction`` over simulated days; nil when none succeeded on any day.
    public var conflictFractionDailyMedian: Double?
    /// Median absolute deviation from ``conflictFractionDailyMedian``.
    public var conflictFractionDailyMAD: Double?
    /// Claims that took effect.
    public var claimsCommitted: Int
    /// Claims found in conflict.
    public var claimsConflicted: Int
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    public var claimsRolledBack: Int
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs in the scheduler's queue at the horizon.
    public var queueLengthAtEnd: Int
}

/// Shares of the measured window that a scheduler spent deciding.
///
/// The total exceeds 1 only for a two-level scheduler with `immediate` processing, which may decide within several
/// offers at once.
public struct Busyness: Equatable, Sendable {
    /// Sum of the parts.
    public var total: Double
    /// Share in attempts that placed something without a conflict.
    public var useful: Double
    /// Share in attempts with a conflict.
    public var conflicted: Double
    /// Share in attempts that found no machine.
    public var fruitless: Double
    /// Share in attempts that the horizon cut, up to the horizon; their outcome is not known.
    public var undecided: Double
    /// Median of the total over simulated days.
    public var dailyMedian: Double
    /// Median absolute deviation from ``dailyMedian``.
    public var dailyMAD: Double
}

/// Figures of the cell: time-weighted means over the measured window.
public struct CellFigures: Equatable, Sendable {
    /// Shares of the capacity held by running tasks.
    public var utilization: ResourceShares
    /// Shares of the capacity held in outstanding offers.
    public var locked: ResourceShares
    /// Share of the window in which a commit was processed; of several partitions, that of the busiest.
    public var commitBusyness: Double
    /// Fragmentation of GPUs that are devices; nil where they are pooled.
    public var fragmentation: FragmentationFigures?
    /// Tasks that ran at time 0.
    public var initialTasks: Int
    /// Initial tasks that did not fit and were dropped.
    public var initialTasksDropped: Int
    /// Shares of the cores asked for and reached at time 0; nil where the cell was filled as asked.
    public var initialShortfall: InitialShortfall?
}

/// What of a cell's GPUs typical tasks cannot use although it is free (``Fragmentation``), the mean over time.
public struct FragmentationFigures: Equatable, Sendable {
    /// As a share of what is free; nil where nothing ever was.
    public var ratio: Double?
    /// As a share of the cell's GPUs; nil in a cell without any.
    public var amount: Double?
}

/// Shares of a cell that could not be filled at time 0 as asked, for want of room or of jobs that take time.
public struct InitialShortfall: Equatable, Sendable, BitwiseCopyable {
    /// Share of the cores that was asked for.
    public var asked: Double
    /// Share of the cores that was held.
    public var reached: Double
}

/// A share of each resource; nil for a resource that the cell lacks.
public struct ResourceShares: Equatable, Sendable {
    /// Share of the cores.
    public var cpu: Double?
    /// Share of the memory.
    public var memory: Double?
    /// Share of the accelerators.
    public var gpu: Double?
}
