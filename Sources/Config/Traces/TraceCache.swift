internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// Reads every trace of a config once for all points.
final class TraceCache {
    /// A file that was read, and its digest.
    struct File: Equatable {
        /// The file or folder, as the config names it.
        var path: String
        /// The SHA-256 of its bytes; of a folder's files, one after the other.
        var digest: String
    }

    private struct Key: Hashable {
        var setting: TraceSetting
        /// Horizon for a trace that is gone through several times; nil for one pass, whose jobs are the same for any
        /// horizon.
        var horizon: Nanoseconds?
        var keepsAll: Bool
    }

    private struct Renumbering: Hashable {
        var setting: TraceSetting
        var names: [String]
    }

    /// Folder of the config with a slash at its end, from which relative paths start; empty for the current one.
    private let folder: String
    private var traces: [Key: LoadedTrace] = [:]
    private var machineTraces: [MachineTrace: [MachineClass]] = [:]
    private var renumberedLists: [Renumbering: JobList] = [:]
    /// Files that jobs are drawn from.
    var published = PublishedCache()
    /// Files and digests, in the order of reading.
    private(set) var files: [File] = []
    /// Use of each trace, in the order of reading.
    private(set) var uses: [TraceUse] = []
    /// Paths of all files that were read.
    private(set) var inputs = InputFiles()

    /// State of each file when it was read.
    private var stamps: [String: FileStamp] = [:]
    /// Contents of the pipes that the config names, each of which can be read only once.
    let pipes = KeptPipes()
    private let mostBytesKept: Int

    /// A cache for the traces of a config file; of a trace that can be read again, at most `mostBytesKept` bytes of
    /// jobs are kept.
    init(config: String, keeping mostBytesKept: Int = SubmittedJobs.mostBytesKept) {
        self.mostBytesKept = mostBytesKept
        folder = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
    }

    /// Trace that a config names.
    ///
    /// - Parameters:
    ///   - setting: the trace and the part of it that is used.
    ///   - field: the place of the setting in the config.
    ///   - horizon: the end of the simulation.
    ///   - runsInitially: true if the trace's jobs run at time 0, so that all must be in memory.
    /// - Returns: the jobs of the trace.
    /// - Throws: an error of the trace at its place; of `field` for a file that cannot be read.
    func trace(
        _ setting: TraceSetting, namedBy field: Field, until horizon: Nanoseconds, runsInitially: Bool = false
    ) throws(ConfigError) -> LoadedTrace {
        let key = Key(
            setting: setting, horizon: setting.selection.passes == 1 ? nil : horizon,
            keepsAll: runsInitially || !setting.source.format.isReadInOrder)
        var trace = try loaded(key, namedBy: field, until: horizon)
        guard !runsInitially, let times = trace.times(until: horizon) else { return trace }
        trace.times = times
        // A trace that is repeated until the horizon always has jobs after it, which is no news.
        if times.late > 0, setting.selection.passes != nil {
            noteUse(trace.use) { $0.jobsAfterHorizon = max($0.jobsAfterHorizon ?? 0, times.late) }
        }
        return trace
    }

    /// A trace whose submission times are known for the horizon.
    private func loaded(
        _ key: Key, namedBy field: Field, until horizon: Nanoseconds
    ) throws(ConfigError) -> LoadedTrace {
        let setting = key.setting
        if let known = traces[key], known.times(until: horizon) != nil { return known }
        do {
            let trace = try load(key, until: horizon)
            traces[key] = trace
            // A trace that is kept anyway also serves callers that need all of it in memory.
            if case .list = trace.submitted {
                traces[Key(setting: setting, horizon: key.horizon, keepsAll: true)] = trace
            }
            return trace
        } catch {
            switch error {
            case .tooLarge:
                throw field.error(
                    "\(setting.source.path.quoted) is too large for this machine's memory; "
                        + "accepted: fewer jobs, such as a window or a limit")
            case .wrong(let error): throw configError(error, field, accepting: setting.source.format.reads)
            }
        }
    }

    /// Machine classes of a trace that a config names.
    func machines(_ trace: MachineTrace, namedBy field: Field) throws(ConfigError) -> [MachineClass] {
        if let known = machineTraces[trace] { return known }
        let digest = DigestTap()
        do throws(TraceError) {
            var source = trace
            source.path = located(trace.path)
            let (classes, notes) = try source.read(tap: digest.tap(keeping: pipes))
            inputs.add(source.path, folders: source.folders)
            machineTraces[trace] = classes
            note(trace.path, digest)
            if !notes.isEmpty { note(TraceUse(ofMachines: trace, notes: notes)) }
            return classes
        } catch {
            throw configError(error, field, accepting: "a list of machines")
        }
    }

    /// Error of a trace as an error of the config; of `field` where the trace cannot be read.
    func configError(_ error: TraceError, _ field: Field, accepting accepted: String) -> ConfigError {
        guard error.kind == .unreadable else { return ConfigError(error) }
        // Some messages already say what is accepted.
        let rest = error.message.contains("accepted: ") ? "" : "; accepted: \(accepted)"
        return ConfigError(
            .unreadable, at: field.node.place, path: field.path,
            message: "\(error.file.quoted) \(error.message)\(rest)")
    }

    /// Notes the path of a file that was read.
    func noteInput(_ path: String, folders: [String] = []) { inputs.add(path, folders: folders) }

