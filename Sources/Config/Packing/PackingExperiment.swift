package import CellbenchFiles
public import CellbenchResults
package import CellbenchSimulator

/// A packing experiment: tasks that arrive one after another in a cell and stay, under several policies.
public struct PackingExperiment: Sendable {
    /// A search for the fewest machines that hold the tasks.
    package struct Compaction: Equatable, Sendable {
        /// Number of trials.
        package var trials: Int
        /// Share of the tasks that may find no machine.
        package var pending: Double
    }

    /// Name of the experiment.
    public var name: String
    /// Free text.
    public var description: String?
    /// Seed of all random streams.
    public var seed: UInt64
    /// Repetitions, each with an order, copies and ranks of its own.
    public var replications: Int
    /// The machines and what their GPUs are; the policy is the first.
    package var setup: Packing.Setup
    /// The tasks and their order.
    package var work: PackingWork
    /// Demand that arrives, as a share of the capacity; nil for the list as it is.
    public var demand: Double?
    /// Place of the demand in the config.
    var demandPlace = Place(file: "")
    /// The policies that are compared.
    package var policies: [PlacementSettings]
    /// The search for the fewest machines; nil for none.
    package var compaction: Compaction?
    /// What of the config plays no part, a sentence each.
    public var notes: [String]
    /// The config as run, in YAML, with defaults and overrides.
    public var resolvedConfig: String
    /// Use of each trace.
    public var traces: [TraceUse]
    /// Files that the experiment was read from.
    public var inputs: InputFiles

    /// Number of machines.
    public var machineCount: Int { setup.machines.reduce(0) { $0 + $1.count } }

    /// Error about a demand for which too many tasks are drawn.
    package var tooManyArrivals: ConfigError {
        ConfigError(
            at: demandPlace, path: "packing.demand",
            message: "\(PackingTasks.mostDrawn) tasks are drawn, and this demand has not arrived; "
                + "accepted: a smaller demand, a smaller cell, or larger tasks")
    }

    /// `sha256:` and the digest of the config as run.
    package var configDigest: String { "sha256:" + SHA256.hexDigest(of: resolvedConfig.utf8) }
}
