/// Reads a table in a text file row by row, and the fields of the last row.
final class RowReader {
    /// The mark between two fields.
    enum Separator {
        /// A comma, semicolon or tab; a field may stand in quotation marks (RFC 4180), and spaces around any other
        /// field are dropped.
        case comma
        /// Any number of spaces and tabs.
        case space
    }

    /// The position of a field in its row.
    private struct Field {
        /// The content, without quotation marks around it or spaces around an unquoted field.
        var content: Range<Int>
        /// The beginning of the field, with its quotation mark.
        var start: Int
        /// True if the content has `""` for `"`.
        var hasEscapes = false
    }

    /// The fields of a row: an array without the checks that would cost as much as splitting the row.
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
    /// The mark that serves as comma.
    private var comma = UInt8(ascii: ",")
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private let fields = Fields()
    /// Line of the row, from 1.
    private(set) var line = 0
    /// Number of rows read, with malformed ones.
    private(set) var rowsRead = 0
    /// Number of lines without a row since the last one, and the most there may be.
    private var linesPassedOver = 0
    var mostLinesPassedOver = 10_000_000
    /// Called with the text of a comment after its mark.
    var onComment: (String) -> Void = { _ in }

    /// The rows of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - separator: mark between two fields.
    ///   - commentMark: mark at the beginning of a comment, perhaps after spaces; ``onComment`` gets the text.
    ///   - otherCommentMarks: further marks of comments, whose text is dropped.
    ///   - headerColumns: for a table with a header, the names its columns may have: comments stand above the header
    ///     only, and a line with a comment mark that names two columns is the header.
    ///   - tap: takes the file's bytes as they are read.
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

    /// Path of the file, as the user wrote it.
    var path: String { lines.path }

    /// Number of fields in the row.
    var count: Int { fields.count }

    /// Reads the next row, passing over empty lines and comments; returns false after the last.
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

    /// Counts a line without a row; throws for a file of little else, such as 10 GB of line ends in 10 MB of gzip.
    private func passOver() throws(TraceError) {
        linesPassedOver += 1
        guard linesPassedOver <= mostLinesPassedOver else {
            throw TraceError(
                file: path, line: line,
                message: "\(mostLinesPassedOver) lines without a row; accepted: fewer between two rows")
        }
    }

    /// True if a line is a comment.
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

    /// Calls ``onComment`` for a comment with the first mark.
    private func takeComment() {
        let text = bytes.drop(while: isSpace)
        if text.first == commentMark { onComment(String(decoding: text.dropFirst(), as: UTF8.self)) }
    }

    /// True if a row, of which this is the first line, goes on after the line: a field's quotation mark is not closed.
    ///
    /// A mark within a field, as in `3.5" disk`, opens none; nor does a mark in a comment.
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

    /// True for a byte that separates two fields; before the first row, for any byte that may.
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

    /// Takes semicolons or tabs for commas, if the first row has them outside quotation marks, and no commas.
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

    /// True for a byte that may stand around an unquoted field.
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

    /// Appends the field that begins at `start`, and returns the position of the comma after it.
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
    /// True for a field without content.
    func isEmpty(_ field: Int) -> Bool { fields[field].content.isEmpty }

    /// True for a field whose content has `""` for `"`.
    func hasEscapes(_ field: Int) -> Bool { fields[field].hasEscapes }

    /// Text of a field; nil where it is not UTF-8.
    func text(_ field: Int) -> String? {
        guard let text = String(validating: content(field), as: UTF8.self) else { return nil }
        guard fields[field].hasEscapes else { return text }
        // Byte by byte, because a quotation mark with an accent is another character.
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in content(field) {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Bytes of a field; valid until the next row is read.
    func content(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[fields[field].content])
    }

    /// The number in a field, a plain decimal with or without an exponent; nil for other texts.
    func number(_ field: Int) -> Double? { DecimalText.number(content(field)) }

    /// The whole number in a field, digits with or without a sign; nil for other texts.
    func integer(_ field: Int) -> Int64? { DecimalText.integer(content(field)) }

    /// Text of a field between quotation marks, for a message: at most 60 bytes, on one line.
    func quoted(_ field: Int) -> String {
        let longest = 60
        let content = content(field)
        let text = String(decoding: content.prefix(longest), as: UTF8.self)
        let visible = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined()
        return "\"\(visible)\(content.count > longest ? "…" : "")\""
    }

    /// Column at which a field begins, from 1, in a row on one line of ASCII.
    func column(_ field: Int) -> Int { fields[field].start + 1 }

    /// An error about a field of the row.
    func error(_ field: Int, _ problem: RowProblem, _ message: String) -> TraceError {
        error(at: fields[field].start, problem, message)
    }

    /// An error about a field of the header; no row can be read then.
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
