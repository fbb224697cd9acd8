/// A competitor and its settings.
public enum ArchitectureSettings: Equatable, Sendable {
    /// One scheduler for everything.
    case monolithic(MonolithicSettings)
    /// One scheduler a workload, each with machines of its own.
    case partitioned(PartitionedSettings)
    /// Mesos-style resource offers.
    case twoLevel(TwoLevelSettings)
    /// Omega-style optimistic transactions on shared state.
    case sharedState(SharedStateSettings)
}

/// Settings of a monolithic scheduler.
public struct MonolithicSettings: Equatable, Sendable {
    /// The workload whose decision time every job pays (single path); nil where each pays its own (multi path).
    public var path: Int?

    /// Multi path, unless `path` names a workload.
    public init(path: Int? = nil) { self.path = path }
}

/// Settings of statically partitioned schedulers.
public struct PartitionedSettings: Equatable, Sendable {
    /// The share of every machine class that each workload's scheduler owns, by workload; at most 1 in sum.
    public var shares: [Double]

    /// Partitions of the given shares.
    public init(shares: [Double]) { self.shares = shares }
}

/// How the jobs of a workload with several schedulers are routed to them.
public enum Assignment: String, CaseIterable, Sendable {
    /// In turn.
    case roundRobin = "round-robin"
    /// By a hash of the job's id.
    case hash
}

/// How a two-level scheduler works through an offer.
public enum OfferProcessing: String, CaseIterable, Sendable {
    /// One job after another; other offers wait.
    case sequential
    /// Every queued job begins when the offer arrives, and another offer may be taken meanwhile, as in
    /// the published simulator.
    case immediate
}

/// Settings of two-level scheduling with resource offers.
public struct TwoLevelSettings: Equatable, Sendable {
    /// Schedulers, by workload.
    public var schedulers: [Int]
    /// How long the allocator gathers freed resources before it makes an offer.
    public var offerInterval: Nanoseconds = .perSecond
    /// How long the allocator takes over an offer.
    public var allocatorDecisionTime: Nanoseconds = 1_000_000
    /// Nothing is offered while less than this is free in the cell.
    public var minimumOffer = Resources.zero
    /// How a scheduler works through an offer.
    public var offerProcessing = OfferProcessing.sequential
    /// How jobs are routed to a workload's schedulers.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}

/// How a commit decides whether a claim conflicts.
public enum ConflictDetection: String, CaseIterable, Sendable {
    /// The claim no longer fits.
    case fine
    /// The machine's version has moved since the scheduler synchronised.
    case coarse
}

/// What a commit does about a conflict.
public enum CommitMode: String, CaseIterable, Sendable {
    /// It keeps the claims that do not conflict.
    case incremental
    /// It undoes the whole transaction (gang scheduling).
    case allOrNothing = "all-or-nothing"
}

/// Which changes move a machine's version.
public enum CoarseCounts: String, CaseIterable, Sendable {
    /// Claims and releases.
    case all
    /// Claims only, as in the published simulator.
    case claims
}

/// Settings of shared-state scheduling.
public struct SharedStateSettings: Equatable, Sendable {
    /// Schedulers, by workload.
    public var schedulers: [Int]
    /// How conflicts are found.
    public var conflictDetection = ConflictDetection.fine
    /// Which changes move a machine's version.
    public var coarseCounts = CoarseCounts.all
    /// What a commit does about a conflict.
    public var commit = CommitMode.incremental
    /// How jobs are routed to a workload's schedulers.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}
