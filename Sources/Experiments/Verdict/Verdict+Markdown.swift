extension Verdict {
    /// What marks a comment as ours, so that a bot finds and replaces it.
    public static let markdownMarker = "<!-- cellbench-compare -->"

    /// How many lines of the table a comment has at most.
    private static let mostRows = 50

    /// The verdict as a comment on a pull request: a line, and the table folded below it.
    public func markdown() -> String {
        let rows = VerdictRow.rows(self)
        let shown = rows.prefix(Self.mostRows)
        let rest = rows.dropFirst(Self.mostRows).reduce(0) { $0 + $1.count }
        var lines = [
            Self.markdownMarker, "**cellbench compare: \(headline)**", "",
            "<details><summary>\(shown.count) of \(rows.count) lines</summary>", "",
            "BASE: \(escaped("\(base.path): \(base.origin)"))<br>NEW: \(escaped("\(new.path): \(new.origin)"))"
                + (commonText.map { "<br>all: \(escaped($0))" } ?? ""),
            "",
            line(VerdictRow.headings), "|---|---|---|--:|--:|--:|--:|--:|--:|---|",
        ]
        lines += shown.map { line($0.cells.map(escaped)) }
        if rest > 0 { lines += ["", "… and \(rest) more"] }
        if !legend.isEmpty { lines += ["", escaped(legend.split(separator: "\n").joined(separator: " "))] }
        lines += ["", "</details>", "", tally]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// The text such that none of it is taken for Markdown or HTML.
    private func escaped(_ text: String) -> String {
        text.printable.reduce(into: "") { result, character in
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // A name with an at sign would notify somebody.
            case "@": result += "&#64;"
            case "\\", "|", "`", "*", "_", "[", "]", "~", "#": result += "\\\(character)"
            default: result.append(character)
            }
        }
    }
}
