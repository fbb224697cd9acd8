internal import CellbenchFiles

/// Measurements of the commit path on real threads: the content of a file from `cellbench bench`.
public struct BenchFile: Equatable, Sendable {
    /// The name of this format and its version.
    public static let schema = "cellbench.bench/1"

    /// Machine and program of the measurements.
    public var environment: RunEnvironment
    /// True if all benchmarks that were asked for are there; false if the bench was stopped early.
    public var complete: Bool
    /// The benchmarks in the order of measuring.
    public var benchmarks: [Benchmark]

    /// The measurements of a bench.
    public init(environment: RunEnvironment, complete: Bool = true, benchmarks: [Benchmark]) {
        self.environment = environment
        self.complete = complete
        self.benchmarks = benchmarks
    }

    /// Reads a bench file.
    ///
    /// - Throws: ``ResultsError`` if there is no such file or it is not a bench file.
    public init(contentsOf file: String) throws(ResultsError) {
        try self.init(json: try JSONText.read(file), file: file)
    }

    /// Reads a bench file from text.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8.
    ///   - file: the name of the file in errors.
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)`` if the text is not a bench file.
    public init(json bytes: [UInt8], file: String) throws(ResultsError) {
        self = try JSONText.decode(BenchFile.self, from: bytes, file: file)
    }

    /// Keeps only what is equal on all machines: exact metrics, and the compiler and build of the environment.
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

    /// Text of the file: equal figures have equal bytes.
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

    /// Reads a bench file; refuses another format and two equal benchmarks.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try container.requireSchema(Self.schema, forKey: .schema)
        environment = try container.decode(RunEnvironment.self, forKey: .environment)
        complete = try container.decodeIfPresent(Bool.self, forKey: .complete) ?? true
        benchmarks = try container.decode([Benchmark].self, forKey: .benchmarks)
        // Benchmarks are compared by name and parameters, so two equal ones would be ambiguous.
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
