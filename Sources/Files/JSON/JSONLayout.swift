/// Lays JSON out over several lines as ``JSONText/encode(_:)`` does: a line for each key or element, two spaces a
/// level, ` : ` behind keys.
///
/// A point is encoded once, on one line, for the journal; the results file takes that line without decoding it.
package enum JSONLayout {
    private static let lineFeed = UInt8(ascii: "\n")

    /// The text over several lines, without a line end behind it.
    ///
    /// - Parameters:
    ///   - text: valid JSON without spaces between its tokens.
    ///   - level: depth of the text within another; the first line is not indented.
    /// - Returns: the same JSON.
    /// - Complexity: O(*n*).
    package static func pretty(_ text: ArraySlice<UInt8>, level: Int = 0) -> [UInt8] {
        var result: [UInt8] = []
        var level = level
        var isString = false
        var isEscaped = false
        var opened = false
        func indent() {
            result.append(lineFeed)
            for _ in 0..<level { result.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
        }
        for byte in text {
            if isString {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            if opened {
                if closes {
                    // An empty array or object has an empty line between its brackets.
                    result.append(lineFeed)
                } else {
                    indent()
                }
                opened = false
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                result.append(byte)
                level += 1
                opened = true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                indent()
                result.append(byte)
            case UInt8(ascii: ","):
                result.append(byte)
                indent()
            case UInt8(ascii: ":"):
                result.append(contentsOf: [UInt8(ascii: " "), byte, UInt8(ascii: " ")])
            default:
                isString = byte == UInt8(ascii: "\"")
                result.append(byte)
            }
        }
        return result
    }
}
