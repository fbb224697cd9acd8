/// The header of a table in CSV: the first row, which names the columns.
struct TableHeader {
    private let accepted: String
    private let names: [String]
    /// By known column, its position in the table; nil where the table has no such column.
    private let places: [Int?]
    /// Number of fields in each row.
    let width: Int
    /// Notes about ignored columns whose names nearly match a missing one.
    let misspelt: [String]
    private let file: String
    private let line: Int

    /// Reads the header of a table.
    ///
    /// - Parameters:
    ///   - rows: the table, at its beginning.
    ///   - columns: names of the known columns.
    ///   - accepted: words for an accepted header, for messages.
    /// - Throws: ``TraceError`` if there is no header, or a column is there twice.
    init(_ rows: RowReader, columns: [String], accepted: String) throws(TraceError) {
        self.accepted = accepted
        names = columns
        file = rows.path
        guard try rows.next() else {
            throw TraceError(file: rows.path, line: 1, message: "the file is empty; accepted: \(accepted)")
        }
        line = rows.line
        if let number = (0..<rows.count).first(where: { rows.number($0) != nil }),
            !(0..<rows.count).contains(where: { TableHeader.names(rows.text($0) ?? "", oneOf: columns) })
        {
            throw TraceError(
                file: rows.path, line: rows.line,
                message:
                    "the header is missing: \(rows.quoted(number)) in the first row is a number; accepted: \(accepted)")
        }
        var seen: [String: Int] = [:]
        for field in 0..<rows.count {
            guard let name = rows.text(field) else {
                throw rows.headerError(field, "not a text; accepted: a CSV text in UTF-8")
            }
            guard seen.updateValue(field, forKey: name) == nil else {
                throw rows.headerError(field, "a second column \(rows.quoted(field)); accepted: every column once")
            }
        }
        var places = columns.map { seen[$0] }
        // Other tools write names in other ways, such as "Submit Time".
        let others = (0..<rows.count).filter { !places.contains($0) }
        for (column, name) in columns.enumerated() where places[column] == nil {
            for field in others where TableHeader.letters(of: rows.text(field) ?? "") == TableHeader.letters(of: name) {
                guard places[column] == nil else {
                    throw rows.headerError(
                        field, "a second column for \"\(name)\", \(rows.quoted(field)); accepted: every column once")
                }
                places[column] = field
            }
        }
        self.places = places
        width = rows.count
        misspelt = others.filter { !places.contains($0) }.compactMap { field in
            let letters = TableHeader.letters(of: rows.text(field) ?? "")
            let meant = columns.indices.first { column in
                let name = TableHeader.letters(of: columns[column])
                return places[column] == nil && (letters == name + "s" || letters + "s" == name)
            }
            return meant.map { "the column \(rows.quoted(field)) is ignored; \"\(columns[$0])\" would be read" }
        }
    }

    /// True if a line names at least two of a table's columns.
    static func isHeader(_ line: Slice<UnsafeBufferPointer<UInt8>>, naming columns: [String]) -> Bool {
        let fields = line.split { ",;\t".utf8.contains($0) }
        return fields.count { names(String(decoding: $0, as: UTF8.self), oneOf: columns) } >= 2
    }

    private static func names(_ text: String, oneOf columns: [String]) -> Bool {
        let letters = letters(of: text)
        return columns.contains { TableHeader.letters(of: $0) == letters }
    }

    /// The letters and digits of a name, in lower case.
    private static func letters(of name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Position of the column with number `column` in a row; nil where the table does not have it.
    subscript(column: Int) -> Int? { places[column] }

    /// Checks that the table has the column with number `column`.
    ///
    /// - Throws: ``TraceError`` if it does not.
    func require(_ column: Int) throws(TraceError) {
        guard places[column] == nil else { return }
        throw TraceError(
            file: file, line: line, message: "the column \"\(names[column])\" is missing; accepted: \(accepted)")
    }

    /// Checks that a row has as many fields as the header.
    ///
    /// - Throws: ``TraceError`` if it does not.
    func check(_ rows: RowReader) throws(TraceError) {
        guard rows.count <= width else {
            throw rows.error(
                width, .tooManyFields, "more fields than the header has; accepted: \(width) in a row")
        }
        guard rows.count == width else {
            let fields = rows.count == 1 ? "1 field" : "\(rows.count) fields"
            throw rows.error(.tooFewFields, "\(fields) in this row; accepted: \(width), as in the header")
        }
    }
}