    /// Notes a digest, once; of a folder, perhaps of some files only.
    func note(_ path: String, _ digest: DigestTap) {
        let file = File(path: path, digest: digest.hash.hexDigest())
        if !files.contains(file) { files.append(file) }
    }

    /// Notes the use of a file, once.
    func note(_ use: TraceUse) { noteUse(use) { _ in } }

    /// Notes the use of a file, once, and changes the note.
    func noteUse(_ use: TraceUse, _ change: (inout TraceUse) -> Void) {
        let known = uses.firstIndex { $0.isSameReading(as: use) }
        if known == nil { uses.append(use) }
        change(&uses[known ?? uses.count - 1])
    }

    private enum Failure: Error {
        case wrong(TraceError)
        case tooLarge
    }

    /// Path of a file that the config names, from the current folder.
    func located(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

    private func load(_ key: Key, until horizon: Nanoseconds) throws(Failure) -> LoadedTrace {
        let setting = key.setting
        var source = setting.source
        source.path = located(source.path)
        let digest = DigestTap()
        let stamp = FileStamp(of: source.path)
        // A pipe cannot be read a second time.
        let keepsAll = key.keepsAll || stamp == nil
        // A quarter of the memory: lists take several times their size while they grow and are sorted.
        let room = (Host.memory ?? 1 << 34) / 4
        var jobs = SubmittedJobs(keeping: keepsAll ? room : mostBytesKept, until: horizon)
        var running = JobList.Builder()
        var bytesOfRunning = 0
        var hasRoom: Bool { bytesOfRunning < room && (jobs.areKept || !keepsAll) }
        var mustBeKept: Bool { !jobs.areKept && !jobs.areInOrder }
        var passesLeft = 0
        let (names, report): ([String], ReadReport)
        do throws(TraceError) {
            try check(source.path, isAt: stamp)
            let reader = try SelectedJobs(
                source, setting.selection, until: key.horizon, tap: digest.tap(keeping: pipes))
            try reader.requireTimes()
            while hasRoom, !mustBeKept, let job = try reader.next() {
                if let end = key.horizon, reader.beginOfPass > end {
                    passesLeft = (setting.selection.passes ?? 0) - reader.passesDone
                    break
                }
                if job.wasRunning {
                    running.append(job)
                    bytesOfRunning += SubmittedJobs.bytes(of: job)
                } else {
                    // Rows may be in any order, and every malformed row is an error, so a pass is read to its end.
                    jobs.append(job, isOfUse: job.job.submitted <= key.horizon ?? .max)
                }
            }
            let read = reader.report
            // The rows after a limit belong to the digest, and their workloads to those that the trace may have.
            if hasRoom, !mustBeKept, reader.passesDone == 0 { while try reader.skipRest() {} }
            (names, report) = (reader.workloads, read)
            try check(source.path, isAt: stamp)
        } catch {
            throw .wrong(error)
        }
        guard hasRoom else { throw .tooLarge }
        guard !mustBeKept else {
            return try load(Key(setting: setting, horizon: key.horizon, keepsAll: true), until: horizon)
        }
        note(setting.source.path, digest)
        inputs.add(source.path, folders: source.folders)
        var submitted = WorkloadSource.list(jobs.list(workloads: names))
        if let stamp, !jobs.areKept {
            submitted = .streamed(
                jobs.streamed(from: source, setting.selection, at: stamp, workloads: names, until: key.horizon))
        }
        let trace = LoadedTrace(
            submitted: submitted, jobs: jobs.count, running: running.list(workloads: names), times: jobs.times,
            report: report, use: TraceUse(of: jobs, running, setting, report, passesLeft: passesLeft))
        note(trace.use)
        return trace
    }

    /// Checks that a file is in the state of its first reading.
    func check(_ file: String, isAt stamp: FileStamp?) throws(TraceError) {
        guard FileStamp(of: file) == stamp, stamps[file] == nil || stamps[file] == stamp else { throw .changed(file) }
        stamps[file] = stamp
    }

    /// The list with workloads numbered as in `names`; `unknown` makes the error about a workload that is not there.
    func renumbered(
        _ list: JobList, of setting: TraceSetting, to names: [String], unknown: (String) -> ConfigError
    ) throws(ConfigError) -> JobList {
        guard list.workloads != names else { return list }
        let key = Renumbering(setting: setting, names: names)
        if let known = renumberedLists[key] { return known }
        let known = Dictionary(zip(names, names.indices)) { first, _ in first }
        var numbers: [Int] = []
        for (number, name) in list.workloads.enumerated() {
            // A format may have workloads of which this trace has no job.
            if known[name] == nil, !list.jobs.contains(where: { $0.workload == number }) {
                numbers.append(0)
                continue
            }
            guard let number = known[name] else { throw unknown(name) }
            numbers.append(number)
        }
        let result = list.renumbered(as: names, numbers)
        renumberedLists[key] = result
        return result
    }
}

/// Computes the digest of bytes as they are read.
final class DigestTap {
    /// Digest of the bytes so far.
    private(set) var hash = SHA256()

    /// Receiver of the bytes of files and pipes; `pipes` keeps the bytes of pipes.
    func tap(keeping pipes: KeptPipes) -> ByteTap { ByteTap(keeping: pipes) { self.hash.update($0) } }
}
