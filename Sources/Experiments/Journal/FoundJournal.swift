internal import CellbenchFiles
internal import CellbenchResults

/// A journal that an earlier run left behind.
struct FoundJournal {
    let path: String
    let header: JournalHeader
    /// What its lines behind the first say.
    private(set) var points: [JournalPoint] = []
    /// Where these lines are, without their ends.
    private(set) var lines: [Range<Int>] = []
    /// How many lines among the whole ones are damaged: what their points were nobody knows.
    private(set) var damagedLines = 0
    /// How many bytes there are to the end of the last whole line: behind them are torn lines, or nothing.
    private(set) var wholeBytes = 0
    /// How many bytes are behind those.
    private(set) var tornBytes = 0

    /// The journal in a folder; nil where there is none.
    ///
    /// Lines behind the last whole one are torn: they were not all on the disk when the run ended. Those before it are damaged, and left
    /// out.
    ///
    /// - Throws: ``ResultsError`` if there is something that cannot be read, or is no journal.
    init?(in directory: ResultsDirectory) throws(ResultsError) {
        let path = directory.file(Journal.name)
        guard POSIXFile.isAnything(path) else { return nil }
        guard POSIXFile.isPlainFile(path) else {
            throw .unreadable(file: path, reason: "it is no file; accepted: the journal of a run")
        }
        let bytes = try JSONText.read(path)
        func malformed(_ problem: String) -> ResultsError {
            .malformed(
                file: path, position: nil, path: "",
                problem: "\(problem); accepted: a journal of this version, or none: remove it, or run without --resume")
        }
        guard let end = bytes.firstIndex(of: JournalLine.end), let text = JournalLine.text(bytes[..<end]) else {
            throw malformed("its first line is damaged")
        }
        do throws(ResultsError) {
            header = try JSONText.decode(JournalHeader.self, from: Array(text), file: path)
        } catch {
            throw malformed("its first line is no journal's")
        }
        guard header.schema == JournalHeader.schema else { throw malformed("a journal of another version") }
        self.path = path
        var start = end + 1
        wholeBytes = start
        var damaged = 0
        while let end = bytes[start...].firstIndex(of: JournalLine.end) {
            if let text = JournalLine.text(bytes[start..<end]),
                let point = try? JSONText.decode(JournalPoint.self, from: Array(text), file: path)
            {
                points.append(point)
                lines.append(start..<end)
                wholeBytes = end + 1
                // A line is damaged, and not torn, where a whole one follows.
                damagedLines += damaged
                damaged = 0
            } else {
                damaged += 1
            }
            start = end + 1
        }
        tornBytes = bytes.count - wholeBytes
    }
}
