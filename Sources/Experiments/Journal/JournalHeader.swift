internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

/// The first line of a journal, which identifies the experiment and the machine.
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
    /// Machine and program of the simulations.
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

/// A line of a journal behind the first: the result and the time of a point.
struct JournalPoint: Decodable {
    var result: PointResult
    /// Seconds of wall-clock time; nil where the simulation failed, or the time is unknown.
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
