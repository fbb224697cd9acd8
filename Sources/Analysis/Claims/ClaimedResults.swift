internal import CellbenchConfig
internal import CellbenchFiles
public import CellbenchResults

/// Results for checking claims: of one experiment, or of several in folders side by side.
public struct ClaimedResults: Sendable {
    /// The results, in the order of their folders' names.
    public let experiments: [ResultsFile]
    /// Names of the folders; empty for a single experiment.
    private let folders: [String]

    /// Results, in folders with given names.
    public init(_ experiments: [ResultsFile], folders: [String] = []) {
        self.experiments = experiments
        self.folders = folders
    }

    /// Reads results.
    ///
    /// - Parameter path: a results file, a directory that holds `results.json`, or a directory of such directories.
    /// - Throws: ``ResultsError`` if there are no results, or some are malformed.
    public init(contentsOf path: String) throws(ResultsError) {
        guard POSIXFile.isDirectory(path) else {
            self.init([try ResultsFile(contentsOf: path)])
            return
        }
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: path)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
        guard !names.contains(ResultsDirectory.resultsName) else {
            self.init([try ResultsFile(contentsOf: path)])
            return
        }
        var found: [ResultsFile] = []
        var folders: [String] = []
        for name in names.sorted() {
            let folder = ResultsDirectory(path: path).file(name)
            guard let inside = try? Folder.names(in: folder), inside.contains(ResultsDirectory.resultsName) else {
                continue
            }
            found.append(try ResultsFile(contentsOf: folder))
            folders.append(name)
        }
        guard !found.isEmpty else {
            throw .unreadable(
                file: path, reason: "it holds neither \(ResultsDirectory.resultsName) nor folders that hold one")
        }
        self.init(found, folders: folders)
    }

    /// Results of the experiment, or in the folder, called `name`; without a name, those of the only experiment.
    func results(called name: String?) throws(ClaimProblem) -> ResultsFile {
        let names = zip(experiments.indices, experiments).map { index, results in
            folders.isEmpty || folders[index] == results.name ? results.name : "\(results.name) in \(folders[index])"
        }
        let found = experiments.indices.filter { name == nil || experiments[$0].name == name }
        let inFolder = folders.firstIndex { $0 == name }
        guard let index = inFolder ?? (found.count == 1 ? found.first : nil) else {
            guard let name else {
                throw ClaimProblem("it does not say which results are meant; there are \(Name.list(names))")
            }
            guard found.isEmpty else {
                throw ClaimProblem(
                    "several results of \(name.quoted), in \(Name.list(found.map { folders[$0] })); accepted: a folder")
            }
            throw ClaimProblem("no results of \(name.quoted); there are \(Name.list(names))")
        }
        guard experiments[index].complete else {
            throw ClaimProblem("the results of \(names[index]) are of a run that was stopped early")
        }
        return experiments[index]
    }
}
