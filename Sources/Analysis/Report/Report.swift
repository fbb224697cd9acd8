package import CellbenchConfig
internal import CellbenchFiles
public import CellbenchResults

/// The results of an experiment as one page for a browser, with tables and charts and nothing from elsewhere.
///
/// The same files give the same bytes.
public struct Report: Sendable {
    /// What stands beside the results, or why it does not.
    public enum Companion<Value: Sendable>: Sendable {
        /// It is there.
        case found(Value)
        /// A sentence for the reader.
        case missing(String)
    }

    /// What was simulated.
    public var results: ResultsFile
    /// The config as run, in YAML.
    public var config: Companion<String>
    /// What it cost.
    public var timings: Companion<TimingsFile>
    /// What was claimed, and whether it holds; nil where nothing was checked.
    public var claims: [ClaimRow]?

    /// The architectures and policies that the config may have named; units of swept paths follow from their settings.
    package var components = Components.standard

    /// Swept paths with their units.
    var names: SweptNames { SweptNames(settings: components.settings) }

    /// A report of `results` alone, or of what is given besides.
    public init(
        _ results: ResultsFile, config: Companion<String> = .missing("No config was given."),
        timings: Companion<TimingsFile> = .missing("No timings were given.")
    ) {
        self.results = results
        self.config = config
        self.timings = timings
    }

    /// A report of a run: its results, and the config and timings beside them.
    ///
    /// Only the results have to be there; what else is missing or unreadable is said in the report.
    ///
    /// - Parameter path: a results file, or a directory that holds `results.json`.
    /// - Throws: ``ResultsError`` if there are no results.
    public init(contentsOf path: String) throws(ResultsError) {
        let results = try ResultsFile(contentsOf: path)
        let directory = ResultsDirectory(holding: path)
        self.init(
            results, config: Self.config(in: directory, of: results), timings: Self.timings(in: directory, of: results))
    }

    /// Where the report of the results at `path` goes by default: into their directory; nil where they come through a pipe, and are in none.
    public static func defaultOutput(for path: String) -> String? {
        guard POSIXFile.descriptor(of: path) == nil, !POSIXFile.isSpecial(path) else { return nil }
        return ResultsDirectory(holding: path).file("report.html")
    }

    private static func config(in directory: ResultsDirectory, of results: ResultsFile) -> Companion<String> {
        let name = ResultsDirectory.configName
        do throws(FileError) {
            let bytes = try FileContents.read(directory.file(name), atMost: YAMLReader.mostBytes)
            guard "sha256:" + SHA256.hexDigest(of: bytes) == results.configDigest else {
                return .missing(
                    "The \(name) beside the results is not the config of these results: its digest differs.")
            }
            return .found(String(decoding: bytes, as: UTF8.self))
        } catch {
            return .missing("There is no \(name) to read beside the results: \(error.reason).")
        }
    }

    private static func timings(in directory: ResultsDirectory, of results: ResultsFile) -> Companion<TimingsFile> {
        let name = ResultsDirectory.timingsName
        do throws(ResultsError) {
            let file = directory.file(name)
            let timings = try JSONText.decode(TimingsFile.self, from: try JSONText.read(file), file: name)
            // A run that was resumed may not know the times of the points that it kept.
            let events = Dictionary(
                results.points.map { (PointIdentity($0), $0.events) }, uniquingKeysWith: { first, _ in first })
            let isSame = timings.points.allSatisfy { events[PointIdentity($0)] == .some($0.events) }
            return isSame ? .found(timings) : .missing("The \(name) beside the results is of other points than these.")
        } catch {
            switch error {
            case .unreadable(_, let reason):
                return .missing("There is no \(name) to read beside the results: \(reason).")
            case .malformed: return .missing("The \(name) beside the results cannot be used: \(error).")
            }
        }
    }
}
