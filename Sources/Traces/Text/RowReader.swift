/// The rows of a table in a text file, and the fields of the row that was read last.
final class RowReader {
    /// What stands between two fields.
    enum Separator {
        /// A comma, or what takes its place; a field may stand in quotation marks (RFC 4180), with spaces around an unquoted one.
        case comma
        /// Any number of spaces and tabs.
        case space
    }

    /// A field as it stands in the row.
    private struct Field {
        /// The content, without quotation marks around it or spaces around an unquoted one.
        var content: Range<Int>
        /// Where the field begins, a quotation mark included.
        var start: Int
        /// Whether the content has `""` for `"`.
        var hasEscapes = false
    }

    /// The fields of a row: an array, but for the checks that cost as much as splitting the row does.
    private final class Fields {
        private(set) var count = 0
        private var capacity = 32
        private var storage = UnsafeMutablePointer<Field>.allocate(capacity: 32)

        deinit { storage.deallocate() }

        subscript(position: Int) -> Field {
            precondition(position >= 0 && position < count, "a row is read as far as it goes")
            return storage[position]
        }

        func append(_ field: Field) {
            if count == capacity { grow() }
            storage[count] = field
            count += 1
        }

        private func grow() {
            let larger = UnsafeMutablePointer<Field>.allocate(capacity: 2 * capacity)
            larger.initialize(from: storage, count: count)
            storage.deallocate()
            storage = larger
            capacity *= 2
        }

        func removeAll() { count = 0 }
    }

    private let lines: LineReader
    private let separator: Separator
    private let commentMark: UInt8?
    private let otherCommentMarks: [[UInt8]]
    private let headerColumns: [String]
    /// What takes the place of the comma.
    private var comma = UInt8(ascii: ",")
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private let fields = Fields()
    /// The line of the row, from 1.
    private(set) var line = 0
    /// How many rows were read, those that are malformed included.
    private(set) var rowsRead = 0
    /// The lines without a row since the last one, and the most there may be.
    private var linesPassedOver = 0
    var mostLinesPassedOver = 10_000_000
    /// What is to be done with the text of a comment, which follows its mark.
    var onComment: (String) -> Void = { _ in }

    /// The rows of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - separator: what stands between two fields.
    ///   - commentMark: what a line begins with that is a comment, perhaps behind spaces.
    ///   - otherCommentMarks: what else makes a line a comment, whose text is of no interest.
    ///   - headerColumns: of a table whose first row names its columns, what these may be called: comments stand above that row alone,
    ///     and a line that begins as one and names two of them is that row.
    ///   - tap: what the file's bytes go through as they are read.
    /// - Throws: ``TraceError`` if the file cannot be read.
    init(
        _ path: String, separatedBy separator: Separator, commentMark: Character? = nil,
        otherCommentMarks: [String] = [], headerColumns: [String] = [], tap: ByteTap? = nil
    ) throws(TraceError) {
        lines = try LineReader(path, tap: tap)
        self.headerColumns = headerColumns
        self.separator = separator
        self.commentMark = commentMark?.asciiValue
        self.otherCommentMarks = otherCommentMarks.map { Array($0.utf8) }
    }

    /// The file, as the user named it.
    var path: String { lines.path }

    /// How many fields the row has.
    var count: Int { fields.count }

    /// Reads the next row; empty lines and comments are none.
    func next() throws(TraceError) -> Bool {
        while let next = try lines.next(endsInQuotes: separator == .comma ? endsInQuotes : nil) {
            bytes = next.bytes
            line = next.number
            if isBlank {
                try passOver()
                continue
            }
            if isComment(bytes) {
                takeComment()
                try passOver()
                continue
            }
            rowsRead += 1
            linesPassedOver = 0
            fields.removeAll()
            if lines.hasZeros, let zero = bytes.firstIndex(of: 0) {
                throw error(at: zero, .notText, "a zero byte, which no text has; accepted: a text in UTF-8")
            }
            switch separator {
            case .comma:
                if rowsRead == 1 { findComma() }
                do throws(TraceError) {
                    try splitAtCommas()
                } catch {
                    lines.goOnBehindFirstLine()
                    throw error
                }
            case .space: splitAtSpaces()
            }
            return true
        }
        return false
    }

    /// Counts a line that is no row: a file of little but those, such as ten gigabytes of line ends in ten megabytes of gzip, is none.
    private func passOver() throws(TraceError) {
        linesPassedOver += 1
        guard linesPassedOver <= mostLinesPassedOver else {
            throw TraceError(
                file: path, line: line,
                message: "\(mostLinesPassedOver) lines without a row; accepted: fewer between two rows")
        }
    }

    /// Whether a line is a comment.
    private func isComment(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let commentMark, headerColumns.isEmpty || rowsRead == 0 else { return false }
        let text = line.drop(while: isSpace)
        if text.first == commentMark {
            return headerColumns.isEmpty || !TableHeader.isHeader(text, naming: headerColumns)
        }
        // Most rows begin with a digit.
        guard let first = text.first, first &- 0x30 >= 10 else { return false }
        return otherCommentMarks.contains { text.starts(with: $0) }
    }

    /// Hands on the text of a comment with the mark that matters.
    private func takeComment() {
        let text = bytes.drop(while: isSpace)
        if text.first == commentMark { onComment(String(decoding: text.dropFirst(), as: UTF8.self)) }
    }

