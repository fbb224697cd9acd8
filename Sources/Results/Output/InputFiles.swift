internal import CellbenchFiles
public import CellbenchTraces

/// What a command reads: nothing that it writes may take the place of any of it.
public struct InputFiles: Sendable {
    /// Paths of files.
    private var files: [String] = []
    /// Paths of folders all of whose files are read, or might be.
    private var folders: [String] = []

    /// Nothing.
    public init() {}

    /// These files.
    public init(_ files: [String]) { self.files = files }

    /// The results at `path`, a file or the directory of a run, with what a run writes beside them.
    public init(results path: String) {
        let directory = ResultsDirectory(holding: path)
        files = [POSIXFile.isDirectory(path) ? directory.resultsFile : path]
        files += [ResultsDirectory.configName, ResultsDirectory.timingsName].map(directory.file)
    }

    /// The files of a trace of jobs.
    public init(_ source: TraceSource) { add(source.path, folders: source.folders) }

    /// Takes in a file.
    public mutating func add(_ file: String) { files.append(file) }

    /// Takes in a trace: the folders that its files are in, or the file itself where there are none.
    package mutating func add(_ path: String, folders: [String]) {
        if folders.isEmpty { files.append(path) } else { self.folders += folders }
    }

    /// What of it would be lost, or become part of it, if `path` were written: as a message says it; nil if nothing.
    ///
    /// - Complexity: O(*n*) system calls for *n* files, those in the folders included.
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
        // What is new in such a folder would be read as part of the trace.
        guard POSIXFile.descriptor(of: path) == nil,
            let place = FileIdentity(of: POSIXFile.parts(of: POSIXFile.target(of: path)).folder),
            let folder = folders.first(where: { FileIdentity(of: $0) == place })
        else { return nil }
        return "it would be among the files in \(folder.quoted), which this command reads"
    }
}
