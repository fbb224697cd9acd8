public import Simulator

/// The cell as a whole, as a results file says it.
public struct CellResult: Codable, Equatable, Sendable {
    /// Held by running tasks.
    public var utilization: ShareResult
    /// Held in outstanding offers.
    public var locked: ShareResult
    /// Share of the measured window in which a commit was processed; nil in results of versions that did not count it.
    public var commitBusyness: Double?
    /// Tasks that ran at time 0.
    public var initialTasks: Int
    /// Initial tasks that did not fit and were dropped.
    public var initialTasksDropped: Int
    /// The share of the cores that was to be held at time 0; nil where it was, as is the next.
    public var initialUtilizationAsked: Double?
    /// The share of the cores that was held at time 0.
    public var initialUtilizationReached: Double?

    /// The figures of a simulation.
    public init(_ figures: CellFigures) {
        utilization = ShareResult(figures.utilization)
        locked = ShareResult(figures.locked)
        commitBusyness = figures.commitBusyness.existing
        initialTasks = figures.initialTasks
        initialTasksDropped = figures.initialTasksDropped
        initialUtilizationAsked = figures.initialShortfall?.asked
        initialUtilizationReached = figures.initialShortfall?.reached
    }
}

/// Time-weighted means as shares of the cell's capacity; nil for a resource the cell lacks.
public struct ShareResult: Codable, Equatable, Sendable {
    /// Of the cores.
    public var cpu: Double?
    /// Of the memory.
    public var memory: Double?
    /// Of the accelerators.
    public var gpu: Double?

    /// Given shares.
    init(cpu: Double?, memory: Double?, gpu: Double?) {
        self.cpu = cpu
        self.memory = memory
        self.gpu = gpu
    }

    /// The figures of a simulation.
    public init(_ shares: ResourceShares) {
        cpu = shares.cpu.existing
        memory = shares.memory.existing
        gpu = shares.gpu.existing
    }

    /// Writes every figure, the missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cpu, forKey: .cpu)
        try container.encode(memory, forKey: .memory)
        try container.encode(gpu, forKey: .gpu)
    }
}
