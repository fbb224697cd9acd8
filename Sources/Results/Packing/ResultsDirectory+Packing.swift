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
        guard force || !POSIXFile.isAnything(resultsFile) else {
            throw OutputError(
                refusing: file(Self.configName),
                because: "it belongs to the results of a run; accepted: another place, or --force, which replaces it")
        }
        var files = packingOutputs(config)
        if keepsPackingConfig(config, apartFrom: inputs) { files.removeLast() }
        if POSIXFile.isDirectory(path) {
            for file in files where POSIXFile.isSpecial(file.path) {
                throw OutputError(refusing: file.path, because: "it is a pipe or a device; accepted: a file, or none")
            }
        }
        try OutputFile.check(files, apartFrom: inputs, replacingOthers: force)
        try prepare()
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
        let keepsConfig = keepsPackingConfig(config, apartFrom: inputs)
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

    /// True if the config in this directory is the one that is run, and would be written unchanged.
    private func keepsPackingConfig(_ config: String, apartFrom inputs: InputFiles) -> Bool {
        let file = file(Self.configName)
        guard inputs.conflict(with: file) != nil,
            let bytes = try? FileContents.read(file, atMost: YAMLReader.mostBytes)
        else { return false }
        return bytes.elementsEqual(config.utf8)
    }
}
