internal import CellbenchResults
internal import CellbenchSimulator

/// A decoded config: the part that the scenarios of one combination of swept values have in common.
struct Settings {
    /// An architecture and its name.
    struct Architecture: Equatable {
        var name: String
        var settings: ArchitectureSettings
    }

    /// The experiment's name.
    var name: String
    /// Free text.
    var description: String?
    /// Repetitions with seeds of their own.
    var replications: Int
    /// Scenario of all architectures; its own architecture is a placeholder.
    var scenario: Scenario
    /// The machines of the cell.
    var machines: DecodedMachines
    /// The workloads, or the trace that jobs come from.
    var workloads: DecodedWorkloads
    /// The competitors.
    var architectures: [Architecture]
    /// True if the preset of the workloads says how full the cell is at the start.
    var isFilledAsPreset: Bool
    /// The trace of the jobs that run at time 0, if the config names one.
    var initialJobsTrace: TraceSetting?

    /// The presets that the config names.
    var presets: [PresetUse] { [machines.preset, workloads.preset.map(PresetUse.init)].compactMap { $0 } }

    /// The largest number of replications.
    static let mostReplications = 100_000

    /// The scenario of an architecture in a replication.
    func scenario(_ architecture: Architecture, replication: Int) -> Scenario {
        var result = scenario
        result.architecture = architecture.settings
        result.replication = replication
        return result.countingTasks
    }
}
