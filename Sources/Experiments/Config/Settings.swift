internal import Simulator
internal import Traces

/// A config as decoded: everything the scenarios of one combination of swept values have in common.
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
    /// What all architectures are given; the architecture in it is a placeholder.
    var scenario: Scenario
    /// The competitors.
    var architectures: [Architecture]
    /// The presets that the config names.
    var presets: [PresetUse]
    /// How many times as many machines as its preset or trace the cell has.
    var cellScale: Double
    /// The trace that machines come from, if they do.
    var machinesTrace: MachineTrace?
    /// How many machines there are in a rack, where classes do not say.
    var machinesPerRack: Int?
    /// The machines before ``machinesPerRack`` puts them in racks.
    var machinesAsWritten: [MachineClass]
    /// Whether what runs at the start is as the preset of the workloads says.
    var isFilledAsPreset: Bool
    /// How many times as often jobs arrive as ``workloadsBeforeLoad`` say.
    var load: Double
    /// The workloads as they are written, where jobs are drawn.
    var workloadsBeforeLoad: [GeneratedWorkload]
    /// The trace that jobs come from, if they do.
    var workloadsTrace: TraceSetting?
    /// The trace of the jobs that run at time 0, if the config names one.
    var initialJobsTrace: TraceSetting?

    /// The largest number of replications.
    static let mostReplications = 100_000

    /// The scenario of an architecture in a replication.
    func scenario(_ architecture: Architecture, replication: Int) -> Scenario {
        var result = scenario
        result.architecture = architecture.settings
        result.replication = replication
        return result
    }
}

extension ArchitectureSettings {
    /// The kind, as configs write it.
    var kind: ArchitectureKind {
        switch self {
        case .monolithic: .monolithic
        case .partitioned: .partitioned
        case .twoLevel: .twoLevel
        case .sharedState: .sharedState
        }
    }

    /// The schedulers by workload, of the kinds where that is a setting.
    var schedulers: [Int]? {
        switch self {
        case .monolithic, .partitioned: nil
        case .twoLevel(let settings): settings.schedulers
        case .sharedState(let settings): settings.schedulers
        }
    }
}

/// The kinds of architecture, as configs write them.
enum ArchitectureKind: String, CaseIterable {
    case monolithic
    case partitioned
    case twoLevel = "two-level"
    case sharedState = "shared-state"
}

/// Which decision time the jobs of a monolithic scheduler pay, as configs write it.
enum MonolithicPaths: String, CaseIterable {
    case single
    case multi
}
