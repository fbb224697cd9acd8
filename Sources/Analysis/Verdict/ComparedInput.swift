internal import CellbenchFiles
internal import CellbenchResults

/// One side of `compare`.
enum ComparedInput: Sendable {
    /// The results of a run.
    case run(ResultsFile)
    /// One bench file, or samples from several.
    case bench(BenchSamples)

    /// Reads a results file, a bench file, the directory of a run, or a directory of bench files.
    ///
    /// Of a directory of bench files, all files `*.json` are read in the order of their names.
    ///
    /// - Throws: ``ResultsError`` if there is no such file, or it has none of these formats.
    init(contentsOf path: String) throws(ResultsError) {
        guard POSIXFile.isDirectory(path) else {
            self = try Self.read(path)
            return
        }
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: path)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
        let directory = ResultsDirectory(path: path)
        var files: [(name: String, content: BenchFile)] = []
        var run: ResultsFile?
        for name in names where name.hasSuffix(".json") && !name.hasPrefix(".") {
            let file = directory.file(name)
            let bytes = try JSONText.read(file)
            let schema = try JSONText.decode(Schema.self, from: bytes, file: file).schema
            if name == ResultsDirectory.resultsName, schema == ResultsFile.schema {
                run = try ResultsFile(json: bytes, file: file)
            } else if !Self.passedOver.contains(schema) {
                files.append((name, try BenchFile(json: bytes, file: file)))
            }
        }
        if let run {
            guard let other = files.first else {
                self = .run(run)
                return
            }
            throw .unreadable(
                file: path,
                reason: "it holds a run, \(ResultsDirectory.resultsName), and a bench, \(other.name); name one of them")
        }
        guard !files.isEmpty else {
            throw .unreadable(file: path, reason: "it holds neither \(ResultsDirectory.resultsName) nor bench files")
        }
        self = .bench(BenchSamples(files))
    }

    /// Formats of files that may lie beside bench files.
    private static let passedOver = [TimingsFile.schema, Verdict.schema]

    private static func read(_ file: String) throws(ResultsError) -> ComparedInput {
        let bytes = try JSONText.read(file)
        let schema = try JSONText.decode(Schema.self, from: bytes, file: file).schema
        switch schema {
        case ResultsFile.schema: return .run(try ResultsFile(json: bytes, file: file))
        case BenchFile.schema: return .bench(BenchSamples([(file, try BenchFile(json: bytes, file: file))]))
        default:
            let problem = "expected '\(ResultsFile.schema)' or '\(BenchFile.schema)', found '\(schema)'"
            throw .malformed(file: file, position: nil, path: "schema", problem: problem)
        }
    }

    /// The name of the format, which all JSON files of cellbench have.
    private struct Schema: Decodable {
        var schema: String
    }

    /// Kind and origin of the input, on one line.
    var origin: String {
        switch self {
        case .run(let results):
            let points = results.points.count == 1 ? "1 point" : "\(results.points.count) points"
            return "run of \(results.name), seed \(results.seed), \(points), cellbench \(results.version)"
                + (results.complete ? "" : ", stopped early")
        case .bench(let samples):
            let files = samples.files == 1 ? "bench" : "\(samples.files) benches"
            return files + (samples.isComplete ? "" : ", stopped early")
                + samples.environments.map { " on \($0.origin)" }.joined(separator: ", and")
        }
    }
}

extension RunEnvironment {
    /// Machine, build and revision, on one line.
    fileprivate var origin: String {
        let cpu = "\(cpuCount) × \(cpuModel ?? "unknown CPU")"
        let revision = gitRevision.map { ", revision \($0.prefix(12))" } ?? ""
        return "\(cpu), \(kernel ?? "unknown kernel"), \(buildConfiguration)\(revision)"
    }
}