    /// Whether a row, of which this is the first line, goes on behind its end: in a field whose quotation mark is not closed.
    ///
    /// A mark within a field, as in `3.5" disk`, opens none, nor does one in a comment.
    private func endsInQuotes(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        if isComment(line) { return false }
        let quote = UInt8(ascii: "\"")
        var position = 0
        while true {
            while position < line.count, isPadding(line[position]) { position += 1 }
            if position < line.count, line[position] == quote {
                var isOpen = true
                position += 1
                while position < line.count, isOpen || line[position] == quote {
                    if line[position] == quote { isOpen.toggle() }
                    position += 1
                }
                if isOpen { return true }
            }
            while position < line.count, !isSeparator(line[position]) { position += 1 }
            guard position < line.count else { return false }
            position += 1
        }
    }

    /// Whether a byte parts two fields; in the first row it is not known yet which does.
    private func isSeparator(_ byte: UInt8) -> Bool { rowsRead == 0 ? ",;\t".utf8.contains(byte) : byte == comma }

    private var isBlank: Bool {
        switch separator {
        case .comma: bytes.isEmpty
        case .space: bytes.allSatisfy(isSpace)
        }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func splitAtSpaces() {
        var position = 0
        while position < bytes.count {
            while position < bytes.count, isSpace(bytes[position]) { position += 1 }
            let start = position
            while position < bytes.count, !isSpace(bytes[position]) { position += 1 }
            if position > start { fields.append(Field(content: start..<position, start: start)) }
        }
    }

    /// Takes semicolons or tabs for commas where the first row of a table has those, outside of quotation marks, and no commas.
    private func findComma() {
        var isQuoted = false
        var found: [UInt8] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, ",;\t".utf8.contains(byte) { found.append(byte) }
        }
        if !found.contains(comma) {
            comma = [UInt8(ascii: ";"), UInt8(ascii: "\t")].first(where: found.contains) ?? comma
        }
    }

    /// Whether a byte may stand around a field that is not quoted.
    private func isPadding(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 && comma != 0x09 }

    private func splitAtCommas() throws(TraceError) {
        var position = 0
        while true {
            while position < bytes.count, isPadding(bytes[position]) { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                position = try appendQuoted(from: position)
            } else {
                position = appendPlain(from: position)
            }
            guard position < bytes.count else { return }
            position += 1
        }
    }

    /// Appends the field that begins at `start` and returns where the comma behind it is.
    private func appendPlain(from start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != comma { position += 1 }
        var end = position
        while end > start, isPadding(bytes[end - 1]) { end -= 1 }
        fields.append(Field(content: start..<end, start: start))
        return position
    }

    private func appendQuoted(from start: Int) throws(TraceError) -> Int {
        var position = start + 1
        var hasEscapes = false
        while true {
            guard position < bytes.count else {
                throw error(at: start, .quotes, "a quotation mark without its other half; accepted: both, or none")
            }
            if bytes[position] == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else { break }
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        let content = start + 1..<position
        position += 1
        while position < bytes.count, isPadding(bytes[position]) { position += 1 }
        guard position == bytes.count || bytes[position] == comma else {
            throw error(
                at: start, .quotes,
                "a text goes on behind its closing quotation mark; accepted: a comma or a new line")
        }
        fields.append(Field(content: content, start: start, hasEscapes: hasEscapes))
        return position
    }
}

extension RowReader {
    /// Whether a field has nothing in it.
    func isEmpty(_ field: Int) -> Bool { fields[field].content.isEmpty }

    /// Whether the content of a field is not its text, but has quotation marks twice.
    func hasEscapes(_ field: Int) -> Bool { fields[field].hasEscapes }

    /// The text of a field; nil where it is not UTF-8.
    func text(_ field: Int) -> String? {
        guard let text = String(validating: content(field), as: UTF8.self) else { return nil }
        guard fields[field].hasEscapes else { return text }
        // Byte by byte: with an accent behind it a quotation mark is another character.
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in content(field) {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a field, until the next row is read.
    func content(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[fields[field].content])
    }

    /// The number that a field holds, a plain decimal with or without an exponent; nil where it is none.
    func number(_ field: Int) -> Double? { DecimalText.number(content(field)) }

    /// The whole number that a field holds, as digits with or without a sign; nil where it is none.
    func integer(_ field: Int) -> Int64? { DecimalText.integer(content(field)) }

    /// The text of a field between quotation marks, fit for a message: short and on one line.
    func quoted(_ field: Int) -> String {
        let longest = 60
        let content = content(field)
        let text = String(decoding: content.prefix(longest), as: UTF8.self)
        let visible = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined()
        return "\"\(visible)\(content.count > longest ? "…" : "")\""
    }

    /// Where a field begins in a row on one line of ASCII, from 1.
    func column(_ field: Int) -> Int { fields[field].start + 1 }

    /// An error about a field of the row.
    func error(_ field: Int, _ problem: RowProblem, _ message: String) -> TraceError {
        error(at: fields[field].start, problem, message)
    }

    /// An error about a field of a header, without which no row can be read.
    func headerError(_ field: Int, _ message: String) -> TraceError {
        var error = error(at: fields[field].start, .quotes, message)
        error.problem = nil
        return error
    }

    /// An error about the row.
    func error(_ problem: RowProblem, _ message: String) -> TraceError {
        TraceError(file: path, line: line, message: message, problem: problem)
    }

    private func error(at offset: Int, _ problem: RowProblem, _ message: String) -> TraceError {
        // A field in quotation marks may begin on a later line of its row.
        var (lineEnds, lineStart) = (0, 0)
        for index in 0..<offset {
            let isReturnAlone = bytes[index] == 0x0D && !bytes[(index + 1)...].starts(with: [0x0A])
            guard bytes[index] == 0x0A || isReturnAlone else { continue }
            lineEnds += 1
            lineStart = index + 1
        }
        let characters = bytes[lineStart..<offset].count { $0 & 0b1100_0000 != 0b1000_0000 }
        return TraceError(
            file: path, line: line + lineEnds, column: characters + 1, message: message, problem: problem)
    }
}
