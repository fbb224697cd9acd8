internal import CellbenchFiles

extension Verdict {
    /// Mark of cellbench's comments, by which a bot finds and replaces them.
    public static let markdownMarker = "<!-- cellbench-compare -->"

    /// Largest number of the table's lines in a comment.
    private static let mostRows = 50

    /// The verdict as a comment on a pull request: the headline, and the table folded below.
    public func markdown() -> String {
        let rows = VerdictRow.rows(self)
        let shown = rows.prefix(Self.mostRows)
        let rest = rows.dropFirst(Self.mostRows).reduce(0) { $0 + $1.count }
        var lines = [
            Self.markdownMarker, "**cellbench compare: \(headline)**", "",
            "<details><summary>\(shown.count) of \(rows.count) lines</summary>", "",
            "BASE: \("\(base.path): \(base.origin)".markdownEscaped)<br>NEW: \("\(new.path): \(new.origin)".markdownEscaped)"
                + (commonText.map { "<br>all: \($0.markdownEscaped)" } ?? ""),
            "",
            line(VerdictRow.headings), "|---|---|---|--:|--:|--:|--:|--:|--:|---|",
        ]
        lines += shown.map { line($0.cells.map(\.markdownCell)) }
        if rest > 0 { lines += ["", "… and \(rest) more"] }
        if !legend.isEmpty { lines += ["", legend.split(separator: "\n").joined(separator: " ").markdownEscaped] }
        lines += ["", "</details>", "", tally]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
