internal import Traces

/// A journal that an earlier run left behind.
struct FoundJournal {
    let path: String
    let header: JournalHeader
    /// What its lines behind the first say.
    private(set) var points: [JournalPoint] = []
    /// Where these lines are, without their ends.
    private(set) var lines: [Range<Int>] = []
    /// How many bytes are whole: behind them is the torn end of a line, or nothing.
    private(set) var wholeBytes = 0
    /// How many bytes are behind those.
    private(set) var tornBytes = 0

    /// The journal in a folder; nil where there is none.
    ///
    /// Lines from the first damaged one on are torn off: what a run wrote behind it was not on the disk in order.
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
        while let end = bytes[start...].firstIndex(of: JournalLine.end),
            let text = JournalLine.text(bytes[start..<end]),
            let point = try? JSONText.decode(JournalPoint.self, from: Array(text), file: path)
        {
            points.append(point)
            lines.append(start..<end)
            start = end + 1
            wholeBytes = start
        }
        tornBytes = bytes.count - wholeBytes
    }
}
