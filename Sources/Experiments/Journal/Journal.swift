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

/// What a run has finished, on the disk: an append-only file beside the results, a line a point.
///
/// Each line has its checksum, so that a torn end is known from what is whole. Lines are put on the disk in groups, a quarter of a second
/// after the first of a group at the latest. The results are written from it, point after point, without having all of them in memory.
final class Journal: Sendable {
    /// The name of the file.
    static let name = ResultsDirectory.journalName
    /// The longest that a point waits to be put on the disk.
    private static let flushInterval = DispatchTimeInterval.milliseconds(250)

    /// Where a point's line is.
    private struct Place {
        var offset: Int
        var count: Int
    }

    private struct State {
        var places: [Place?]
        /// Lines that wait to be written, and where the first of them will be.
        var waiting: [UInt8] = []
        var size: Int
        var failure: POSIXError?
        var isFlushPlanned = false
        /// Whether the file is on the disk, and not only what is in it.
        var isFileThere = false
    }

    private let folder: String
    private let path: String
    private let descriptor: Int32
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "journal")
    /// Raised where the journal cannot be written: what would be simulated from then on would be lost.
    private let stop: StopFlag

    /// A new journal in a folder, with its first line.
    ///
    /// - Parameters:
    ///   - directory: the folder; what is there by the name is replaced.
    ///   - header: the first line.
    ///   - points: how many points there are.
    ///   - stop: raised where the journal cannot be written.
    /// - Throws: ``OutputError`` if it cannot be written.
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

    /// Goes on with a journal that an earlier run left, behind the last whole line.
    ///
    /// - Parameters:
    ///   - found: what is there.
    ///   - positions: by line behind the first, the position of its point; nil for one that does not count.
    ///   - points: how many points there are.
    ///   - stop: raised where the journal cannot be written.
    /// - Throws: ``OutputError`` if it cannot be written.
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

    /// Adds what a point came to.
    ///
    /// - Complexity: O(*size of its JSON*); what is written is written by another thread.
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

    /// Writes what waits, and puts it on the disk.
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

    /// Writes all; the results, which follow, are put on the disk.
    ///
    /// - Throws: ``OutputError`` if it could not be written, now or before.
    func finish() throws(OutputError) {
        queue.sync { flush(synchronizing: false) }
        if let failure = state.withLock({ $0.failure }) { throw OutputError(failure) }
    }

    /// Puts on the disk what ``finish()`` wrote, where no results follow.
    ///
    /// - Throws: ``OutputError`` if it could not be.
    func synchronize() throws(OutputError) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw OutputError(POSIXError("write", path)) }
        POSIXFile.synchronize(folder: folder)
    }

    /// The JSON of a point's result on one line; nil where there is none.
    ///
    /// - Precondition: all is written; see ``finish()``.
    func result(at position: Int) throws -> ArraySlice<UInt8>? {
        guard let place = state.withLock({ $0.places[position] }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: place.count)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(place.offset)) }
        guard count == place.count, let text = JournalLine.text(bytes[...]) else {
            throw OutputError(POSIXError("read", path, code: count < 0 ? errno : EIO))
        }
        return JournalLine.result(in: text)
    }

    /// How many bytes it has.
    var size: Int { state.withLock { $0.size } }

    /// Removes the file: its points are in the results.
    func remove() {
        unlink(path)
    }
}
