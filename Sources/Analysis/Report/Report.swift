package import CellbenchConfig
internal import CellbenchFiles
public import CellbenchResults

/// The results of an experiment as one page for a browser, with tables and charts, that loads nothing from elsewhere.
///
/// Equal files give equal bytes.
public struct Report: Sendable {
    /// A file beside the results, or the reason why there is none.
    public enum Companion<Value: Sendable>: Sendable {
        /// The content of the file.
        case found(Value)
        /// A sentence for the reader.
        case missing(String)
    }

    /// The results.
    public var results: ResultsFile
    /// The config as run, in YAML.
    public var config: Companion<String>
    /// The cost of the simulations.
    public var timings: Companion<TimingsFile>
    /// The claims and their verdicts; nil where none were checked.
    public var claims: [ClaimRow]?

    /// The architectures and policies that the config may have named; units of swept paths follow from their settings.
    package var components = Components.standard

    /// Swept paths with their units.
    var names: SweptNames { SweptNames(settings: components.settings) }

    /// A report of results, with the files that are given.
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
    /// Only the results must exist; the report says which other files are missing or unreadable.
    ///
    /// - Parameter path: a results file, or a directory that holds `results.json`.
    /// - Throws: ``ResultsError`` if there are no results.
    public init(contentsOf path: String) throws(ResultsError) {
        let results = try ResultsFile(contentsOf: path)
        let directory = ResultsDirectory(holding: path)
        self.init(
            results, config: Self.config(in: directory, of: results), timings: Self.timings(in: directory, of: results))
    }

    /// Default path of the report on the results at `path`: in their directory; nil for results from a pipe.
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
            // The timings of a resumed run may lack the points that it kept.
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
