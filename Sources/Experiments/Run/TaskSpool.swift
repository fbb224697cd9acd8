internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import Synchronization

/// Rows of the table of tasks on their way to the file, which has them point after point.
///
/// Points are simulated at the same time, in another order than that of the table. So their rows are collected in one
/// file without a name, in portions of a megabyte, and are copied in order at the end:
///
///     portions in the spool    0   2   0   1   2   1
///     table                    header   0 0   1 1   2 2
///
/// Whatever ends the process, the file without a name is gone. Memory: a portion for each point under way, and 16 bytes
/// for each portion in the spool.
final class TaskSpool: Sendable {
    private static let portion = 1 << 20
    /// Number of bytes of the table that are put on the disk at a time, so that the last time does not last.
    private static let synchronized = 64 << 20

    private struct State {
        /// By position of a point under way, its rows.
        var points: [Int: PointRows] = [:]
        /// By position, the portions in the spool.
        var portions: [Int: [Range<Int>]] = [:]
        var size = 0
        var failure: POSIXError?
    }

    /// Rows of a point under way that are not in the spool yet.
    private final class PointRows: Sendable {
        let rows: TaskTable.Rows
        let text = Mutex<[UInt8]>([])

        init(_ rows: TaskTable.Rows) { self.rows = rows }
    }

    private let file: OutputFile
    private let points: [Point]
    private let table: TaskTable
    private let spool: SpoolFile
    private let stop: StopFlag
    /// The table while it is written.
    let underWay = TableUnderWay()
    private let state = Mutex(State())

    /// An empty spool.
    ///
    /// - Parameters:
    ///   - file: the file that the table will be written to.
    ///   - experiment: the experiment.
    ///   - directory: the folder of the results, which takes the spool where the table goes to a pipe or a device.
    ///   - stop: the flag that is raised if the spool cannot be written, and that ends the writing of the table.
    /// - Throws: ``OutputError`` if the spool cannot be created.
    init(
        for file: OutputFile, of experiment: Experiment, in directory: ResultsDirectory, stop: StopFlag
    ) throws(OutputError) {
        self.file = file
        self.stop = stop
        points = experiment.points
        table = TaskTable(paths: Set(experiment.points.flatMap { $0.parameters.map(\.path) }).sorted())
        do throws(POSIXError) {
            let isStream = POSIXFile.isSpecial(file.path) || POSIXFile.descriptor(of: file.path) != nil
            if !isStream { try file.createFolder() }
            spool = try SpoolFile(beside: isStream ? directory.resultsFile : file.path, called: file.path)
        } catch {
            throw OutputError(error)
        }
    }

    /// Makes the recorder of a point's tasks.
    var recorder: PointRecorder { { self.recorder(of: $0) } }

    /// Makes the recorder of the tasks of a point that is simulated now.
    private func recorder(of position: Int) -> TaskRecorder {
        let point = points[position]
        let rows = PointRows(
            table.rows(
                architecture: point.architecture, parameters: point.parametersByPath, replication: point.replication,
                workloads: point.scenario.workloads.names, machines: point.scenario.machines))
        state.withLock { $0.points[position] = rows }
        return { tasks in
            let portion = rows.text.withLock { text -> [UInt8]? in
                rows.rows.append(tasks, to: &text)
                guard text.count >= TaskSpool.portion else { return nil }
                defer { text = [] }
                return text
            }
            if let portion { self.append(portion, at: position) }
        }
    }

    /// Takes the rest of a point's rows; a point that failed keeps none.
    func pointEnded(_ outcome: PointOutcome, at position: Int) {
        let rows = state.withLock { $0.points.removeValue(forKey: position) }
        if outcome.isFailed {
            state.withLock { $0.portions[position] = nil }
        } else if let rest = rows?.text.withLock({ $0 }), !rest.isEmpty {
            append(rest, at: position)
        }
    }

    private func append(_ bytes: [UInt8], at position: Int) {
        let offset = state.withLock { state -> Int? in
            guard state.failure == nil else { return nil }
            state.portions[position, default: []].append(state.size..<state.size + bytes.count)
            state.size += bytes.count
            return state.size - bytes.count
        }
        guard let offset else { return }
        do throws(POSIXError) {
            try spool.write(bytes, at: offset)
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
            stop.raise()
        }
    }

    /// Checks that all rows so far are in the spool.
    func check() throws(OutputError) {
        if let failure = state.withLock({ $0.failure }) { throw OutputError(failure) }
    }

    /// Writes the table, whole or not at all.
    ///
    /// - Returns: false if the run was stopped meanwhile, so that there is no table.
    /// - Throws: ``OutputError`` where the table would replace a file that stays, or cannot be written.
    func writeTable(replacingOthers force: Bool) throws -> Bool {
        let portions = state.withLock { $0.portions }
        var unsynchronized = 0
        var isThere = false
        defer { underWay.end(isThere: isThere) }
        do {
            try file.write(replacingOthers: force) { sink in
                underWay.begin(sink.temporaryPath)
                try sink.write(table.header.utf8)
                for range in points.indices.lazy.flatMap({ portions[$0] ?? [] }) {
                    if stop.isRaised { throw Stopped() }
                    try sink.write(spool.read(range))
                    unsynchronized += range.count
                    if unsynchronized >= Self.synchronized {
                        try sink.synchronize()
                        unsynchronized = 0
                    }
                }
            }
        } catch is Stopped {
            return false
        }
        isThere = true
        return true
    }

    private struct Stopped: Error {}
}
