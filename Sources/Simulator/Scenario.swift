/// Everything one simulation needs to know: a cell, its workloads, an architecture and a seed.
///
/// Workloads are numbered from 0 in the order of ``workloads``; every array "by workload" follows that order.
public struct Scenario: Sendable {
    /// How long to simulate.
    public var horizon: Nanoseconds
    /// When statistics start.
    public var warmup: Nanoseconds = 0
    /// The experiment's seed.
    public var seed: UInt64 = 0
    /// Which of the independent repetitions this is.
    ///
    /// All scenarios of one replication see the same jobs.
    public var replication: Int = 0
    /// The machines, class by class.
    public var machines: [MachineClass]
    /// What runs at time 0.
    public var initial = InitialState()
    /// Where jobs come from.
    public var workloads: WorkloadSource
    /// What an attempt costs, by workload.
    public var decisionTimes: [DecisionTime]
    /// What a commit costs.
    public var commitTime = CommitTime()
    /// What happens to a job that is not fully placed.
    public var retry = RetryPolicy()
    /// When a job is given up.
    public var abandon = AbandonPolicy()
    /// The competitor.
    public var architecture: ArchitectureSettings
    /// How tasks find machines.
    public var placement = PlacementSettings()
    /// How the tasks of some workloads find machines, by workload; nil for ``placement``, and empty where all have that.
    public var placementByWorkload: [PlacementSettings?] = []
    /// Beyond what size the simulation gives up.
    public var limits = SimulationLimits()
    /// By number of a generated workload, its jobs where other simulations see the same; it changes no figure.
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
    /// How the tasks of a workload find machines.
    func placement(of workload: Int) -> PlacementSettings {
        placementByWorkload.isEmpty ? placement : placementByWorkload[workload] ?? placement
    }
}

/// What runs in the cell at time 0, without having been scheduled.
public struct InitialState: Sendable {
    /// The share of the cell's CPU to fill with jobs of the generated workloads, from 0 to below 1.
    ///
    /// The jobs have the ages of a system in steady state: lengths are drawn in proportion to how long
    /// a job runs, and what is left of each is uniform.
    public var utilization: Double = 0
    /// Jobs that start at time 0; tasks that do not fit are dropped and counted.
    public var jobs: JobList?

    /// An empty cell, unless told otherwise.
    public init(utilization: Double = 0, jobs: JobList? = nil) {
        self.utilization = utilization
        self.jobs = jobs
    }
}

/// Where the jobs of a scenario come from.
public enum WorkloadSource: Sendable {
    /// Drawn from distributions, one stream a workload.
    case generated([GeneratedWorkload])
    /// Read from a list; the list says which workloads there are.
    case list(JobList)
    /// Read while the simulation goes.
    case streamed(StreamedJobs)

    /// The workloads' names, in order.
    public var names: [String] {
        switch self {
        case .generated(let workloads): workloads.map(\.name)
        case .list(let list): list.workloads
        case .streamed(let jobs): jobs.workloads
        }
    }

    /// The same jobs where they are read, and further workloads behind theirs, of which none is submitted.
    ///
    /// - Precondition: jobs are not drawn.
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

    /// What jobs ask of machines: those of each workload, or what the numbers in jobs that are read count.
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
    /// Tasks a job, rounded up to at least 1.
    public var tasks: Distribution
    /// Seconds each task of a job runs.
    public var duration: Distribution
    /// Cores each task holds.
    public var cpu: Distribution
    /// GiB each task holds.
    public var memory: Distribution
    /// Devices each task holds.
    public var gpu: Distribution
    /// What the jobs ask of machines beside capacity.
    public var requirements = Requirements()
    /// The share of machines that suits a job, drawn for each; 1 for all.
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

/// Beyond what size a simulation gives up, rather than take the machine's memory.
///
/// Fixed numbers, so that whether a point fails does not depend on where it runs.
public struct SimulationLimits: Equatable, Sendable {
    /// Jobs not yet fully placed, of some 100 bytes each.
    public var waitingJobs: Int
    /// Running tasks, of 4 to 8 bytes each.
    public var runningTasks: Int

    /// By default 20 million jobs and 100 million tasks.
    public init(waitingJobs: Int = 20_000_000, runningTasks: Int = 100_000_000) {
        self.waitingJobs = waitingJobs
        // The lists of their machines are counted in 32 bits, with room for each list's growth to a power of two.
        self.runningTasks = min(runningTasks, 500_000_000)
    }
}
