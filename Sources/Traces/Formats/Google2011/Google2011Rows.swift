/// The rows of a table of Google's trace of 2011, each judged with those that follow.
///
/// Malformed rows and rows out of order are errors where they stand; the rows after them can still be read.
final class Google2011Rows<Row: BitwiseCopyable> {
    /// A row that waits to be judged, and the place of its time in the file.
    private struct Waiting: BitwiseCopyable {
        /// The parsed row; nil where it is malformed.
        var row: Row?
        var time: Int64 = 0
        var file: Int = 0
        var line: Int = 0
        var column: Int = 0
    }

    private let table: Google2011Table
    private let parse: (Google2011Table, Int64) throws(TraceError) -> Row
    private let order = RowsInOrder<Waiting>()
    /// Errors of the malformed rows that wait, in reverse order.
    private var errors: [TraceError] = []
    private var isAtEnd = false

    /// The rows of `table`, which `parse` turns into values, given each row's time in microseconds.
    init(_ table: Google2011Table, parse: @escaping (Google2011Table, Int64) throws(TraceError) -> Row) {
        self.table = table
        self.parse = parse
    }

    /// Number of rows read, with those that wait.
    var rowsRead: Int { table.rowsRead }

    /// The next row and its time in microseconds; nil after the last.
    func next() throws(TraceError) -> (time: Int64, row: Row)? {
        while !isAtEnd, !order.isReady { read() }
        guard let (waiting, place) = order.next() else { return nil }
        guard let row = waiting.row else { throw errors.removeLast() }
        switch place {
        case .inOrder: return (waiting.time, row)
        case .ahead: throw error(waiting, .timeJumps, "ahead of those of the rows below")
        case .behind: throw error(waiting, .timeGoesBack, "before that of a row above")
        }
    }

    private func error(_ row: Waiting, _ problem: RowProblem, _ what: String) -> TraceError {
        TraceError(
            file: table.path(row.file), line: row.line, column: row.column,
            message: "\"\(row.time)\" as time: \(what); accepted: rows in order of time", problem: problem)
    }

    /// Reads the next row of the table, and lets it wait.
    private func read() {
        do throws(TraceError) {
            guard let time = try table.next() else {
                isAtEnd = true
                return
            }
            let row = try parse(table, time)
            let waiting = Waiting(
                row: row, time: time, file: table.position, line: table.rows.line, column: table.rows.column(0))
            order.append(waiting, at: time)
        } catch {
            // A file that cannot be read any further has no further rows.
            isAtEnd = error.problem == nil
            errors.insert(error, at: 0)
            order.append(Waiting(), at: nil)
        }
    }
}
