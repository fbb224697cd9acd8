internal import CellbenchFiles

/// The cost of an experiment's simulations: the content of `timings.json`.
public struct TimingsFile: Equatable, Sendable {
    /// The name of this format and its version.
    public static let schema = "cellbench.timings/1"

    /// `sha256:` and the digest of the config as run; nil in timings of versions before it.
    public var configDigest: String?
    /// Machine and program of the simulations.
    public var environment: RunEnvironment
    /// Cost of each point, in the experiment's order.
    public var points: [PointTiming]

    /// The cost of an experiment.
    public init(configDigest: String? = nil, environment: RunEnvironment, points: [PointTiming]) {
        self.configDigest = configDigest
        self.environment = environment
        self.points = points
    }

    /// Text of the file.
    ///
    /// - Throws: `EncodingError` if a time set by hand is not finite.
    public func jsonText() throws -> String {
        FileChecksum.filled(try JSONText.encode(self))
    }
}

extension TimingsFile: Codable {
    private enum CodingKeys: String, CodingKey {
        case schema, checksum, configDigest, environment, points
    }

    /// Reads timings, and refuses another format.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try container.requireSchema(Self.schema, forKey: .schema)
        configDigest = try container.decodeIfPresent(String.self, forKey: .configDigest)
        environment = try container.decode(RunEnvironment.self, forKey: .environment)
        points = try container.decode([PointTiming].self, forKey: .points)
    }

    /// Writes timings.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(FileChecksum.placeholder, forKey: .checksum)
        try container.encodeIfPresent(configDigest, forKey: .configDigest)
        try container.encode(environment, forKey: .environment)
        try container.encode(points, forKey: .points)
    }
}

/// Cost of one simulation.
public struct PointTiming: Codable, Equatable, Sendable {
    /// The architecture's name.
    public var architecture: String
    /// The swept values by path.
    public var parameters: [String: ParameterValue]
    /// Number of the repetition, from 0.
    public var replication: Int
    /// Seconds of wall-clock time for this point alone; nil if the simulation failed.
    public var wallSeconds: Double?
    /// Number of events that the kernel handled; nil if the simulation failed.
    public var events: Int?
    /// Events per second; nil without events or a measurable time.
    public var eventsPerSecond: Double?

    /// The cost of a point's simulation.
    ///
    /// - Parameters:
    ///   - architecture: the architecture's name.
    ///   - parameters: the swept values by path.
    ///   - replication: the number of the repetition, from 0.
    ///   - wallSeconds: seconds of wall-clock time; nil if the simulation failed.
    ///   - events: events that the kernel handled; nil if the simulation failed.
    package init(
        architecture: String, parameters: [String: ParameterValue], replication: Int, wallSeconds: Double?, events: Int?
    ) {
        self.architecture = architecture
        self.parameters = parameters
        self.replication = replication
        self.wallSeconds = wallSeconds?.existing
        self.events = events
        if let wallSeconds, let events { eventsPerSecond = (Double(events) / wallSeconds).existing }
    }

    /// Writes all members, missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(replication, forKey: .replication)
        try container.encode(wallSeconds, forKey: .wallSeconds)
        try container.encode(events, forKey: .events)
        try container.encode(eventsPerSecond, forKey: .eventsPerSecond)
    }
}
