internal import CellbenchSimulator

/// The mark that keeps a spreadsheet from running a text as a formula: an apostrophe before it, `'=cmd`.
///
/// Spreadsheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, perhaps after spaces or invisible
/// characters, and `=cmd|…` may run a program (OWASP, *CSV Injection*). Some begin a new cell after a semicolon, a tab
/// or a line end, so a text after one of these is marked too. Numbers are not marked.
///
/// For every text, `unmarked(marked(text)) == text`: of several apostrophes before a formula one is the mark, and an
/// apostrophe before any other text is none.
package enum FormulaMark {
    private static let mark: Unicode.Scalar = "'"

    /// The text with a mark before each part that a spreadsheet might run.
    package static func marked(_ text: String) -> String {
        guard mayNeedMark(text), DecimalNumber(text) == nil else { return text }
        return changed(text) { part, isFormula in isFormula ? [mark] + part : Array(part) }
    }

    /// The text from which ``marked(_:)`` made this one; any other text as it is.
    package static func unmarked(_ text: String) -> String {
        guard text.unicodeScalars.contains(mark) else { return text }
        return changed(text) { part, isFormula in Array(isFormula && part.first == mark ? part.dropFirst() : part) }
    }

    /// True for a text that may need a mark; most names are done with this look at their bytes.
    private static func mayNeedMark(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 || $0 < 0x20 || "=+-@".utf8.contains($0) }
    }

    /// The text with `change` applied to each part that might be a cell of its own.
    private static func changed(
        _ text: String, _ change: (_ part: ArraySlice<Unicode.Scalar>, _ isFormula: Bool) -> [Unicode.Scalar]
    ) -> String {
        var result = String.UnicodeScalarView()
        var rest = Array(text.unicodeScalars)[...]
        var isFirst = true
        while true {
            let part = rest.prefix { !separates($0) }
            rest = rest.dropFirst(part.count)
            let begin = part.drop { $0 == mark }.drop(while: isInvisible)
            // Some spreadsheets drop a blank before the first part and read what follows.
            let isFormula = begin.first.map(beginsFormula) ?? (isFirst && rest.first.map(isBlank) ?? false)
            result.append(contentsOf: change(part, isFormula))
            guard let separator = rest.popFirst() else { return String(result) }
            result.append(separator)
            isFirst = false
        }
    }

    private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
        // The wide forms too, which spreadsheets of East Asia take for the others.
        "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(scalar)
    }

    /// True for a character that a spreadsheet may drop from the beginning of a cell: spaces of all kinds, and
    /// invisible ones.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar.properties.isWhitespace
            || [.control, .format].contains(scalar.properties.generalCategory)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { "\t\r\n".unicodeScalars.contains(scalar) }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool { ",;\t\r\n\"".unicodeScalars.contains(scalar) }
}
