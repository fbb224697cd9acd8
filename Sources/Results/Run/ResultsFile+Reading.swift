internal import CellbenchFiles

extension ResultsFile {
    /// Reads results.
    ///
    /// - Parameter path: a results file, or a directory that holds `results.json`.
    /// - Throws: ``ResultsError`` if there is no such file or it does not hold results.
    public init(contentsOf path: String) throws(ResultsError) {
        let file = POSIXFile.isDirectory(path) ? ResultsDirectory(path: path).resultsFile : path
        if file != path, !POSIXFile.isAnything(file),
            POSIXFile.isFile(ResultsDirectory(path: path).file(ResultsDirectory.journalName))
        {
            throw .unreadable(
                file: file,
                reason:
                    "no such file, but the journal of a run that was stopped; accepted: results, which 'run --resume' makes of it"
            )
        }
        try self.init(json: try JSONText.read(file), file: file)
    }

    /// Reads results from text.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8.
    ///   - file: the name of the file in errors.
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)`` if the text does not hold results.
    public init(json bytes: [UInt8], file: String) throws(ResultsError) {
        self = try JSONText.decode(ResultsFile.self, from: bytes, file: file)
    }
}
