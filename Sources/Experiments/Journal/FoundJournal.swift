internal import CellbenchFiles
internal import CellbenchResults

/// A journal that an earlier run left behind.
struct FoundJournal {
    let path: String
    let header: JournalHeader
    /// Points of the lines behind the first.
    private(set) var points: [JournalPoint] = []
    /// Places of these lines, without their ends.
    private(set) var lines: [Range<Int>] = []
    /// Number of damaged lines before a whole one, whose points are unknown.
    private(set) var damagedLines = 0
    /// Number of bytes up to the end of the last whole line.
    private(set) var wholeBytes = 0
    /// Number of bytes behind the last whole line, which are torn lines.
    private(set) var tornBytes = 0

    /// The journal in a folder; nil where there is none.
    ///
    /// Lines behind the last whole one are torn: they were not on the disk in full when the run ended. Lines before it
    /// without a valid checksum are damaged. Both are left out.
    ///
    /// - Throws: ``ResultsError`` if the file cannot be read, or is not a journal.
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
                // A line that is not whole is damaged, and not torn, if a whole one follows.
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
