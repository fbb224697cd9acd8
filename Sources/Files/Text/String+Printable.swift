/// Escapes text from outside, such as names, paths and reasons, before it is printed.
///
/// A terminal obeys control characters; direction marks reverse the text beside them; characters without width make two
/// names look alike. So text passes through one of these where it becomes output: ``Swift/String/printable`` within a
/// line, ``Swift/String/printableLines`` for a whole answer, ``Swift/String/escapedForJSON`` for JSON.
extension String {
    /// The text in quotation marks for a message: short, on one line, invisible characters escaped.
    package var quoted: String { "\"" + printable(atMost: 60) + "\"" }

    /// The text on one line with invisible characters escaped: `\u{1B}`, `\u{202E}`, `\n`.
    package var printable: String {
        hasInvisible() ? printable(atMost: .max) : self
    }

    /// The text with invisible characters escaped; `…` stands for the part behind the first `limit` Unicode scalars.
    ///
    /// The limit counts scalars before they are escaped: an escape such as `\u{1B}` counts as one.
    package func printable(atMost limit: Int) -> String {
        var result = ""
        var previous: Unicode.Scalar?
        // Counts scalars, because one character may consist of any number of combining marks.
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

    /// The text with invisible characters escaped, except line ends and tabs.
    package var printableLines: String { printableLines(keepingColors: false) }

    /// The text with invisible characters escaped, except line ends, tabs and, on request, the escape sequences of
    /// ``TextStyle``.
    ///
    /// Colours may be kept in an answer whose parts from outside are printable already.
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

    /// JSON text of the same value, with invisible characters except line ends as escapes: `\u001b`.
    ///
    /// JSON has these characters only within strings, where an escape stands for the same character (RFC 8259, section
    /// 7).
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

    /// True if the text has invisible characters other than `kept`, which are ASCII.
    private func hasInvisible(but kept: String = "") -> Bool {
        var text = self
        // Most texts are ASCII without control characters, which a look at the bytes shows.
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
    /// True if a reader sees this character, and nothing else, behind the previous one.
    fileprivate func isVisible(after previous: Unicode.Scalar?) -> Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        // Format characters include those that reverse the direction of the text after them.
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            return false
        default:
            // Characters that are ignored where unknown have no width, such as fillers of Hangul. An exception is the
            // selector behind an emoji.
            return !properties.isDefaultIgnorableCodePoint
                || value == 0xFE0F && previous.map { !$0.isASCII && $0.properties.isEmoji } ?? false
        }
    }
}

extension TextStyle {
    /// Escape sequence of a ``TextStyle`` at the beginning of a text; nil where there is none.
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
