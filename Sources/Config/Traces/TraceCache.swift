internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// Reads every trace of a config once, whichever points need it.
final class TraceCache {
    /// What the config's files turned out to hold.
    struct File: Equatable {
        /// The file or folder, as the config names it.
        var path: String
        /// The SHA-256 of its bytes; of a folder's files, one after the other.
        var digest: String
    }

    private struct Key: Hashable {
        var setting: TraceSetting
        /// How long jobs are of use, where they never end.
        var horizon: Nanoseconds?
        var keepsAll: Bool
    }

    private struct Renumbering: Hashable {
        var setting: TraceSetting
        var names: [String]
    }

    /// The folder of the config, which relative paths start from, with a slash at its end; empty for the current one.
    private let folder: String
    private var traces: [Key: LoadedTrace] = [:]
    private var machineTraces: [MachineTrace: [MachineClass]] = [:]
    private var renumberedLists: [Renumbering: JobList] = [:]
    /// What was read to draw jobs from.
    var published = PublishedCache()
    /// What was read, in order.
    private(set) var files: [File] = []
    /// What was taken from each trace, in order.
    private(set) var uses: [TraceUse] = []
    /// Where all is that was read.
    private(set) var inputs = InputFiles()

    /// The files that were read, as they were then.
    private var stamps: [String: FileStamp] = [:]
    /// What came through pipes that the config names: each is read once, whoever wants it.
    let pipes = KeptPipes()
    private let mostBytesKept: Int

    /// A cache for the traces of a config file, which keeps so many bytes of a trace's jobs where they could as well be read again.
    init(config: String, keeping mostBytesKept: Int = SubmittedJobs.mostBytesKept) {
        self.mostBytesKept = mostBytesKept
        folder = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
    }

    /// The trace that a config names.
    ///
    /// - Parameters:
    ///   - setting: which trace, and what of it.
    ///   - field: where the config names it.
    ///   - horizon: when the simulation ends.
    ///   - runsInitially: whether all jobs that run at the start are wanted, in memory, however many they are.
    /// - Returns: its jobs.
    /// - Throws: an error of the trace itself, at its place; a file that cannot be read is the fault of `field`.
    func trace(
        _ setting: TraceSetting, namedBy field: Field, until horizon: Nanoseconds, runsInitially: Bool = false
    ) throws(ConfigError) -> LoadedTrace {
        let key = Key(
            setting: setting, horizon: setting.selection.passes == 1 ? nil : horizon,
            keepsAll: runsInitially || !setting.source.format.isReadInOrder)
        var trace = try loaded(key, namedBy: field, until: horizon)
        guard !runsInitially, let times = trace.times(until: horizon) else { return trace }
        trace.times = times
        // Again and again until the horizon is what was asked for: then nothing is missing after it.
        if times.late > 0, setting.selection.passes != nil {
            noteUse(trace.use) { $0.jobsAfterHorizon = max($0.jobsAfterHorizon ?? 0, times.late) }
        }
        return trace
    }

    /// A trace of which it is known when its jobs are submitted, for this horizon.
    private func loaded(
        _ key: Key, namedBy field: Field, until horizon: Nanoseconds
    ) throws(ConfigError) -> LoadedTrace {
        let setting = key.setting
        if let known = traces[key], known.times(until: horizon) != nil { return known }
        do {
            let trace = try load(key, until: horizon)
            traces[key] = trace
            // What is kept anyway serves those who want all.
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

    /// The machine classes of a trace that a config names.
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

    /// An error of a trace as one of the config: of `field` where the trace cannot be read.
    func configError(_ error: TraceError, _ field: Field, accepting accepted: String) -> ConfigError {
        guard error.kind == .unreadable else { return ConfigError(error) }
        // Some say themselves what would have been right.
        let rest = error.message.contains("accepted: ") ? "" : "; accepted: \(accepted)"
        return ConfigError(
            .unreadable, at: field.node.place, path: field.path,
            message: "\(error.file.quoted) \(error.message)\(rest)")
    }

    /// Takes note of where a file is that was read.
    func noteInput(_ path: String) { inputs.add(path) }

    /// Takes note of what was read, of a folder perhaps a part: the same once.
    func note(_ path: String, _ digest: DigestTap) {
        let file = File(path: path, digest: digest.hash.hexDigest())
        if !files.contains(file) { files.append(file) }
    }

    /// Takes note of what was taken from a file: the same once.
    func note(_ use: TraceUse) { noteUse(use) { _ in } }

    /// Takes note of what was taken from a file, and of what is to be said of that beside.
    func noteUse(_ use: TraceUse, _ change: (inout TraceUse) -> Void) {
        let known = uses.firstIndex { $0.isSameReading(as: use) }
        if known == nil { uses.append(use) }
        change(&uses[known ?? uses.count - 1])
    }

    private enum Failure: Error {
        case wrong(TraceError)
        case tooLarge
    }

    /// Where a file is that the config names.
    func located(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

    private func load(_ key: Key, until horizon: Nanoseconds) throws(Failure) -> LoadedTrace {
        let setting = key.setting
        var source = setting.source
        source.path = located(source.path)
        let digest = DigestTap()
        let stamp = FileStamp(of: source.path)
        // What is no file cannot be read a second time.
        let keepsAll = key.keepsAll || stamp == nil
        // Several times this is taken while lists grow and are sorted.
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
                    // Rows may be in any order, and what is malformed is told wherever it is: so whole passes are read.
                    jobs.append(job, isOfUse: job.job.submitted <= key.horizon ?? .max)
                }
            }
            let read = reader.report
            // What a limit leaves unread is part of what the digest is of, and its workloads are some that there might be jobs of.
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

    /// Checks that a file is still what it was when it was read first.
    private func check(_ file: String, isAt stamp: FileStamp?) throws(TraceError) {
        guard FileStamp(of: file) == stamp, stamps[file] == nil || stamps[file] == stamp else { throw .changed(file) }
        stamps[file] = stamp
    }

    /// A list whose workloads are numbered as `names` are; `unknown` makes the error about one that is none of them.
    func renumbered(
        _ list: JobList, of setting: TraceSetting, to names: [String], unknown: (String) -> ConfigError
    ) throws(ConfigError) -> JobList {
        guard list.workloads != names else { return list }
        let key = Renumbering(setting: setting, names: names)
        if let known = renumberedLists[key] { return known }
        let known = Dictionary(zip(names, names.indices)) { first, _ in first }
        var numbers: [Int] = []
        for (number, name) in list.workloads.enumerated() {
            // A format may have workloads that this trace does not.
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

/// Takes the digest of what is read.
final class DigestTap {
    /// The digest so far.
    private(set) var hash = SHA256()

    /// What readers of files give their bytes to; those of pipes stay in `pipes`.
    func tap(keeping pipes: KeptPipes) -> ByteTap { ByteTap(keeping: pipes) { self.hash.update($0) } }
}
