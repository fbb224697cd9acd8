internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// The first line of a journal: of what its points are.
struct JournalHeader: Codable, Equatable {
    /// The name of this format and its version.
    static let schema = "cellbench.journal/1"

    var schema = JournalHeader.schema
    /// The version of cellbench that simulates the points.
    var version: String
    /// `sha256:` and the digest of the config as run.
    var configDigest: String
    /// The seed of every random stream.
    var seed: UInt64
    /// The config as run.
    var config: String
    /// Where the points are simulated.
    var environment: RunEnvironment

    /// The header for an experiment.
    init(_ experiment: Experiment, environment: RunEnvironment) {
        version = Release.version
        configDigest = experiment.configDigest
        seed = experiment.seed
        config = experiment.resolvedConfig
        self.environment = environment
    }
}

/// A line of a journal behind the first: what a point came to, and how long it took.
struct JournalPoint: Decodable {
    var result: PointResult
    /// Nil where the simulation failed, or nobody knows.
    var wallSeconds: Double?

    /// The text of the line.
    var json: [UInt8] {
        var text = JSONLine()
        text.open("{")
        text.key("result")
        result.write(to: &text)
        if let wallSeconds {
            text.key("wallSeconds")
            text.write(wallSeconds)
        }
        text.close("}")
        return text.bytes
    }
}
