/// Everything that one simulation depends on: a cell, workloads, an architecture, settings and a seed.
///
/// Workloads are numbered from 0 in the order of ``workloads``; every array "by workload" follows that order.
public struct Scenario: Sendable {
    /// Simulated time at which the run ends.
    public var horizon: Nanoseconds
    /// Simulated time from which figures count.
    public var warmup: Nanoseconds = 0
    /// Seed of the experiment.
    public var seed: UInt64 = 0
    /// Number of the replication.
    ///
    /// All scenarios of one replication see the same jobs.
    public var replication: Int = 0
    /// The machines, class by class.
    public var machines: [MachineClass]
    /// What the machines' GPUs are to tasks.
    public var gpus = GPUForm.pooled
    /// Jobs that run at time 0.
    public var initial = InitialState()
    /// Source of the jobs.
    public var workloads: WorkloadSource
    /// By workload, the decision time of an attempt.
    public var decisionTimes: [DecisionTime]
    /// Time that a commit takes.
    public var commitTime = CommitTime()
    /// Rule for a job that is not fully placed.
    public var retry = RetryPolicy()
    /// Numbers of attempts after which a job is given up.
    public var abandon = AbandonPolicy()
    /// The architecture and its settings.
    public var architecture: ArchitectureSettings
    /// The policy by which tasks find machines.
    public var placement = PlacementSettings()
    /// By workload, the policy of its tasks; nil for ``placement``, and empty where all workloads have that.
    public var placementByWorkload: [PlacementSettings?] = []
    /// Numbers of jobs and tasks at which the simulation ends with an error.
    public var limits = SimulationLimits()
    /// By number of a generated workload, the jobs that other simulations see too; sharing changes no figure.
    public var sharedJobs: [Int: SharedJobs] = [:]

    /// A scenario with the default warm-up, initial state, retry and abandonment.
    public init(
        horizon: Nanoseconds, machines: [MachineClass], workloads: WorkloadSource,
        decisionTimes: [DecisionTime], architecture: ArchitectureSettings
    ) {
        self.horizon = horizon
        self.machines = machines
        self.workloads = workloads
        self.decisionTimes = decisionTimes
        self.architecture = architecture
    }
}

extension Scenario {
    /// The scenario in which the jobs of drawn workloads are counted machine by machine where their policy looks at
    /// that; all simulations of shared jobs must see the same workloads, so that this comes before jobs are drawn.
    package var countingTasks: Scenario {
        guard case .generated(var workloads) = workloads else { return self }
        for number in workloads.indices {
            workloads[number].requirements.spread.isCounted = placement(of: number).looksAtJobs
        }
        var scenario = self
        scenario.workloads = .generated(workloads)
        return scenario
    }

    /// The policy by which the tasks of a workload find machines.
    func placement(of workload: Int) -> PlacementSettings {
        placementByWorkload.isEmpty ? placement : placementByWorkload[workload] ?? placement
    }

    /// True if a placement is chosen, for all workloads or for some.
    package var choosesPlacement: Bool {
        placement != PlacementSettings() || placementByWorkload.contains { $0 != nil }
    }
}

/// Jobs that run in the cell at time 0 without having been scheduled.
public struct InitialState: Sendable {
    /// Share of the cell's CPU to fill with jobs of the generated workloads, from 0 to below 1.
    ///
    /// The jobs have the ages of a system in steady state: a job is drawn in proportion to its duration, and the rest
    /// of its duration uniformly.
    public var utilization: Double = 0
    /// Jobs that start at time 0; tasks that do not fit are dropped and counted.
    public var jobs: JobList?

    /// An initial state; by default an empty cell.
    public init(utilization: Double = 0, jobs: JobList? = nil) {
        self.utilization = utilization
        self.jobs = jobs
    }
}

/// Source of a scenario's jobs.
public enum WorkloadSource: Sendable {
    /// Drawn from distributions, one stream for each workload.
    case generated([GeneratedWorkload])
    /// Read from a list, which names the workloads.
    case list(JobList)
    /// Read piece by piece while the simulation runs.
    case streamed(StreamedJobs)

    /// True if jobs are drawn from distributions.
    var areDrawn: Bool { if case .generated = self { true } else { false } }

    /// The workloads' names, in order.
    public var names: [String] {
        switch self {
        case .generated(let workloads): workloads.map(\.name)
        case .list(let list): list.workloads
        case .streamed(let jobs): jobs.workloads
        }
    }

    /// This source with further workloads at the end, of which no job is submitted.
    ///
    /// - Precondition: jobs are read, not drawn.
    public func adding(workloads names: [String]) -> WorkloadSource {
        guard !names.isEmpty else { return self }
        switch self {
        case .generated: preconditionFailure("a workload that is drawn has distributions")
        case .list(let list): return .list(list.adding(workloads: names))
        case .streamed(var jobs):
            jobs.workloads += names
            return .streamed(jobs)
        }
    }

    /// The requirements that jobs refer to by number: one a workload for drawn jobs, those of the list for jobs read.
    public var requirements: [Requirements] {
        switch self {
        case .generated(let workloads): workloads.map(\.requirements)
        case .list(let list): list.requirements
        case .streamed(let jobs): jobs.requirements
        }
    }
}

/// A workload whose jobs are drawn from distributions.
public struct GeneratedWorkload: Hashable, Sendable {
    /// The workload's name.
    public var name: String
    /// Seconds between two submissions.
    public var interarrival: Distribution
    /// Tasks of a job; a draw is rounded up, to at least 1.
    public var tasks: Distribution
    /// Seconds that each task of a job runs.
    public var duration: Distribution
    /// Cores each task holds.
    public var cpu: Distribution
    /// GiB each task holds.
    public var memory: Distribution
    /// Devices each task holds.
    public var gpu: Distribution
    /// Requirements of the jobs on machines, beside capacity.
    public var requirements = Requirements()
    /// Share of the machines that suits a job, drawn anew for each job; 1 for all.
    public var pickiness: Double = 1

    /// A workload, by default without GPUs and constraints.
    public init(
        name: String, interarrival: Distribution, tasks: Distribution, duration: Distribution,
        cpu: Distribution, memory: Distribution, gpu: Distribution = Distribution(.constant(0))
    ) {
        self.name = name
        self.interarrival = interarrival
        self.tasks = tasks
        self.duration = duration
        self.cpu = cpu
        self.memory = memory
        self.gpu = gpu
    }
}

/// Numbers of jobs and tasks at which a simulation ends with an error, before it takes all memory.
///
/// The numbers are fixed, so that whether a point fails does not depend on the machine.
public struct SimulationLimits: Equatable, Sendable {
    /// The most jobs not yet fully placed, of some 100 bytes each.
    public var waitingJobs: Int
    /// The most running tasks, of 4 to 8 bytes each.
    public var runningTasks: Int

    /// Limits; by default 20 million jobs and 100 million tasks.
    public init(waitingJobs: Int = 20_000_000, runningTasks: Int = 100_000_000) {
        self.waitingJobs = waitingJobs
        // Lists of tasks' machines are counted in 32 bits, with room for each list's growth to a power of two.
        self.runningTasks = min(runningTasks, 500_000_000)
    }
}
