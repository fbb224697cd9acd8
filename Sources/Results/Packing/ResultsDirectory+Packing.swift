public import CellbenchFiles

extension ResultsDirectory {
    /// Name of the file with the outcome of a packing experiment.
    public static let packingName = "packing.json"

    /// Path of the outcome of a packing experiment.
    package var packingFile: String { file(Self.packingName) }

    /// Files of a packing experiment: the outcome, and last the config.
    package func packingOutputs(_ config: String) -> [OutputFile] {
        [
            OutputFile(path: packingFile, .packing), OutputFile(path: file(Self.configName), .config(config)),
        ]
    }

    /// Checks that writing a packing loses nothing, and creates the directory.
    ///
    /// - Parameters:
    ///   - config: the config as run.
    ///   - inputs: the files that the experiment was read from.
    ///   - force: true if files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` where a file would be lost, or cannot be written.
    public func prepareForPacking(
        _ config: String, apartFrom inputs: InputFiles, replacingOthers force: Bool
    ) throws(OutputError) {
        try prepare(
            packingOutputs(config), config: config, apartFrom: inputs, besides: (resultsFile, "the results of a run"),
            replacingOthers: force)
    }

    /// Writes a packing and its config as one set.
    ///
    /// - Parameters:
    ///   - packing: the outcome.
    ///   - config: the config as run.
    ///   - inputs: the files that the experiment was read from.
    ///   - force: true if files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` if a file cannot be written or would be lost.
    public func write(
        _ packing: PackingFile, config: String, apartFrom inputs: InputFiles, replacingOthers force: Bool
    ) throws {
        let text = try packing.jsonText()
        let keepsConfig = keepsConfig(config, apartFrom: inputs)
        for file in packingOutputs(config).prefix(keepsConfig ? 1 : 2) where !force && !file.losesNothing {
            throw file.refusal
        }
        do {
            try FileSet(folder: path).replace(
                FileSet.File(name: Self.packingName) { try $0.write(text.utf8) },
                keepsConfig ? [] : [FileSet.File(name: Self.configName) { try $0.write(config.utf8) }])
        } catch let error as POSIXError {
            throw OutputError(error)
        }
    }

    /// Moves files of a killed packing to their places, or removes them.
    ///
    /// - Precondition: the caller holds the lock of the directory.
    public func recoverPacking() { recover([Self.packingName, Self.configName]) }
}
