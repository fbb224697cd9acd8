/// Splits CSV (RFC 4180, with LF or CRLF) into fields, without copying them.
struct CSVScanner {
    /// A field as it stands in the file.
    struct Field {
        /// The content, without quotation marks around it or spaces around an unquoted one.
        var content: Range<Int>
        /// Where the field begins, a quotation mark included.
        var start: Int
        /// Whether the content has `""` for `"`.
        var hasEscapes = false
        /// Whether a row ends behind it.
        var endsRow = false
    }

    /// The file.
    let bytes: [UInt8]
    private var position = 0

    /// A scanner at the beginning of a file; a byte order mark is skipped.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Moves over lines with nothing on them and says whether a row follows.
    mutating func skipBlankLines() -> Bool {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D { position += 1 }
        return position < bytes.count
    }

    /// The next field.
    mutating func next() throws(JobListError) -> Field {
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != 0x0A { position += 1 }
        var end = position
        while end > start, isSpace(bytes[end - 1]) || bytes[end - 1] == 0x0D { end -= 1 }
        return Field(content: start..<end, start: start, endsRow: skipSeparator())
    }

    private mutating func quoted() throws(JobListError) -> Field {
        let start = position
        position += 1
        var hasEscapes = false
        while true {
            guard position < bytes.count else {
                throw error(at: start, "a quotation mark without its other half; accepted: both, or none")
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
        while position < bytes.count, isSpace(bytes[position]) || bytes[position] == 0x0D { position += 1 }
        guard position == bytes.count || bytes[position] == UInt8(ascii: ",") || bytes[position] == 0x0A else {
            throw error(at: start, "a text goes on behind its closing quotation mark; accepted: a comma or a new line")
        }
        return Field(content: content, start: start, hasEscapes: hasEscapes, endsRow: skipSeparator())
    }

    /// Moves over a comma or the end of a line and says whether a row ended.
    private mutating func skipSeparator() -> Bool {
        guard position < bytes.count else { return true }
        position += 1
        return bytes[position - 1] == 0x0A
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// An error at a place in the file.
    func error(at offset: Int, _ message: String, wholeLine: Bool = false) -> JobListError {
        // Lines are counted here rather than on the way: most files have no error.
        let before = bytes[..<offset]
        let lineStart = (before.lastIndex(of: 0x0A) ?? -1) + 1
        var line = bytes[lineStart..<offset]
        if lineStart == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        let characters = line.count { $0 & 0b1100_0000 != 0b1000_0000 }
        return JobListError(
            line: before.count { $0 == 0x0A } + 1, column: wholeLine ? nil : characters + 1, message: message)
    }

    /// The text of a field; nil where it is not UTF-8.
    func text(_ field: Field) -> String? {
        guard let text = String(validating: bytes[field.content], as: UTF8.self) else { return nil }
        guard field.hasEscapes else { return text }
        return text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
    }

    /// The text of a field between quotation marks, fit for a message: short and on one line.
    func quoted(_ field: Field) -> String {
        let longest = 60
        let text = String(decoding: bytes[field.content].prefix(longest), as: UTF8.self)
        let visible = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined()
        return "\"\(visible)\(field.content.count > longest ? "…" : "")\""
    }
}

extension CSVScanner {
    /// The number that a field holds, a plain decimal with or without an exponent; nil where it is none.
    func number(_ field: Field) -> Double? {
        var index = field.content.lowerBound
        let end = field.content.upperBound
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isNegative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        func digit() -> UInt64? {
            guard index < end, bytes[index] &- 0x30 < 10 else { return nil }
            return UInt64(bytes[index] &- 0x30)
        }
        while let value = digit() {
            mantissa = mantissa &* 10 &+ value
            digits += 1
            index += 1
        }
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            while let value = digit() {
                mantissa = mantissa &* 10 &+ value
                digits += 1
                decimals += 1
                index += 1
            }
        }
        guard digits > 0 else { return nil }
        // Two exact numbers of a double divide with one rounding: the nearest double, as any parser would find.
        if index == end, digits <= 15, decimals < CSVScanner.powersOfTen.count {
            let value = Double(mantissa) / CSVScanner.powersOfTen[decimals]
            return isNegative ? -value : value
        }
        guard index == end || isExponent(index..<end) else { return nil }
        return Double(String(decoding: bytes[field.content], as: UTF8.self))
    }

    private func isExponent(_ range: Range<Int>) -> Bool {
        var rest = bytes[range]
        guard let e = rest.popFirst(), e | 0x20 == UInt8(ascii: "e") else { return false }
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy { $0 &- 0x30 < 10 }
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
