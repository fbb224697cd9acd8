internal import CellbenchFiles
public import CellbenchResults
public import CellbenchSimulator

/// An experiment: a config that is read, checked and expanded into points.
public struct Experiment: Sendable {
    /// The experiment's name; the default output folder is named after it.
    public var name: String
    /// Free text.
    public var description: String?
    /// The seed of every random stream.
    public var seed: UInt64
    /// Simulated time of the points, unless a sweep changes it.
    public var horizon: Nanoseconds
    /// The points in the order of the results: sweep values, then architectures, then replications.
    public var points: [Point]
    /// The searches among the points.
    ///
    /// If there are any, only points that a search visits are simulated.
    public var searches: [SaturationSearch] = []
    /// The config as run, in YAML, with defaults and overrides.
    public var resolvedConfig: String
    /// The presets that were used.
    public var presets: [PresetUse] = []
    /// Use of each trace, in the order of reading.
    public var traces: [TraceUse] = []
    /// Files that the experiment was read from: the config, and the files that the config names.
    public var inputs = InputFiles()

    /// An experiment of the given points.
    public init(
        name: String, description: String?, seed: UInt64, horizon: Nanoseconds, points: [Point],
        resolvedConfig: String
    ) {
        self.name = name
        self.description = description
        self.seed = seed
        self.horizon = horizon
        self.points = points
        self.resolvedConfig = resolvedConfig
    }

    /// `sha256:` and the digest of the config as run, which results and timings repeat.
    package var configDigest: String { "sha256:" + SHA256.hexDigest(of: resolvedConfig.utf8) }
}

/// One simulation of an experiment: an architecture, a value for each swept path, a replication.
public struct Point: Sendable {
    /// The architecture's name, unique in the config.
    public var architecture: String
    /// The architecture's kind, as configs write it.
    public var kind: String
    /// The swept paths and their values, in the config's order.
    public var parameters: [Parameter]
    /// Number of the repetition, from 0.
    public var replication: Int
    /// Scenario that is simulated.
    public var scenario: Scenario
    /// Estimated cost of the simulation, in any unit; the most expensive points are simulated first.
    public var estimatedCost: Double

    /// A point.
    public init(
        architecture: String, kind: String, parameters: [Parameter], replication: Int, scenario: Scenario,
        estimatedCost: Double
    ) {
        self.architecture = architecture
        self.kind = kind
        self.parameters = parameters
        self.replication = replication
        self.scenario = scenario
        self.estimatedCost = estimatedCost
    }
}

extension Point {
    /// The swept values by path, as results files write them.
    package var parametersByPath: [String: ParameterValue] {
        Dictionary(parameters.map { ($0.path, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}

/// A swept path and its value at one point.
public struct Parameter: Equatable, Sendable {
    /// The path, as the config writes it.
    public var path: String
    /// Its value.
    public var value: ParameterValue

    /// A value for a path.
    public init(path: String, value: ParameterValue) {
        self.path = path
        self.value = value
    }
}
