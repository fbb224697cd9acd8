internal import CellbenchFiles

/// The outcome of a packing experiment: the content of `packing.json`.
///
/// Nothing in it depends on the time, machine or number of threads.
public struct PackingFile: Equatable, Sendable {
    /// The name of this format and its version.
    public static let schema = "cellbench.packing/1"

    /// What the cell held as demand arrived, in per cent, under a policy in a replication.
    public struct Curve: Equatable, Sendable, Codable {
        /// Word of the policy.
        public var policy: String
        /// Number of the replication.
        public var replication: Int
        /// Demand that has arrived: the whole numbers from 0.
        public var at: [Int]
        /// By number, the share allocated, to two decimals; nil where no sample is.
        public var alloc: [Double?]
        /// By number, what typical tasks lose, in per cent of what is free; nil where there is no fragmentation.
        public var fragRatio: [Double?]
        /// By number, what typical tasks lose, in per cent of the capacity; nil where there is no fragmentation.
        public var fragAmount: [Double?]
        /// Number of tasks that arrived.
        public var arrived: Int
        /// Number of tasks that were dropped.
        public var dropped: Int

        /// A curve.
        package init(
            policy: String, replication: Int, at: [Int], alloc: [Double?], fragRatio: [Double?],
            fragAmount: [Double?], arrived: Int, dropped: Int
        ) {
            self.policy = policy
            self.replication = replication
            self.at = at
            self.alloc = alloc
            self.fragRatio = fragRatio
            self.fragAmount = fragAmount
            self.arrived = arrived
            self.dropped = dropped
        }
    }

    /// The fewest machines that hold the tasks under a policy.
    public struct Compaction: Equatable, Sendable, Codable {
        /// Word of the policy.
        public var policy: String
        /// By trial, the number of machines; nil where the largest cell that was tried is too small.
        public var machines: [Int?]
        /// The 90th percentile over the trials; nil where it is of a trial without a number.
        public var p90: Double?

        /// The outcome of trials.
        package init(policy: String, machines: [Int?]) {
            self.policy = policy
            self.machines = machines
            p90 = Self.percentile90(of: machines)
        }

        /// The 90th percentile, linear between the two nearest trials; a trial without a number counts as the largest.
        private static func percentile90(of machines: [Int?]) -> Double? {
            guard !machines.isEmpty else { return nil }
            let ordered = machines.map { $0 ?? .max }.sorted()
            // In tenths, because 0.9 is no double.
            let tenths = 9 * (ordered.count - 1)
            let (place, rest) = (tenths / 10, tenths % 10)
            let (low, high) = (ordered[place], ordered[rest == 0 ? place : place + 1])
            guard high < .max else { return nil }
            return Double(10 * low + rest * (high - low)) / 10
        }
    }

    /// The experiment's name.
    public var name: String
    /// Version of cellbench.
    public var version: String
    /// `sha256:` and the digest of the config as run.
    public var configDigest: String
    /// The seed of every random stream.
    public var seed: UInt64
    /// The resource by which demand is measured: `gpu`.
    public var resource: String
    /// Demand that arrives, as a share of the capacity; nil for the list as it is.
    public var demand: Double?
    /// Number of machines of the cell.
    public var machines: Int
    /// What of the config plays no part, a sentence each.
    public var notes: [String]
    /// Use of each trace.
    public var traces: [TraceUse]
    /// The curves: policies in the config's order, then replications.
    public var curves: [Curve]
    /// The fewest machines by policy; empty where they were not searched for.
    public var compaction: [Compaction]

    /// The outcome of an experiment.
    package init(
        name: String, configDigest: String, seed: UInt64, resource: String, demand: Double?, machines: Int,
        notes: [String] = [], traces: [TraceUse] = [], curves: [Curve], compaction: [Compaction]
    ) {
        self.name = name
        version = Release.version
        self.configDigest = configDigest
        self.seed = seed
        self.resource = resource
        self.demand = demand
        self.machines = machines
        self.notes = notes
        self.traces = traces
        self.curves = curves
        self.compaction = compaction
    }

    /// The policies, in the order of the curves.
    package var policies: [String] { curves.map(\.policy).distinct }
}

extension PackingFile: Codable {
    private enum Key: String, CodingKey {
        case schema, checksum, name, version, configDigest, seed, demand, machines, notes, traces, curves, compaction
        case resource = "of"
    }

