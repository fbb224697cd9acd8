/// Joins the two escapes that JSON uses for a character beyond U+FFFF: `\\ud83d\\ude80` becomes `\\U0001F680`.
///
/// The YAML library refuses each half as no character, because YAML only knows the joined form.
enum SurrogatePairs {
    /// The text with each such pair in quotation marks joined; only columns behind a pair on its line change.
    static func joined(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isQuoted = false
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if isQuoted, byte == UInt8(ascii: "\\") {
                if let scalar = pair(in: bytes, at: position) {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    result +=
                        Array("\\U".utf8) + Array(String(repeating: "0", count: 8 - digits.count).utf8) + digits.utf8
                    position += 12
                } else {
                    // The escaped character is not a mark that this loop looks for.
                    result += bytes[position..<min(position + 2, bytes.count)]
                    position += 2
                }
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            result.append(byte)
            position += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Character whose two halves are escaped at `position`; nil for anything else.
    private static func pair(in bytes: [UInt8], at position: Int) -> Unicode.Scalar? {
        guard let high = unit(in: bytes, at: position), UTF16.isLeadSurrogate(high),
            let low = unit(in: bytes, at: position + 6), UTF16.isTrailSurrogate(low)
        else { return nil }
        return String(decoding: [high, low], as: UTF16.self).unicodeScalars.first
    }

    /// Value of `\\uXXXX` at `position`; nil for anything else.
    private static func unit(in bytes: [UInt8], at position: Int) -> UInt16? {
        guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
    }
}
