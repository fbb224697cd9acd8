internal import Simulator

/// Reads every job list of a config once, whichever points need it.
final class JobListCache {
    /// The folder of the config, which relative paths start from, with a slash at its end; empty for the current one.
    private let folder: String
    private var lists: [String: JobList] = [:]
    /// What was read, in order: the file as the config names it and the digest of its bytes.
    private(set) var digests: [(file: String, digest: String)] = []
    private var renumberedLists: [Renumbering: JobList] = [:]

    private struct Renumbering: Hashable {
        var file: String
        var names: [String]
    }

    /// A cache for the job lists of a config file.
    init(config: String) {
        folder = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
    }

    /// The list in a file that a config names.
    ///
    /// - Throws: an error of the list itself, at its place; a file that cannot be read is the fault of `field`.
    func list(_ file: String, namedBy field: Field) throws(ConfigError) -> JobList {
        let path = file.hasPrefix("/") ? file : folder + file
        if let known = lists[path] { return known }
        let bytes: [UInt8]
        do {
            // A job takes several times the memory of its row, both are held for a moment, and a file without an end
            // is found out only by reading: a sixteenth of the memory (or of 16 GiB) leaves room for all of it.
            bytes = try FileContents.read(path, atMost: (Host.physicalMemory ?? 1 << 34) / 16)
        } catch {
            switch error {
            case .unreadable(let reason):
                throw ConfigError(
                    .unreadable, at: field.node.place, path: field.path,
                    message: "\(path.quoted) cannot be read: \(reason); accepted: a job list in CSV")
            case .tooLarge:
                throw field.error("\(path.quoted) is too large for this machine's memory; accepted: a shorter list")
            }
        }
        do {
            let list = try JobList(csv: bytes)
            lists[path] = list
            digests.append((file, SHA256.hexDigest(of: bytes)))
            return list
        } catch {
            throw ConfigError(file: path, line: error.line, column: error.column, message: error.message)
        }
    }

    /// A list whose workloads are numbered as `names` are; `unknown` makes the error about one that is none of them.
    func renumbered(
        _ list: JobList, file: String, to names: [String], unknown: (String) -> ConfigError
    ) throws(ConfigError) -> JobList {
        guard list.workloads != names else { return list }
        let key = Renumbering(file: file, names: names)
        if let known = renumberedLists[key] { return known }
        let known = Dictionary(zip(names, names.indices)) { first, _ in first }
        var numbers: [Int] = []
        for name in list.workloads {
            guard let number = known[name] else { throw unknown(name) }
            numbers.append(number)
        }
        let jobs = list.jobs.map { job in
            var job = job
            job.workload = numbers[job.workload]
            return job
        }
        let result = JobList(workloads: names, jobs: jobs)
        renumberedLists[key] = result
        return result
    }
}
