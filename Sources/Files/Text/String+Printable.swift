/// Text from elsewhere on its way out: names, paths, reasons and descriptions may hold anything.
///
/// A terminal obeys control characters; marks of direction turn what is beside them round; what has no width makes two names look like one.
/// At every border where text becomes output it goes through one of these: ``Swift/String/printable`` for a text within a line,
/// ``Swift/String/printableLines`` for a whole answer, ``Swift/String/escapedForJSON`` for JSON.
extension String {
    /// The text between quotation marks, fit for a message: short, on one line, nothing invisible.
    package var quoted: String { "\"" + printable(atMost: 60) + "\"" }

    /// The text on one line with everything invisible escaped, such as `\u{1B}`, `\u{202E}` or `\n`.
    package var printable: String {
        hasInvisible() ? printable(atMost: .max) : self
    }

    /// The text with everything invisible escaped and, where it is longer than `limit` characters, its end cut off.
    package func printable(atMost limit: Int) -> String {
        var result = ""
        var previous: Unicode.Scalar?
        // Scalars rather than characters: one character may be any number of combining marks.
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < limit else { return result + "…" }
            if scalar.isVisible(after: previous) {
                result.unicodeScalars.append(scalar)
            } else {
                result += scalar.escaped(asASCII: true)
            }
            previous = scalar
        }
        return result
    }

    /// The text with everything invisible escaped but the ends of its lines and tabs.
    package var printableLines: String { printableLines(keepingColors: false) }

    /// The same, which may keep the escape sequences of ``TextStyle``: for an answer of which all that is from elsewhere is printable.
    package func printableLines(keepingColors: Bool) -> String {
        guard hasInvisible(but: "\n\t") else { return self }
        var result = ""
        var rest = unicodeScalars[...]
        var previous: Unicode.Scalar?
        while let scalar = rest.first {
            if keepingColors, scalar == "\u{1B}", let sequence = TextStyle.sequence(at: rest) {
                result += String(sequence)
                rest = rest[sequence.endIndex...]
                continue
            }
            rest.removeFirst()
            let endsLine = scalar == "\n" || scalar == "\r" && rest.first == "\n"
            if endsLine || scalar == "\t" || scalar.isVisible(after: previous) {
                result.unicodeScalars.append(scalar)
            } else {
                result += scalar.escaped(asASCII: true)
            }
            previous = scalar
        }
        return result
    }

    /// A JSON text of the same value in which everything invisible but the ends of lines is written as `\u001b`.
    ///
    /// JSON has such characters within strings only, where the escape stands for the same character (RFC 8259, section 7).
    var escapedForJSON: String {
        guard hasInvisible(but: "\n") else { return self }
        var result = ""
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar == "\n" || scalar.isVisible(after: previous) {
                result.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
            previous = scalar
        }
        return result
    }

    /// Whether anything in the text is invisible but the characters given, which are of ASCII.
    private func hasInvisible(but kept: String = "") -> Bool {
        var text = self
        // Most texts are of ASCII, or have nothing to escape: a look at the bytes is enough for those.
        let isPlain = text.withUTF8 { bytes in
            bytes.allSatisfy { 0x20..<0x7F ~= $0 || kept.utf8.contains($0) }
        }
        guard !isPlain else { return false }
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            guard scalar.isVisible(after: previous) || kept.unicodeScalars.contains(scalar) else { return true }
            previous = scalar
        }
        return false
    }
}

extension Unicode.Scalar {
    /// Whether a reader sees the character and nothing but the character, behind the one before it.
    fileprivate func isVisible(after previous: Unicode.Scalar?) -> Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        // Format characters include those that reverse the direction of the text after them.
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            return false
        default:
            // What is to be ignored where it is not known has no width, such as fillers of Hangul; emoji are followed by a selector
            // of their looks.
            return !properties.isDefaultIgnorableCodePoint
                || value == 0xFE0F && previous.map { !$0.isASCII && $0.properties.isEmoji } ?? false
        }
    }
}

extension TextStyle {
    /// An escape sequence as styles write them, at the beginning of a text; nil where there is none.
    fileprivate static func sequence(
        at text: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView? {
        let parameters = text.dropFirst().dropFirst().prefix { "0"..."9" ~= $0 || $0 == ";" }
        guard text.starts(with: "\u{1B}[".unicodeScalars), parameters.endIndex < text.endIndex,
            text[parameters.endIndex] == "m"
        else { return nil }
        return text[...parameters.endIndex]
    }
}
