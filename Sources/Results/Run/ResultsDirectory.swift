public import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The directory that a run writes into.
public struct ResultsDirectory: Equatable, Sendable {
    /// Name of the file with the results.
    public static let resultsName = "results.json"
    /// Name of the file with the simulations' cost.
    public static let timingsName = "timings.json"
    /// Name of the file with the config as run.
    public static let configName = "config.yaml"
    /// Name of the file with the finished points of a run that has not ended.
    package static let journalName = "points.journal"

    /// Path of the directory.
    public var path: String

    /// The directory at `path`, which need not exist.
    public init(path: String) {
        self.path = path
    }

    /// The directory of a run, from its path or the path of a file in it.
    package init(holding path: String) {
        self.path = POSIXFile.isDirectory(path) ? path : POSIXFile.parts(of: path).folder
    }

    /// Creates the directory and checks that files can be written into it, so that a long run does not fail at its end.
    public func prepare() throws(OutputError) {
        do throws(POSIXError) {
            try POSIXFile.createDirectory(path)
            try POSIXFile.checkWritable(directory: path)
        } catch {
            throw OutputError(error)
        }
    }

    /// Checks that writing files loses nothing; then does as ``prepare()``.
    ///
    /// A config that is run from this directory, and would be written unchanged, stays.
    ///
    /// - Parameters:
    ///   - files: the files, with the config last.
    ///   - config: the config as run.
    ///   - inputs: the files that the experiment was read from.
    ///   - other: a file whose config the new one would replace, and what it is.
    ///   - force: true if files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` with exit status 64 where a file would be lost, before anything is created; with 1
    ///   where files cannot be created.
    package func prepare(
        _ files: [OutputFile], config: String, apartFrom inputs: InputFiles,
        besides other: (file: String, what: String),
        replacingOthers force: Bool
    ) throws(OutputError) {
        guard force || !POSIXFile.isAnything(other.file) else {
            throw OutputError(
                refusing: file(Self.configName),
                because: "it belongs to \(other.what); accepted: another place, or --force, which replaces it")
        }
        let files = keepsConfig(config, apartFrom: inputs) ? Array(files.dropLast()) : files
        if POSIXFile.isDirectory(path) {
            for file in files where POSIXFile.isSpecial(file.path) {
                throw OutputError(refusing: file.path, because: "it is a pipe or a device; accepted: a file, or none")
            }
            try OutputFile.check(files, apartFrom: inputs, replacingOthers: force)
        }
        try prepare()
    }

    /// True if the config in this directory is the one that is run, and would be written unchanged.
    package func keepsConfig(_ config: String, apartFrom inputs: InputFiles) -> Bool {
        let file = file(Self.configName)
        guard inputs.conflict(with: file) != nil,
            let bytes = try? FileContents.read(file, atMost: YAMLReader.mostBytes)
        else { return false }
        return bytes.elementsEqual(config.utf8)
    }

    /// Files of a run: results, timings, and last the config.
    package func outputs(_ config: String) -> [OutputFile] {
        [
            OutputFile(path: resultsFile, .results), OutputFile(path: file(Self.timingsName), .timings),
            OutputFile(path: file(Self.configName), .config(config)),
        ]
    }

    /// Writes the files as one set: a reader always finds files of one run.
    ///
    /// - Parameters:
    ///   - results: the results.
    ///   - timings: the cost of the simulations.
    ///   - config: the config as run.
    ///   - keepingConfig: true if a config in the directory stays.
    ///   - force: true if the files replace those that cellbench did not write and that came here after
    ///     ``prepare(for:replacingOthers:)``. If false, such a config stays, and an error says so after the results are
    ///     written; such results or timings stop the writing.
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

    /// Writes the files as one set, with results and timings that are written piece by piece.
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
        // The config is identified by its digest in the timings and the results.
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

    /// Moves files of a killed run to their places, or removes them.
    package func recover() { recover([Self.resultsName, Self.configName, Self.timingsName, Self.journalName]) }

    /// Moves files of a set with the given names, the first file's first, to their places, or removes them.
    func recover(_ names: [String]) {
        FileSet(folder: path).recover(names + [POSIXFile.checkRole]) { file, name in
            // Files belong to the first if they have the digest of the same config.
            guard let digest = OutputKind.configDigest(ofJSON: self.file(names[0])) else { return false }
            switch name {
            case Self.timingsName: return OutputKind.configDigest(ofJSON: file) == digest
            case Self.configName:
                let bytes = try? FileContents.read(file, atMost: YAMLReader.mostBytes)
                return bytes.map { "sha256:" + SHA256.hexDigest(of: $0) } == digest
            default: return false
            }
        }
    }

    /// Path of the results file.
    package var resultsFile: String { file(Self.resultsName) }

    /// Path of the file `name` in the directory.
    package func file(_ name: String) -> String {
        path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }
}
