internal import CellbenchFiles
internal import CellbenchResults
internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finished points of a run on the disk: an append-only file beside the results, a line a point.
///
/// Each line has a checksum, by which a torn line at the end is detected. Lines are written in groups, at most a
/// quarter of a second after the first line of a group. The results are written from the journal point after point,
/// without all points in memory.
final class Journal: Sendable {
    /// The name of the file.
    static let name = ResultsDirectory.journalName
    /// Longest time that a point waits to be written to the disk.
    private static let flushInterval = DispatchTimeInterval.milliseconds(250)

    /// Bytes of a point's line in the file, without the line end.
    private struct Place {
        /// Number of bytes before the line.
        var offset: Int
        /// Number of bytes of the line.
        var count: Int
    }

    private struct State {
        /// By point, the place of its line; nil for a point without a result.
        var places: [Place?]
        /// Bytes of the lines that wait to be written.
        var waiting: [UInt8] = []
        /// Number of bytes of the file once the waiting lines are written.
        var size: Int
        var failure: POSIXError?
        var isFlushPlanned = false
        /// True if the folder's entry of the file is on the disk too.
        var isFileThere = false
    }

    private let folder: String
    private let path: String
    private let descriptor: Int32
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "journal")
    /// Flag that is raised if the journal cannot be written, so that nothing is simulated in vain.
    private let stop: StopFlag

    /// A new journal in a folder, with its first line.
    ///
    /// - Parameters:
    ///   - directory: the folder; a file with the journal's name is replaced.
    ///   - header: the first line.
    ///   - points: the number of points.
    ///   - stop: the flag that is raised if the journal cannot be written.
    /// - Throws: ``OutputError`` if the journal cannot be written.
    init(in directory: ResultsDirectory, _ header: JournalHeader, points: Int, stop: StopFlag) throws {
        let path = directory.file(Journal.name)
        self.path = path
        self.stop = stop
        let line = JournalLine.line(try JSONText.line(header))
        let temporary = try Journal.asOutput { () throws(POSIXError) in
            let temporary = try TemporaryFile(beside: path, role: Journal.name)
            let failure = line.withUnsafeBytes { FileSink.write($0, to: temporary.descriptor) }
            guard failure == nil, rename(temporary.path, path) == 0 else {
                let error = POSIXError("write", path, code: failure ?? errno)
                temporary.discard()
                throw error
            }
            return temporary
        }
        folder = directory.path
        descriptor = temporary.descriptor
        state = Mutex(State(places: Array(repeating: nil, count: points), size: line.count))
    }

    /// Continues a journal of an earlier run, behind its last whole line.
    ///
    /// - Parameters:
    ///   - found: the journal.
    ///   - positions: by line behind the first, the position of its point; nil for a line that is not used.
    ///   - points: the number of points.
    ///   - stop: the flag that is raised if the journal cannot be written.
    /// - Throws: ``OutputError`` if the journal cannot be written.
    init(continuing found: FoundJournal, _ positions: [Int?], points: Int, stop: StopFlag) throws(OutputError) {
        path = found.path
        folder = POSIXFile.parts(of: path).folder
        self.stop = stop
        descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputError(POSIXError("write", path)) }
        guard ftruncate(descriptor, off_t(found.wholeBytes)) == 0,
            lseek(descriptor, 0, SEEK_END) == off_t(found.wholeBytes)
        else {
            let error = POSIXError("write", path)
            close(descriptor)
            throw OutputError(error)
        }
        var places = [Place?](repeating: nil, count: points)
        for (line, position) in zip(found.lines, positions) {
            if let position { places[position] = Place(offset: line.lowerBound, count: line.count) }
        }
        state = Mutex(State(places: places, size: found.wholeBytes))
    }

    deinit { close(descriptor) }

    private static func asOutput<Value>(_ body: () throws(POSIXError) -> Value) throws(OutputError) -> Value {
        do throws(POSIXError) { return try body() } catch { throw OutputError(error) }
    }

    /// Adds the result of a point.
    ///
    /// - Complexity: O(*size of its JSON*); another thread writes the line to the file.
    func append(_ result: PointResult, wallSeconds: Double?, at position: Int) {
        let line = JournalLine.line(JournalPoint(result: result, wallSeconds: wallSeconds).json)
        let mustPlan = state.withLock { state in
            state.places[position] = Place(offset: state.size, count: line.count - 1)
            state.waiting += line
            state.size += line.count
            defer { state.isFlushPlanned = true }
            return !state.isFlushPlanned
        }
        guard mustPlan else { return }
        if Threads.canBeMade {
            queue.asyncAfter(deadline: .now() + Journal.flushInterval) { [self] in flush() }
        } else {
            flush()
        }
    }

    /// Writes waiting lines, and makes sure that they are on the disk.
    private func flush(synchronizing: Bool = true) {
        let (lines, isFileThere) = state.withLock { state in
            state.isFlushPlanned = false
            defer {
                state.waiting = []
                if synchronizing { state.isFileThere = true }
            }
            return (state.failure == nil ? state.waiting : [], state.isFileThere)
        }
        guard !lines.isEmpty else { return }
        var failure = lines.withUnsafeBytes { FileSink.write($0, to: descriptor) }
        if synchronizing {
            if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
            if !isFileThere { POSIXFile.synchronize(folder: folder) }
        }
        guard let failure else { return }
        state.withLock { $0.failure = $0.failure ?? POSIXError("write", path, code: failure) }
        stop.raise()
    }

    /// Writes waiting lines, without waiting for the disk: the results, which follow, are written to the disk.
    ///
    /// - Throws: ``OutputError`` if a line could not be written, now or before.
    func finish() throws(OutputError) {
        queue.sync { flush(synchronizing: false) }
        if let failure = state.withLock({ $0.failure }) { throw OutputError(failure) }
    }

    /// Makes sure that the lines are on the disk, where no results follow.
    ///
    /// - Throws: ``OutputError`` if the disk reports an error.
    func synchronize() throws(OutputError) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw OutputError(POSIXError("write", path)) }
        POSIXFile.synchronize(folder: folder)
    }

    /// Result of a point as JSON on one line; nil where the journal has none.
    ///
    /// - Precondition: all lines are written; see ``finish()``.
    func result(at position: Int) throws -> ArraySlice<UInt8>? {
        guard let place = state.withLock({ $0.places[position] }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: place.count)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(place.offset)) }
        guard count == place.count, let text = JournalLine.text(bytes[...]) else {
            throw OutputError(POSIXError("read", path, code: count < 0 ? errno : EIO))
        }
        return JournalLine.result(in: text)
    }

    /// Number of bytes in the journal.
    var size: Int { state.withLock { $0.size } }

    /// Removes the file, once the results have its points.
    func remove() {
        unlink(path)
    }
}
