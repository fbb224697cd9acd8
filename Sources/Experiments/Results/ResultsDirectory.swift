/// The directory a run writes into.
public struct ResultsDirectory: Equatable, Sendable {
    /// The name of the file with everything that was simulated.
    public static let resultsName = "results.json"
    /// The name of the file with what it cost.
    public static let timingsName = "timings.json"
    /// The name of the file with the config as run.
    public static let configName = "config.yaml"

    /// Where it is.
    public var path: String

    /// The directory at `path`, which need not exist.
    public init(path: String) {
        self.path = path
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

    /// Writes the three files, the results last: where the disk is full, none; where there are results, the rest is there.
    ///
    /// - Parameters:
    ///   - results: what was simulated.
    ///   - timings: what it cost.
    ///   - config: the config as run.
    /// - Throws: ``OutputError`` if a file cannot be written, `EncodingError` if a figure set by hand is not finite.
    public func write(_ results: ResultsFile, timings: TimingsFile, config: String) throws {
        let resultsText = try results.jsonText()
        let timingsText = try timings.jsonText()
        do throws(POSIXError) {
            try POSIXFile.createDirectory(path)
            try POSIXFile.replace([
                (file(Self.configName), config), (file(Self.timingsName), timingsText),
                (file(Self.resultsName), resultsText),
            ])
        } catch {
            throw OutputError(error)
        }
    }

    /// Where in it everything is that was simulated.
    var resultsFile: String { file(Self.resultsName) }

    /// Where the file `name` in it is.
    func file(_ name: String) -> String {
        path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }
}
