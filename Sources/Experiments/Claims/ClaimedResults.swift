internal import Traces

/// The results that claims are held against: of one experiment, or of several in folders side by side.
public struct ClaimedResults: Sendable {
    /// The results, in the order of their folders' names.
    public let experiments: [ResultsFile]

    /// Given results.
    public init(_ experiments: [ResultsFile]) { self.experiments = experiments }

    /// Reads results.
    ///
    /// - Parameter path: a results file, a directory that holds `results.json`, or one of such directories.
    /// - Throws: ``ResultsError`` if there are none, or one of them is malformed.
    public init(contentsOf path: String) throws(ResultsError) {
        guard POSIXFile.isDirectory(path) else {
            experiments = [try ResultsFile(contentsOf: path)]
            return
        }
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: path)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
        guard !names.contains(ResultsDirectory.resultsName) else {
            experiments = [try ResultsFile(contentsOf: path)]
            return
        }
        var found: [ResultsFile] = []
        for name in names.sorted() {
            let folder = ResultsDirectory(path: path).file(name)
            guard let inside = try? Folder.names(in: folder), inside.contains(ResultsDirectory.resultsName) else {
                continue
            }
            found.append(try ResultsFile(contentsOf: folder))
        }
        guard !found.isEmpty else {
            throw .unreadable(
                file: path, reason: "it holds neither \(ResultsDirectory.resultsName) nor folders that hold one")
        }
        experiments = found
    }

    /// The results of the experiment called `name`; where no name is given, those of the only one.
    func results(called name: String?) throws(ClaimProblem) -> ResultsFile {
        let names = experiments.map(\.name)
        guard let name else {
            guard experiments.count == 1 else {
                throw ClaimProblem("it does not say which results are meant; there are \(Name.list(names))")
            }
            return experiments[0]
        }
        guard let found = experiments.first(where: { $0.name == name }) else {
            throw ClaimProblem("no results of \(name.quoted); there are \(Name.list(names))")
        }
        return found
    }
}
