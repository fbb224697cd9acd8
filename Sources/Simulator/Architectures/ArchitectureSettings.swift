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
