public import Simulator

/// What became of one workload's jobs, as a results file says it.
public struct WorkloadResult: Codable, Equatable, Sendable {
    /// Jobs submitted.
    public var jobs: Int
    /// Jobs whose first attempt began.
    public var jobsStarted: Int
    /// Jobs all of whose tasks were placed.
    public var jobsFullyScheduled: Int
    /// Jobs given up.
    public var jobsAbandoned: Int
    /// Jobs refused because no machine could ever hold one of their tasks.
    public var jobsRefused: Int
    /// Jobs still waiting for some of their tasks at the horizon.
    public var jobsPending: Int
    /// How long ago the pending jobs were submitted.
    public var pendingAge: PendingAgeResult
    /// Tasks of the jobs submitted.
    public var tasks: Int
    /// Tasks placed.
    public var tasksScheduled: Int
    /// Tasks never placed of the jobs given up; nil in results of versions that did not count them, as are the next two.
    public var tasksAbandoned: Int?
    /// Tasks of the jobs refused.
    public var tasksRefused: Int?
    /// Tasks not placed of the jobs still waiting: every task is scheduled, abandoned, refused or pending.
    public var tasksPending: Int?
    /// Seconds from submission to the start of the first attempt, over the jobs started.
    public var waitTime: SummaryResult
    /// Seconds in queues, over the jobs started.
    public var queueTime: SummaryResult
    /// Attempts begun, over the jobs started.
    public var attempts: SummaryResult

    /// The figures of a simulation.
    public init(_ figures: WorkloadFigures) {
        jobs = figures.jobs
        jobsStarted = figures.jobsStarted
        jobsFullyScheduled = figures.jobsFullyScheduled
        jobsAbandoned = figures.jobsAbandoned
        jobsRefused = figures.jobsRefused
        jobsPending = figures.jobsPending
        pendingAge = PendingAgeResult(figures.pendingAge)
        tasks = figures.tasks
        tasksScheduled = figures.tasksScheduled
        tasksAbandoned = figures.tasksAbandoned
        tasksRefused = figures.tasksRefused
        tasksPending = figures.tasksPending
        waitTime = SummaryResult(figures.waitTime)
        queueTime = SummaryResult(figures.queueTime)
        attempts = SummaryResult(figures.attempts)
    }
}

/// A distribution in a few numbers; nil where there are no values.
public struct SummaryResult: Codable, Equatable, Sendable {
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

    /// The figures of a simulation.
    public init(_ summary: Summary) {
        count = summary.count
        mean = summary.mean.existing
        p50 = summary.p50.existing
        p90 = summary.p90.existing
        p99 = summary.p99.existing
        max = summary.max.existing
    }

    /// Writes every figure, the missing ones as `null`: the synthesised code would leave them out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(mean, forKey: .mean)
        try container.encode(p50, forKey: .p50)
        try container.encode(p90, forKey: .p90)
        try container.encode(p99, forKey: .p99)
        try container.encode(max, forKey: .max)
    }
}

/// How old, in seconds, the jobs are that still wait at the horizon; nil where there are none.
public struct PendingAgeResult: Codable, Equatable, Sendable {
    /// How many there are.
    public var count: Int
    /// Their mean age.
    public var mean: Double?
    /// The greatest age.
    public var max: Double?

    /// The figures of a simulation.
    public init(_ age: PendingAge) {
        count = age.count
        mean = age.mean.existing
        max = age.max.existing
    }

    /// Writes every figure, the missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(mean, forKey: .mean)
        try container.encode(max, forKey: .max)
    }
}
