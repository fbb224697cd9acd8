internal import CellbenchFiles
internal import CellbenchTraces

/// Kind of an output file, which recognises files that cellbench wrote before.
public enum OutputKind: Equatable, Sendable {
    /// Results of a run.
    case results
    /// Cost of a run's simulations.
    case timings
    /// Outcome of a packing experiment.
    case packing
    /// A config as run, with this text.
    case config(String)
    /// Measurements of `bench`.
    case bench
    /// A job list, as `trace convert` writes it.
    case jobList
    /// The tidy table, as `export` writes it.
    case table
    /// The table of tasks, as `run --claims` writes it.
    case tasks
    /// The page of `report`.
    case page

    /// True for tables, which have no room for a checksum.
    var isTable: Bool { self == .jobList || self == .table || self == .tasks }

    /// True if cellbench wrote the file at `path` as this kind, and nobody changed it since.
    ///
    /// - JSON files name their format, pages their generator; both have a checksum.
    /// - Tables begin with a header that nobody else writes. They have a mark too (``WrittenMark``), where the file
    ///   system has such.
    /// - Configs have the digest that the results or the timings beside them name.
    func isOurs(_ path: String) -> Bool {
        switch self {
        case .results: FileMarks(ofJSON: path)?.schema == ResultsFile.schema
        case .timings: FileMarks(ofJSON: path)?.schema == TimingsFile.schema
        case .packing: FileMarks(ofJSON: path)?.schema == PackingFile.schema
        case .bench: FileMarks(ofJSON: path)?.schema == BenchFile.schema
        case .config(let text): Self.isConfig(path, or: text)
        case .jobList, .table, .tasks: looksOurs(path) && (Self.isMarked(path) ?? true)
        case .page: Self.beginning(of: path).map(Self.isBeginningOfPage) ?? false && Self.isWhole(path)
        }
    }

    /// True if a table has the header and the ids of a table from cellbench.
    func looksOurs(_ path: String) -> Bool {
        switch self {
        case .jobList: Self.isJobList(path)
        case .tasks: Self.beginning(of: path).map(TaskTable.isBeginning) ?? false
        default: Self.beginning(of: path).map(TidyTable.isBeginning) ?? false
        }
    }

    /// True if a table is unchanged since it was written; nil where this is unknown.
    private static func isMarked(_ path: String) -> Bool? {
        switch WrittenMark.state(of: path) {
        case .unchanged: true
        case .changed: false
        case .unknown: nil
        }
    }

    /// True if a page is unchanged since it was written, or has no checksum.
    private static func isWhole(_ path: String) -> Bool {
        let mostBytes = 1 << 30
        return (try? FileContents.read(path, atMost: mostBytes)).map { !FileChecksum.isWrong(in: $0) } ?? false
    }

    /// True if a text begins like a report.
    private static func isBeginningOfPage(_ text: String) -> Bool {
        text.hasPrefix("<!DOCTYPE html>\n") && text.contains("\n<meta name=\"generator\" content=\"cellbench ")
    }

    /// Digest of the config that a JSON file of cellbench belongs to; nil where the file has none.
    static func configDigest(ofJSON path: String) -> String? { FileMarks(ofJSON: path)?.configDigest }

    /// Name of the format of a JSON file of cellbench; nil where the file has none.
    static func schema(ofJSON path: String) -> String? { FileMarks(ofJSON: path)?.schema }

    /// True if the file at `path` is `text`, or has the digest that the timings, results or packing beside it name.
    ///
    /// False for a file that cannot be read or is larger than a config may be.
    private static func isConfig(_ path: String, or text: String) -> Bool {
        guard let bytes = try? FileContents.read(path, atMost: YAMLReader.mostBytes) else { return false }
        if bytes.elementsEqual(text.utf8) { return true }
        let digest = "sha256:" + SHA256.hexDigest(of: bytes)
        let directory = ResultsDirectory(holding: path)
        // Timings are much smaller than results.
        let timings = FileMarks(ofJSON: directory.file(ResultsDirectory.timingsName))
        if timings?.schema == TimingsFile.schema, timings?.configDigest == digest { return true }
        let packing = FileMarks(ofJSON: directory.packingFile)
        if packing?.schema == PackingFile.schema, packing?.configDigest == digest { return true }
        let results = FileMarks(ofJSON: directory.resultsFile)
        return results?.schema == ResultsFile.schema && results?.configDigest == digest
    }

    /// True if the header is unchanged and every row's id is a hash; rows that users add have other ids, or none.
    private static func isJobList(_ path: String) -> Bool {
        let header = JobListText.header.utf8
        var start: [UInt8] = []
        var previous = UInt8(ascii: "\n")
        var hasHash = true
        var isQuoted = false
        var areOurs = true
        do throws(FileError) {
            try FileContents.forEachPortion(of: path) { portion in
                let missing = min(header.count - start.count, portion.count)
                start += portion[..<missing]
                for byte in portion[missing...] {
                    // Start of a row.
                    if previous == UInt8(ascii: "\n"), !isQuoted {
                        areOurs = areOurs && hasHash
                        hasHash = false
                    }
                    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                    if byte == UInt8(ascii: "#"), previous == UInt8(ascii: ",") { hasHash = true }
                    previous = byte
                }
                return areOurs && start.elementsEqual(header.prefix(start.count))
            }
        } catch {
            return false
        }
        return areOurs && hasHash && start.elementsEqual(header)
    }

    /// First characters of a file; nil where the file cannot be read or is not text.
    private static func beginning(of path: String) -> String? {
        let most = 1 << 14
        guard let bytes = try? FileContents.beginning(of: path, atMost: most) else { return nil }
        // The last character may be incomplete.
        return (0..<4).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
    }
}

/// The members of JSON files that identify them.
private struct FileMarks: Decodable {
    var schema: String
    var configDigest: String?

    /// The marks of the file at `path`; nil where it has none.
    init?(ofJSON path: String) {
        // Reading a pipe would block.
        guard POSIXFile.isFile(path), let bytes = try? JSONText.read(path),
            let marks = try? JSONText.decode(FileMarks.self, from: bytes, file: path)
        else { return nil }
        self = marks
    }
}
