internal import CellbenchFiles
public import CellbenchTraces

/// The files that a command reads, which its outputs must not replace.
public struct InputFiles: Sendable {
    /// Paths of files.
    private var files: [String] = []
    /// Paths of folders of which any file may be read.
    private var folders: [String] = []

    /// No files.
    public init() {}

    /// The files at given paths.
    public init(_ files: [String]) { self.files = files }

    /// The files of a run: the results at `path`, which is a file or the run's directory, and those beside.
    public init(results path: String) {
        let directory = ResultsDirectory(holding: path)
        files = [POSIXFile.isDirectory(path) ? directory.resultsFile : path]
        files += [ResultsDirectory.configName, ResultsDirectory.timingsName].map(directory.file)
    }

    /// The files of a packing: the outcome at `path`, which is a file or its directory, and the config beside it.
    public init(packing path: String) {
        let directory = ResultsDirectory(holding: path)
        files = [POSIXFile.isDirectory(path) ? directory.packingFile : path]
        files.append(directory.file(ResultsDirectory.configName))
    }

    /// The files of a trace of jobs.
    public init(_ source: TraceSource) { add(source.path, folders: source.folders) }

    /// Adds a file.
    public mutating func add(_ file: String) { files.append(file) }

    /// Adds a trace: its folders, or the file if it has none.
    package mutating func add(_ path: String, folders: [String]) {
        if folders.isEmpty { files.append(path) } else { self.folders += folders }
    }

    /// Message about input that would be lost, or added to, if `path` were written; nil if nothing would be.
    ///
    /// - Complexity: O(*n*) system calls for *n* files, including those in the folders.
    package func conflict(with path: String) -> String? {
        if let output = FileIdentity(of: path), !output.isStream {
            let inFolders = folders.lazy.flatMap { folder in
                ((try? Folder.names(in: folder)) ?? []).map { "\(folder)/\($0)" }
            }
            for input in [files, Array(inFolders)].joined() where FileIdentity(of: input) == output {
                return input == path
                    ? "it is what this command reads" : "it is \(input.quoted), which this command reads"
            }
        }
        // A new file in a folder of a trace would be read as part of the trace.
        guard POSIXFile.descriptor(of: path) == nil,
            let place = FileIdentity(of: POSIXFile.parts(of: POSIXFile.target(of: path)).folder),
            let folder = folders.first(where: { FileIdentity(of: $0) == place })
        else { return nil }
        return "it would be among the files in \(folder.quoted), which this command reads"
    }
}
