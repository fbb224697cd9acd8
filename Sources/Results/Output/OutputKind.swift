internal import CellbenchFiles
internal import CellbenchTraces

/// What a command writes into a file, by which it knows one that was written before.
public enum OutputKind: Equatable, Sendable {
    /// Results of a run.
    case results
    /// What a run cost.
    case timings
    /// A config as run, with this text.
    case config(String)
    /// What `bench` measured.
    case bench
    /// A job list, as `trace convert` writes it.
    case jobList
    /// The tidy table, as `export` writes it.
    case table
    /// The page of `report`.
    case page

    /// Whether it is a table, which has no room for a checksum.
    var isTable: Bool { self == .jobList || self == .table }

    /// Whether cellbench wrote the file at `path`, as this.
    ///
    /// Files in JSON name their format and pages their maker, and have a checksum; tables have a mark, or begin with a header that nobody
    /// else writes. A config is known by its digest, which the results or the timings beside it have. One that was changed since is the
    /// user's.
    func isOurs(_ path: String) -> Bool {
        switch self {
        case .results: FileMarks(ofJSON: path)?.schema == ResultsFile.schema
        case .timings: FileMarks(ofJSON: path)?.schema == TimingsFile.schema
        case .bench: FileMarks(ofJSON: path)?.schema == BenchFile.schema
        case .config(let text): Self.isConfig(path, or: text)
        case .jobList, .table: Self.isMarked(path) ?? looksOurs(path)
        case .page: Self.beginning(of: path).map(Self.isBeginningOfPage) ?? false && Self.isWhole(path)
        }
    }

    /// Whether a table has the header, and the ids, of one that cellbench wrote.
    func looksOurs(_ path: String) -> Bool {
        self == .jobList ? Self.isJobList(path) : Self.beginning(of: path).map(TidyTable.isBeginning) ?? false
    }

    /// Whether a table is as it was written; nil where that cannot be known.
    private static func isMarked(_ path: String) -> Bool? {
        switch WrittenMark.state(of: path) {
        case .unchanged: true
        case .changed: false
        case .unknown: nil
        }
    }

    /// Whether a page is as it was written, or has no checksum.
    private static func isWhole(_ path: String) -> Bool {
        let mostBytes = 1 << 30
        return (try? FileContents.read(path, atMost: mostBytes)).map { !FileChecksum.isWrong(in: $0) } ?? false
    }

    /// Whether a text begins as a report does.
    private static func isBeginningOfPage(_ text: String) -> Bool {
        text.hasPrefix("<!DOCTYPE html>\n") && text.contains("\n<meta name=\"generator\" content=\"cellbench ")
    }

    /// The digest of the config that a file of ours in JSON is of; nil where it does not say.
    static func configDigest(ofJSON path: String) -> String? { FileMarks(ofJSON: path)?.configDigest }

    private static func isConfig(_ path: String, or text: String) -> Bool {
        guard let bytes = try? FileContents.read(path, atMost: YAMLReader.mostBytes) else { return false }
        if bytes.elementsEqual(text.utf8) { return true }
        let digest = "sha256:" + SHA256.hexDigest(of: bytes)
        let directory = ResultsDirectory(holding: path)
        // The timings are much the smaller file.
        let timings = FileMarks(ofJSON: directory.file(ResultsDirectory.timingsName))
        if timings?.schema == TimingsFile.schema, timings?.configDigest == digest { return true }
        let results = FileMarks(ofJSON: directory.resultsFile)
        return results?.schema == ResultsFile.schema && results?.configDigest == digest
    }

    /// Whether the header is just as it is written, and every row has a hash for an id: what users add has ids of their own, or none.
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
                    // A row begins.
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

    /// The first characters of a file; nil where it cannot be read, or is no text.
    private static func beginning(of path: String) -> String? {
        let most = 1 << 14
        guard let bytes = try? FileContents.beginning(of: path, atMost: most) else { return nil }
        // The last character may be cut.
        return (0..<4).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
    }
}

/// What files of ours in JSON say of themselves.
private struct FileMarks: Decodable {
    var schema: String
    var configDigest: String?

    /// The marks of the file at `path`; nil where it has none.
    init?(ofJSON path: String) {
        // A pipe would be waited for.
        guard POSIXFile.isFile(path), let bytes = try? JSONText.read(path),
            let marks = try? JSONText.decode(FileMarks.self, from: bytes, file: path)
        else { return nil }
        self = marks
    }
}
