internal import CellbenchFiles

/// The results of an experiment: the content of `results.json`.
///
/// Nothing in it depends on the time, machine or number of threads of the simulations; these are in ``TimingsFile``.
public struct ResultsFile: Equatable, Sendable {
    /// The name of this format and its version.
    public static let schema = "cellbench.results/1"

    /// The experiment's name.
    public var name: String
    /// Version of cellbench that simulated the experiment.
    public var version: String
    /// `sha256:` and the digest of the config as run.
    public var configDigest: String
    /// The seed of every random stream.
    public var seed: UInt64
    /// Simulated seconds of the points, unless a sweep changes them.
    public var horizon: Double
    /// True if all points are there; false if the run was stopped early.
    public var complete: Bool
    /// The presets and their sources; empty in results of versions without presets.
    public var presets: [PresetUse]
    /// Use of each trace; empty where jobs were drawn, and in results of versions before it.
    public var traces: [TraceUse]
    /// Results of the searches for saturation; empty where there were none.
    public var saturation: [SaturationResult]
    /// The points, in the experiment's order.
    public var points: [PointResult]

    /// Results.
    package init(
        name: String, configDigest: String, seed: UInt64, horizon: Double, complete: Bool, presets: [PresetUse] = [],
        traces: [TraceUse] = [], saturation: [SaturationResult] = [], points: [PointResult]
    ) {
        self.name = name
        version = Release.version
        self.configDigest = configDigest
        self.seed = seed
        self.horizon = horizon
        self.complete = complete
        self.presets = presets
        self.traces = traces
        self.saturation = saturation
        self.points = points
    }

    /// Text of the file: equal results have equal bytes.
    ///
    /// - Throws: `EncodingError` if a number set by hand is not finite.
    public func jsonText() throws -> String {
        var bytes: [UInt8] = []
        try PointsText(around: self).write(points.lazy.map { .success($0.jsonLine[...]) }) { bytes += $0 }
        return FileChecksum.filled(String(decoding: bytes, as: UTF8.self))
    }
}

extension ResultsFile: Decodable {
    fileprivate enum Key: String, CodingKey {
        case schema, checksum, name, version, configDigest, seed, horizon, complete, presets, traces, saturation, points
    }

    /// Reads results; refuses another format and two equal points.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.requireSchema(Self.schema, forKey: .schema)
        name = try container.decode(String.self, forKey: .name)
        version = try container.decode(String.self, forKey: .version)
        configDigest = try container.decode(String.self, forKey: .configDigest)
        seed = try container.decode(UInt64.self, forKey: .seed)
        horizon = try container.decode(Double.self, forKey: .horizon)
        complete = try container.decodeIfPresent(Bool.self, forKey: .complete) ?? true
        presets = try container.decodeIfPresent([PresetUse].self, forKey: .presets) ?? []
        traces = try container.decodeIfPresent([TraceUse].self, forKey: .traces) ?? []
        saturation = try container.decodeIfPresent([SaturationResult].self, forKey: .saturation) ?? []
        points = try container.decode([PointResult].self, forKey: .points)
        // Replications are paired by number, so two of one number would be ambiguous.
        try container.requireDistinct(
            points.map(PointIdentity.init), called: "architecture, parameters and replication", forKey: .points)
    }
}

/// Results without their points, which ``PointsText`` inserts.
struct ResultsFrame: Encodable {
    let results: ResultsFile

    /// Writes results without points.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ResultsFile.Key.self)
        try container.encode(ResultsFile.schema, forKey: .schema)
        try container.encode(FileChecksum.placeholder, forKey: .checksum)
        try container.encode(results.name, forKey: .name)
        try container.encode(results.version, forKey: .version)
        try container.encode(results.configDigest, forKey: .configDigest)
        try container.encode(results.seed, forKey: .seed)
        try container.encode(results.horizon, forKey: .horizon)
        try container.encode(results.complete, forKey: .complete)
        if !results.presets.isEmpty { try container.encode(results.presets, forKey: .presets) }
        if !results.traces.isEmpty { try container.encode(results.traces, forKey: .traces) }
        if !results.saturation.isEmpty { try container.encode(results.saturation, forKey: .saturation) }
        _ = container.nestedUnkeyedContainer(forKey: .points)
    }
}
