internal import CellbenchSimulator

/// Keeps a spreadsheet from running a text in a table as a formula, by an apostrophe before it.
///
/// Spreadsheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, perhaps behind spaces or what cannot be seen, and `=cmd|…` may run a program
/// (OWASP, *CSV Injection*). Depending on its language a spreadsheet begins a new cell behind a semicolon, a tab or a line end as well as
/// behind a comma: what follows one within the text is marked too. Numbers are none.
///
/// Whatever the text, `unmarked(marked(text)) == text`: of several apostrophes before what would be a formula one is the mark, and a text
/// that begins with one and goes on as any text has none.
package enum FormulaMark {
    private static let mark: Unicode.Scalar = "'"

    /// The text with a mark before each part of it that a spreadsheet might run.
    package static func marked(_ text: String) -> String {
        guard mayNeedMark(text), DecimalNumber(text) == nil else { return text }
        return changed(text) { part, isFormula in isFormula ? [mark] + part : Array(part) }
    }

    /// The text that ``marked(_:)`` made another of; any other text as it is.
    package static func unmarked(_ text: String) -> String {
        guard text.unicodeScalars.contains(mark) else { return text }
        return changed(text) { part, isFormula in Array(isFormula && part.first == mark ? part.dropFirst() : part) }
    }

    /// Most names have none of these, and are done with a look at their bytes.
    private static func mayNeedMark(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 || $0 < 0x20 || "=+-@".utf8.contains($0) }
    }

    /// The text with each part changed that might stand in a cell of its own.
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
            // A blank before the first part is dropped by some, and what is behind it read.
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

    /// Whether a spreadsheet may drop it from the beginning of a cell: spaces of all kinds, and what cannot be seen.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar.properties.isWhitespace
            || [.control, .format].contains(scalar.properties.generalCategory)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { "\t\r\n".unicodeScalars.contains(scalar) }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool { ",;\t\r\n\"".unicodeScalars.contains(scalar) }
}