    /// Reads an outcome; refuses another format, and curves of unequal lengths or other numbers than those from 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.requireSchema(Self.schema, forKey: .schema)
        name = try container.decode(String.self, forKey: .name)
        version = try container.decodeIfPresent(String.self, forKey: .version) ?? "unknown"
        configDigest = try container.decodeIfPresent(String.self, forKey: .configDigest) ?? ""
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0
        resource = try container.decodeIfPresent(String.self, forKey: .resource) ?? "gpu"
        demand = try container.decodeIfPresent(Double.self, forKey: .demand)
        machines = try container.decodeIfPresent(Int.self, forKey: .machines) ?? 0
        notes = try container.decodeIfPresent([String].self, forKey: .notes) ?? []
        traces = try container.decodeIfPresent([TraceUse].self, forKey: .traces) ?? []
        curves = try container.decode([Curve].self, forKey: .curves)
        compaction = try container.decodeIfPresent([Compaction].self, forKey: .compaction) ?? []
        let areEqual = curves.allSatisfy {
            $0.at.count == $0.alloc.count && $0.at.count == $0.fragRatio.count && $0.at.count == $0.fragAmount.count
        }
        guard areEqual else {
            throw DecodingError.dataCorruptedError(
                forKey: .curves, in: container, debugDescription: "curves whose columns are not of one length")
        }
        guard curves.allSatisfy({ $0.at.elementsEqual($0.at.indices) }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .curves, in: container, debugDescription: "curves whose at is not 0, 1, 2 and so on")
        }
        try container.requireDistinct(
            curves.map { "\($0.policy) \($0.replication)" }, called: "policy and replication", forKey: .curves)
    }

    /// Writes the outcome without the curves, which ``jsonText()`` puts in their place.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(FileChecksum.placeholder, forKey: .checksum)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(configDigest, forKey: .configDigest)
        try container.encode(seed, forKey: .seed)
        try container.encode(resource, forKey: .resource)
        try container.encode(demand, forKey: .demand)
        try container.encode(machines, forKey: .machines)
        if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
        if !traces.isEmpty { try container.encode(traces, forKey: .traces) }
        _ = container.nestedUnkeyedContainer(forKey: .curves)
        _ = container.nestedUnkeyedContainer(forKey: .compaction)
    }
}

extension PackingFile {
    /// Text of the file, a line for each curve: equal outcomes have equal bytes.
    ///
    /// - Throws: `EncodingError` if a number set by hand is not finite.
    public func jsonText() throws -> String {
        var text = try JSONText.encode(self)
        text = try Self.inserting(curves.map { try JSONText.line($0) }, "curves", into: text)
        text = try Self.inserting(compaction.map { try JSONText.line($0) }, "compaction", into: text)
        return FileChecksum.filled(text)
    }

    /// The text with elements in the empty array of a key, a line each.
    private static func inserting(_ elements: [[UInt8]], _ key: String, into text: String) throws -> String {
        guard let start = text.range(ofKey: key) else { return text }
        let lines = elements.map { "    " + String(decoding: $0, as: UTF8.self) }.joined(separator: ",\n")
        let array = elements.isEmpty ? "[]" : "[\n\(lines)\n  ]"
        return text[..<start.lowerBound] + "\"\(key)\" : \(array)" + text[start.upperBound...]
    }

    /// Reads an outcome.
    ///
    /// - Parameter path: a file, or a directory that holds `packing.json`.
    /// - Throws: ``ResultsError`` if there is no such file or it holds something else.
    public init(contentsOf path: String) throws(ResultsError) {
        let file =
            POSIXFile.isDirectory(path)
            ? ResultsDirectory(path: path).file(ResultsDirectory.packingName) : path
        self = try JSONText.decode(PackingFile.self, from: try JSONText.read(file), file: file)
    }

    /// True if `path` is a packing: a directory with `packing.json` and no results, or such a file.
    public static func isPacking(_ path: String) -> Bool {
        let directory = ResultsDirectory(path: path)
        if POSIXFile.isDirectory(path) {
            return !POSIXFile.isAnything(directory.resultsFile)
                && POSIXFile.isFile(directory.file(ResultsDirectory.packingName))
        }
        guard POSIXFile.isFile(path) else { return false }
        return OutputKind.schema(ofJSON: path) == schema
    }
}

extension String {
    /// Range of `"key" : [ … ]` in laid-out JSON, of an empty array.
    fileprivate func range(ofKey key: String) -> Range<String.Index>? {
        guard let start = firstRange(of: "\"\(key)\" : ["), let end = self[start.upperBound...].firstIndex(of: "]")
        else { return nil }
        return start.lowerBound..<index(after: end)
    }
}
