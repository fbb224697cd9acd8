#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ResultsFile {
    /// A results file is read whole; this is far more than the largest sweep writes.
    private static let largestFile = 1 << 30

    /// Reads results.
    ///
    /// - Parameter path: a results file, or a directory that holds `results.json`.
    /// - Throws: ``ResultsError`` if there is no such file or it is not results.
    public init(contentsOf path: String) throws(ResultsError) {
        let isDirectory = POSIXFile.isDirectory(path)
        let separator = path.hasSuffix("/") ? "" : "/"
        let file = isDirectory ? path + separator + ResultsDirectory.resultsName : path
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileContents.read(file, atMost: Self.largestFile)
        } catch {
            throw .unreadable(file: file, reason: error.reason)
        }
        try self.init(json: bytes, file: file)
    }

    /// Reads results from text.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8.
    ///   - file: what to call the file in errors.
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)`` if the text is not results.
    public init(json bytes: [UInt8], file: String) throws(ResultsError) {
        do {
            self = try JSONDecoder().decode(ResultsFile.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw ResultsError(error, bytes: bytes, file: file)
        } catch {
            throw .malformed(file: file, position: nil, path: "", problem: "expected results in JSON")
        }
    }
}
