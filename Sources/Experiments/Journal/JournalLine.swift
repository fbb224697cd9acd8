internal import CCellbenchZlib
internal import CellbenchFiles

/// A line of a journal: the checksum of a text, a space, and the text, which is JSON on one line.
///
///     1f3a90c2 {"result":{…},"wallSeconds":0.0123}
enum JournalLine {
    private static let digits = 8
    private static let space = UInt8(ascii: " ")
    static let end = UInt8(ascii: "\n")

    /// The line of `text`, with a line end.
    static func line(_ text: [UInt8]) -> [UInt8] {
        var line = Array(checksum(text[...]).hexadecimal.utf8)
        line.reserveCapacity(line.count + text.count + 2)
        line.append(space)
        line += text
        line.append(end)
        return line
    }

    /// The text of a line without its end; nil for a torn or damaged line.
    static func text(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.count > digits, line[line.startIndex + digits] == space,
            let number = UInt32(String(decoding: line.prefix(digits), as: UTF8.self), radix: 16)
        else { return nil }
        let text = line.dropFirst(digits + 1)
        return checksum(text) == number ? text : nil
    }

    /// The checksum of gzip (RFC 1952), which detects any damage within 32 successive bits.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(truncatingIfNeeded: buffer.count)))
        }
    }
}

extension JournalLine {
    /// The value of `result` in the text of a point's line, whose sorted keys put `wallSeconds` behind.
    static func result(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let key = Array("{\"result\":".utf8)
        guard text.starts(with: key), text.last == UInt8(ascii: "}") else { return nil }
        let rest = text.dropFirst(key.count).dropLast()
        // A text within the result has its quotation marks escaped.
        let next = Array(",\"wallSeconds\":".utf8)
        for length in next.count..<64 where rest.count > length {
            let end = rest.endIndex - length
            if rest[end...].starts(with: next) { return rest[..<end] }
        }
        return rest
    }
}
