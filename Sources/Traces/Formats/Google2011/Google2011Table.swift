/// A table of Google's trace of 2011: a folder of files, `part-00000-of-00500.csv.gz` and so on.
///
/// The trace's own files have neither headers nor comments. Rows of names and lines that begin with `#` are passed
/// over, if the columns that they name stand where they do in the trace.
final class Google2011Table {
    private let files: [String]
    private let header: Google2011Header
    private let tap: ByteTap?
    /// Number of the file being read, among the table's.
    private(set) var position = 0
    private(set) var rows: RowReader
    /// Rows of the files before this one, less the rows of names in all files.
    private var rowsBefore = 0
    /// The comments read so far.
    private let comments: Google2011Comments

    /// The table in `folder`, whose first column is a time.
    ///
    /// - Throws: ``TraceError`` if it cannot be read, or a part is missing between two others.
    init(_ folder: String, _ header: Google2011Header, tap: ByteTap? = nil) throws(TraceError) {
        files = try Google2011Table.parts(of: folder)
        self.header = header
        self.tap = tap
        comments = Google2011Comments(header)
        rows = try Google2011Table.open(files[0], comments, tap)
    }

    private static func open(
        _ file: String, _ comments: Google2011Comments, _ tap: ByteTap?
    ) throws(TraceError) -> RowReader {
        let rows = try RowReader(file, separatedBy: .comma, commentMark: "#", tap: tap)
        rows.onComment = { [comments] in comments.take($0) }
        return rows
    }

    /// Path of a file by its number.
    func path(_ file: Int) -> String { files[file] }

    /// Number of rows read.
    var rowsRead: Int { rowsBefore + rows.rowsRead }

    /// Reads the next row, and returns its time in microseconds; nil after the last.
    ///
    /// The row is in ``rows``. ``Google2011Rows`` checks the order of times.
    func next() throws(TraceError) -> Int64? {
        while true {
            while try !rows.next() {
                try checkComments()
                position += 1
                guard position < files.count else { return nil }
                rowsBefore += rows.rowsRead
                rows = try Google2011Table.open(files[position], comments, tap)
            }
            try checkComments()
            let number = rows.integer(0)
            if number == nil, try isRowOfNames() { continue }
            guard rows.count >= header.count else {
                throw rows.error(.tooFewFields, "\(rows.count) fields in this row; accepted: \(header.count)")
            }
            let time = if let number, number >= 0 { number } else { try integer(0, "time") }
            try check(time)
            return time
        }
    }

    /// True if the row names the columns; such a row is not counted.
    private func isRowOfNames() throws(TraceError) -> Bool {
        let fields = (0..<rows.count).map { rows.text($0) ?? "" }
        guard header.isHeader(fields) else { return false }
        if let found = header.misplaced(fields) {
            throw rows.headerError(
                found.field,
                "\(rows.quoted(found.field)) as column \(found.field + 1): accepted: \(Google2011Table.order(found.place))"
            )
        }
        rowsBefore -= 1
        return true
    }

    private static func order(_ place: Int) -> String {
        "the columns in the order of the trace, where it is column \(place + 1)"
    }

    /// Throws for a comment that names columns in another order than the trace's.
    private func checkComments() throws(TraceError) {
        guard let found = comments.misplaced else { return }
        throw TraceError(
            file: rows.path,
            message: "a comment says that column \(found.field + 1) is the \(header.name(of: found.place)); accepted: "
                + Google2011Table.order(found.place))
    }

    /// Throws for a time that Google's clock does not have.
    private func check(_ time: Int64) throws(TraceError) {
        guard time <= Google2011Time.last || time == Google2011Time.afterTrace else {
            throw rows.error(
                0, .outOfRange,
                "\(rows.quoted(0)) as time: after the end of the trace; accepted: up to \(Google2011Time.last), or 2^63 - 1"
            )
        }
        guard time == Google2011Time.beforeTrace || time >= Google2011Time.start else {
            throw rows.error(
                0, .outOfRange,
                "\(rows.quoted(0)) as time: before 600 s, where Google's clock begins; accepted: microseconds from "
                    + "\(Google2011Time.start) on, or 0 for what was before the trace; of a clock that begins at 0, 600 s more"
            )
        }
    }

    /// The whole number of at least 0 in a field.
    func integer(_ field: Int, _ name: String) throws(TraceError) -> Int64 {
        guard let value = rows.wholeNumber(at: field) ?? Google2011Table.largest(rows.number(field)) else {
            throw rows.error(field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a whole number")
        }
        guard value >= 0 else {
            throw rows.error(field, .outOfRange, "\(rows.quoted(field)) as \(name): accepted: at least 0")
        }
        return value
    }

    /// The number 2⁶³ − 1, which stands for a time after the trace, as programs write it that hold numbers as doubles.
    private static func largest(_ number: Double?) -> Int64? { number == 0x1p63 ? .max : nil }

    /// The fraction of the largest machine in a field; nil where the field has nothing.
    ///
    /// A request may exceed the largest machine, but not a thousandfold; a capacity may not.
    func fraction(_ field: Int, _ name: String, atMost largest: Double = 1000) throws(TraceError) -> Double? {
        guard !rows.isNothing(field) else { return nil }
        guard let value = rows.number(field) else {
            throw rows.error(field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a number, or nothing")
        }
        guard (0...largest).contains(value) else {
            throw rows.error(
                field, .outOfRange, "\(rows.quoted(field)) as \(name): accepted: from 0 to \(Int(largest))")
        }
        return value
    }
}

/// The comments of a table, which may name columns.
private final class Google2011Comments {
    /// The first column that a comment names in another place than the trace: its place there, and in the trace.
    private(set) var misplaced: (field: Int, place: Int)?
    private let header: Google2011Header

    init(_ header: Google2011Header) { self.header = header }

    func take(_ comment: String) {
        let fields = comment.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if misplaced == nil, header.isHeader(fields) { misplaced = header.misplaced(fields) }
    }
}
