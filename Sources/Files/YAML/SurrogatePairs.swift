/// Characters beyond U+FFFF as JSON escapes them: in two halves, such as `\\ud83d\\ude80` for a rocket.
///
/// The YAML library knows each half for no character, and JSON's way is no YAML; `\\U0001F680` is.
enum SurrogatePairs {
    /// The text with each such pair, in quotation marks, as one escape of YAML; columns stay but for those behind one.
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
                    // What is escaped is none of the marks looked for here.
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

    /// The character whose two halves are escaped at `position`.
    private static func pair(in bytes: [UInt8], at position: Int) -> Unicode.Scalar? {
        guard let high = unit(in: bytes, at: position), UTF16.isLeadSurrogate(high),
            let low = unit(in: bytes, at: position + 6), UTF16.isTrailSurrogate(low)
        else { return nil }
        return String(decoding: [high, low], as: UTF16.self).unicodeScalars.first
    }

    /// What `\\uXXXX` at `position` stands for.
    private static func unit(in bytes: [UInt8], at position: Int) -> UInt16? {
        guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
    }
}
