extension String {
    /// The text between quotation marks, fit for a message: short, on one line, nothing invisible.
    var quoted: String { "\"" + printable(atMost: 60) + "\"" }

    /// The text with everything invisible escaped: names and reasons in a file from elsewhere could else break a line or
    /// repaint a terminal.
    package var printable: String { printable(atMost: .max) }

    /// The text with everything invisible escaped and, where it is longer than `limit` characters, its end cut off.
    func printable(atMost limit: Int) -> String {
        var result = ""
        // Scalars rather than characters: one character may be any number of combining marks.
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < limit else { return result + "…" }
            if scalar.isVisible {
                result.unicodeScalars.append(scalar)
            } else {
                result += scalar.escaped(asASCII: true)
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        // Format characters include those that reverse the direction of the text after them.
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            false
        default:
            true
        }
    }
}
