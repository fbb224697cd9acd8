/// One of the tables of Google's trace of 2011: a folder of files, `part-00000-of-00500.csv.gz` and so on, without headers.
final class Google2011Table {
    private let files: [String]
    private let columns: Int
    private let tap: ByteTap?
    private var position = 0
    private var lastTime: Int64 = 0
    /// The time of the row that was read last, which counts once the rest of it is found in order.
    private var timeAtHand: Int64 = 0
    private(set) var rows: RowReader
    /// Rows read of the files before this one.
    private var rowsBefore = 0

    /// The table in `folder`, of so many columns, whose first is a time that never goes back.
    ///
    /// - Throws: ``TraceError`` if it cannot be read, or a part is missing between two others.
    init(_ folder: String, columns: Int, tap: ByteTap? = nil) throws(TraceError) {
        files = try Google2011Table.parts(of: folder)
        self.columns = columns
        self.tap = tap
        rows = try RowReader(files[0], separatedBy: .comma, tap: tap)
    }

    /// How many rows were read.
    var rowsRead: Int { rowsBefore + rows.rowsRead }

    /// The parts in a folder, in order.
    private static func parts(of folder: String) throws(TraceError) -> [String] {
        var parts: [(number: Int, name: String)] = []
        let largestNumber = 1_000_000
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: folder)
        } catch {
            throw .unreadable(folder, error.reason)
        }
        for name in names {
            let words = name.split(separator: "-")
            guard words.count == 4, words[0] == "part", words[2] == "of", let number = Int(words[1]),
                (0...largestNumber).contains(number),
                name.hasSuffix(".csv") || name.hasSuffix(".csv.gz")
            else { continue }
            parts.append((number, name))
        }
        parts.sort { ($0.number, $0.name) < ($1.number, $1.name) }
        guard !parts.isEmpty else {
            throw .malformed(folder, "no parts in this folder; accepted: files such as part-00000-of-00500.csv.gz")
        }
        for (part, next) in zip(parts, parts.dropFirst()) where next.number != part.number + 1 {
            let problem = next.number == part.number ? "twice" : "missing"
            let number = next.number == part.number ? part.number : part.number + 1
            throw .malformed(
                folder, "part \(number) is \(problem); accepted: parts that follow one another, from any to any")
        }
        return parts.map { "\(folder)/\($0.name)" }
    }

    /// The time in the next row, in microseconds; nil after the last.
    ///
    /// The row is in ``rows``.
    func next() throws(TraceError) -> Int64? {
        while try !rows.next() {
            position += 1
            guard position < files.count else { return nil }
            rowsBefore += rows.rowsRead
            rows = try RowReader(files[position], separatedBy: .comma, tap: tap)
        }
        guard rows.count >= columns else {
            throw rows.error(.tooFewFields, "\(rows.count) fields in this row; accepted: \(columns)")
        }
        let time = try integer(0, "time")
        guard time <= Google2011Time.last || time == Google2011Time.afterTrace else {
            throw rows.error(
                0, .outOfRange,
                "\(rows.quoted(0)) as time: after the end of the trace; accepted: up to \(Google2011Time.last), or 2^63 - 1"
            )
        }
        guard time >= lastTime else {
            throw rows.error(
                0, .timeGoesBack, "\(rows.quoted(0)) as time: before that of the row above; accepted: rows in order")
        }
        timeAtHand = time
        return time
    }

    /// Takes the row as one in order: no later one may have an earlier time.
    func accept() { lastTime = timeAtHand }

    /// The whole number of at least 0 in a field.
    func integer(_ field: Int, _ name: String) throws(TraceError) -> Int64 {
        guard let value = rows.integer(field) else {
            throw rows.error(field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a whole number")
        }
        guard value >= 0 else {
            throw rows.error(field, .outOfRange, "\(rows.quoted(field)) as \(name): accepted: at least 0")
        }
        return value
    }

    /// The fraction of the largest machine in a field; nil where it is empty.
    func fraction(_ field: Int, _ name: String) throws(TraceError) -> Double? {
        guard !rows.isEmpty(field) else { return nil }
        guard let value = rows.number(field) else {
            throw rows.error(field, .notANumber, "\(rows.quoted(field)) as \(name): accepted: a number, or nothing")
        }
        // A request may be for more than any machine has, but not for a thousand times as much.
        guard (0...1000).contains(value) else {
            throw rows.error(field, .outOfRange, "\(rows.quoted(field)) as \(name): accepted: from 0 to 1000")
        }
        return value
    }
}
