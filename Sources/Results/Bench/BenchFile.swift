internal import CellbenchFiles

/// What the commit path costs on real threads: the content of a file that `cellbench bench` writes.
public struct BenchFile: Equatable, Sendable {
    /// The name of this format and its version.
    public static let schema = "cellbench.bench/1"

    /// Where it was measured.
    public var environment: RunEnvironment
    /// Whether every benchmark asked for is there; false if the bench was stopped early.
    public var complete: Bool
    /// The benchmarks, in the order they were measured.
    public var benchmarks: [Benchmark]

    /// What a bench measured.
    public init(environment: RunEnvironment, complete: Bool = true, benchmarks: [Benchmark]) {
        self.environment = environment
        self.complete = complete
        self.benchmarks = benchmarks
    }

    /// Reads what a bench measured.
    ///
    /// - Throws: ``ResultsError`` if there is no such file or it is no bench file.
    public init(contentsOf file: String) throws(ResultsError) {
        try self.init(json: try JSONText.read(file), file: file)
    }

    /// Reads what a bench measured from text.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8.
    ///   - file: what to call the file in errors.
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)`` if the text is no bench file.
    public init(json bytes: [UInt8], file: String) throws(ResultsError) {
        self = try JSONText.decode(BenchFile.self, from: bytes, file: file)
    }

    /// Leaves what is the same on any machine: the exact metrics, and of the environment what was compiled with what.
    public mutating func keepCounts() {
        for index in benchmarks.indices {
            benchmarks[index].metrics = benchmarks[index].metrics.filter {
                if case .exact = $0.value { true } else { false }
            }
        }
        environment.cpuModel = nil
        environment.kernel = nil
        environment.gitRevision = nil
    }

    /// The file's text: the same bytes for equal figures.
    ///
    /// - Throws: `EncodingError` if a figure is not finite.
    public func jsonText() throws -> String {
        FileChecksum.filled(try JSONText.encode(self))
    }
}

extension BenchFile: Codable {
    private enum CodingKeys: String, CodingKey {
        case schema, checksum, environment, complete, benchmarks
    }

    /// Reads a bench file, and refuses another format and benchmarks that occur twice.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try container.requireSchema(Self.schema, forKey: .schema)
        environment = try container.decode(RunEnvironment.self, forKey: .environment)
        complete = try container.decodeIfPresent(Bool.self, forKey: .complete) ?? true
        benchmarks = try container.decode([Benchmark].self, forKey: .benchmarks)
        // Two benchmarks are compared by name and parameters: of two alike, one would be passed over.
        try container.requireDistinct(
            benchmarks.map(\.identity), called: "name and parameters", forKey: .benchmarks)
    }

    /// Writes a bench file.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(FileChecksum.placeholder, forKey: .checksum)
        try container.encode(environment, forKey: .environment)
        try container.encode(complete, forKey: .complete)
        try container.encode(benchmarks, forKey: .benchmarks)
    }
}
