/// A file that a command writes.
public struct OutputFile: Equatable, Sendable {
    /// Where it is.
    public var path: String

    /// The file at `path`, which need not exist.
    public init(path: String) { self.path = path }

    /// Whether it is the file at `path`, or the results in the directory there: what is read is not to be written over.
    public func isResults(at path: String) -> Bool {
        POSIXFile.isFile(self.path) && POSIXFile.isSame(self.path, path)
            || POSIXFile.isSame(self.path, ResultsDirectory(path: path).resultsFile)
    }

    /// Creates the directory it is to be in and makes sure that the file can be written, so that a long measurement does
    /// not end with nowhere to go.
    public func prepare() throws(OutputError) {
        do throws(POSIXError) {
            if POSIXFile.isDirectory(path) || namesDirectory {
                throw POSIXError("write", path, code: POSIXError.isDirectory)
            }
            try POSIXFile.createDirectory(directory)
            try POSIXFile.checkWritable(directory: directory)
            try POSIXFile.checkReplaceable(path)
        } catch {
            throw OutputError(error)
        }
    }

    /// Puts `text` there, whole or not at all.
    public func write(_ text: String) throws(OutputError) {
        do throws(POSIXError) {
            try POSIXFile.replace([(path, text)])
        } catch {
            throw OutputError(error)
        }
    }

    /// Whether the path is one of a directory, be there one or not.
    private var namesDirectory: Bool {
        ["", ".", ".."].contains(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
