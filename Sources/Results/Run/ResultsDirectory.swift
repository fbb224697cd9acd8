public import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The directory a run writes into.
public struct ResultsDirectory: Equatable, Sendable {
    /// The name of the file with everything that was simulated.
    public static let resultsName = "results.json"
    /// The name of the file with what it cost.
    public static let timingsName = "timings.json"
    /// The name of the file with the config as run.
    public static let configName = "config.yaml"
    /// The name of the file with what a run that is not over has finished.
    package static let journalName = "points.journal"

    /// Where it is.
    public var path: String

    /// The directory at `path`, which need not exist.
    public init(path: String) {
        self.path = path
    }

    /// The directory of a run, given it or a file in it.
    package init(holding path: String) {
        self.path = POSIXFile.isDirectory(path) ? path : POSIXFile.parts(of: path).folder
    }

    /// Creates the directory and makes sure that files can be written into it, so that a long run does not end
    /// with nowhere to go.
    public func prepare() throws(OutputError) {
        do throws(POSIXError) {
            try POSIXFile.createDirectory(path)
            try POSIXFile.checkWritable(directory: path)
        } catch {
            throw OutputError(error)
        }
    }

    /// All that a run writes, in order but for the results, which come last.
    package func outputs(_ config: String) -> [OutputFile] {
        [
            OutputFile(path: resultsFile, .results), OutputFile(path: file(Self.timingsName), .timings),
            OutputFile(path: file(Self.configName), .config(config)),
        ]
    }

    /// Writes the files as one set: whoever looks, at any time, finds those of one run.
    ///
    /// - Parameters:
    ///   - results: what was simulated.
    ///   - timings: what it cost.
    ///   - config: the config as run.
    ///   - keepingConfig: whether the config that is here stays.
    ///   - force: whether files are replaced that cellbench did not write, and that have come here since
    ///     ``prepare(for:replacingOthers:)``. Else a config stays, and the error says so once the results are written; where there are
    ///     other results or timings nothing is written.
    /// - Throws: ``OutputError`` if a file cannot be written, `EncodingError` if a figure set by hand is not finite.
    public func write(
        _ results: ResultsFile, timings: TimingsFile, config: String, keepingConfig: Bool = false,
        replacingOthers force: Bool = true
    ) throws {
        let (text, timingsText) = (try results.jsonText(), try timings.jsonText())
        try write(
            config: config, keepingConfig: keepingConfig, replacingOthers: force,
            timings: { try $0.write(timingsText.utf8) }, results: { try $0.write(text.utf8) })
    }

    /// The same, of timings and results that are written as they come.
    package func write(
        config: String, keepingConfig: Bool, replacingOthers force: Bool,
        timings: @escaping (FileSink) throws -> Void, results: @escaping (FileSink) throws -> Void
    ) throws {
        for file in outputs(config) where file.path != self.file(Self.configName) && !force && !file.losesNothing {
            throw file.refusal
        }
        let configFile = OutputFile(path: file(Self.configName), .config(config))
        let isConfigOurs = force || configFile.losesNothing
        var others = [FileSet.File(name: Self.timingsName, write: timings)]
        // The digests in the timings and the results say whose config it is: with either beside it, it is known again.
        if isConfigOurs, !keepingConfig {
            others.insert(FileSet.File(name: Self.configName) { try $0.write(config.utf8) }, at: 0)
        }
        do {
            try POSIXFile.createDirectory(path)
            try FileSet(folder: path).replace(FileSet.File(name: Self.resultsName, write: results), others)
        } catch let error as POSIXError {
            throw OutputError(error)
        }
        if !isConfigOurs { throw configFile.refusal }
    }

    /// Puts in its place, or removes, what a killed run left here.
    package func recover() {
        let set = FileSet(folder: path)
        set.recover([Self.resultsName, Self.configName, Self.timingsName, Self.journalName, POSIXFile.checkRole]) {
            file, name in
            // What belongs to the results says so by their config's digest.
            guard let digest = OutputKind.configDigest(ofJSON: resultsFile) else { return false }
            switch name {
            case Self.timingsName: return OutputKind.configDigest(ofJSON: file) == digest
            case Self.configName:
                let bytes = try? FileContents.read(file, atMost: YAMLReader.mostBytes)
                return bytes.map { "sha256:" + SHA256.hexDigest(of: $0) } == digest
            default: return false
            }
        }
    }

    /// Where in it everything is that was simulated.
    package var resultsFile: String { file(Self.resultsName) }

    /// Where the file `name` in it is.
    package func file(_ name: String) -> String {
        path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }
}
