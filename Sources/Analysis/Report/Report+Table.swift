internal import CellbenchFiles
internal import CellbenchResults

extension Report {
    /// The architectures side by side: a row for each architecture and sweep point.
    func tableSection(_ comparison: Comparison, _ layout: SweepLayout) -> HTML {
        guard !comparison.blocks.isEmpty else {
            return Self.section("table", "Head to head", "<p>There are no points in these results.</p>\n")
        }
        let table = HeadToHeadTable(comparison, layout)
        return Self.section("table", "Head to head", table.filters + table.table + table.notes + legend(comparison))
    }

    private func legend(_ comparison: Comparison) -> HTML {
        let replications = comparison.replications
        let means =
            replications == 1
            ? "One replication: no confidence interval."
            : "Means over \(replications) replications; ±: half the 95 % confidence interval."
        let columns = Figure.legend(of: comparison.tabled(ofCell: true) + comparison.tabled(ofCell: false))
        let meanings = columns.map { headings, meaning -> HTML in
            let names = headings.map { "<b>\($0)</b>" as HTML }.joined(separator: ", ")
            return "\(names) \(meaning.replacing("'", with: "’"))"
        }
        return """
            <p class="note">\(meanings.joined(separator: "; ")). \(means) <b>Saturated</b>: a queue was still growing at the \
            end, so that waits depend on the horizon.</p>

            """
    }
}

/// The table of all figures, which the page's script sorts and filters.
struct HeadToHeadTable {
    private let comparison: Comparison
    private let paths: [String]
    private let ofCell: [Figure]
    private let ofWorkloads: [Figure]

    /// Number of rows from which on there are filters.
    private static let leastToFilter = 8

    init(_ comparison: Comparison, _ layout: SweepLayout) {
        self.comparison = comparison
        paths = layout.paths
        ofCell = comparison.tabled(ofCell: true)
        ofWorkloads = comparison.tabled(ofCell: false)
    }

    /// Text of a cell and its sorting key; both empty where there is no figure.
    private struct Cell {
        var html: HTML
        var key: String

        init(_ text: String, _ number: Double?) {
            html = "\(text)"
            key = number.map { ParameterValue.number($0).description } ?? ""
        }

        init(_ html: HTML, key: String) {
            self.html = html
            self.key = key
        }
    }

    /// The table, in a box that scrolls.
    var table: HTML {
        let rows = comparison.blocks.map { block in block.rows.map { row($0, block) }.joined() }
        let groups: HTML = comparison.workloads.map { workload -> HTML in
            "<th scope=\"colgroup\" colspan=\"\(ofWorkloads.count)\">\(workload)</th>"
        }.joined()
        let headings =
            [heading("architecture", isText: true)] + paths.map { heading($0, isText: true) }
            + [heading("status", isText: true)] + ofCell.map { heading($0.heading) }
            + comparison.workloads.flatMap { workload in ofWorkloads.map { heading($0.heading, of: workload) } }
        return """
            <div class="scroll" role="region" aria-label="Head to head, every figure" tabindex="0">
            <table class="sortable">
            <thead>
            <tr><td colspan="\(2 + paths.count + ofCell.count)"></td>\(groups)</tr>
            <tr>\(headings.joined())</tr>
            </thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </div>

            """
    }

    private func heading(_ name: String, isText: Bool = false, of workload: String? = nil) -> HTML {
        let label: HTML = workload.map { " aria-label=\"\(name), \($0)\"" } ?? ""
        let kind: HTML = isText ? " class=\"text\"" : ""
        // Paths are long, and may break between their parts.
        let breakable = name.split(separator: ".").map { "\(String($0))" as HTML }.joined(separator: ".<wbr>")
        return """
            <th scope="col" aria-sort="none"\(kind)>\
            <button type="button"\(label)>\(breakable)</button></th>
            """
    }

    private func row(_ row: Comparison.Row, _ block: Comparison.Block) -> HTML {
        let state: HTML =
            row.finished == 0 ? " class=\"failed\"" : row.saturated > 0 ? " class=\"saturated\"" : ""
        let swept = paths.map { path -> Cell in
            guard let value = block.parameters[path] else { return Cell("", key: "") }
            return Cell("\(value.number.map(TickText.number) ?? value.description)", key: value.description)
        }
        let texts = swept + [status(row)]
        let figures =
            ofCell.map { cell($0, row, of: "") }
            + comparison.workloads.flatMap { workload in ofWorkloads.map { cell($0, row, of: workload) } }
        return """
            <tr\(state)>\
            <th scope="row" data-k="\(row.architecture)"><span>\(row.architecture.shortened(to: 80))</span></th>\
            \(texts.map { "<td class=\"text\" data-k=\"\($0.key)\">\($0.html)</td>" as HTML }.joined())\
            \(figures.map { "<td data-k=\"\($0.key)\">\($0.html)</td>" as HTML }.joined())</tr>

            """
    }

    private func status(_ row: Comparison.Row) -> Cell {
        let mark = comparison.mark(row)
        if row.finished == 0 { return Cell("<span class=\"badge bad\">failed</span>", key: "3") }
        guard row.saturated > 0 else { return Cell("\(mark)", key: mark.isEmpty ? "0" : "1") }
        let part = row.saturated == row.finished ? "" : " \(row.saturated)/\(row.finished)"
        let missing = row.finished < comparison.replications ? " n=\(row.finished)" : ""
        return Cell("<span class=\"badge warn\">saturated\(part)</span>\(missing)", key: "2")
    }

    private func cell(_ figure: Figure, _ row: Comparison.Row, of workload: String) -> Cell {
        let estimate = row.estimate(figure, workload: workload)
        var cell = Cell(figure.text(estimate), estimate?.mean)
        let share = figure.column?.share.flatMap { row.estimate(.known($0), workload: workload)?.mean }
        if let share, share > 0 { cell.html += " <small>\(FigureFormat.percent(share))</small>" }
        return cell
    }

    /// Filters of many rows, which stay hidden without the script.
    var filters: HTML {
        let count = comparison.blocks.reduce(0) { $0 + $1.rows.count }
        guard count >= Self.leastToFilter, !paths.isEmpty else { return "" }
        let architectures = comparison.architectures.map { ($0, $0) }
        let columns = [("architecture", architectures)] + paths.map { ($0, values(of: $0)) }
        let selects = columns.enumerated().map { index, column -> HTML in
            let options = column.1.map { key, text -> HTML in "<option value=\"\(key)\">\(text)</option>" }
            return """
                <label>\(column.0) <select data-column="\(index)"><option value="">all</option>\(options.joined())</select></label>

                """
        }
        return """
            <div class="filters" hidden>
            \(selects.joined())<output>\(count) of \(count) rows</output>
            </div>

            """
    }

    private func values(of path: String) -> [(String, String)] {
        let values = comparison.blocks.compactMap { $0.parameters[path] }.distinct
        return values.map { ($0.description, $0.number.map(TickText.number) ?? $0.description) }
    }

    /// Notes of `compare` below its blocks; equal ones share a line with the sweep points they belong to.
    var notes: HTML {
        var lines: [(text: String, titles: [String])] = []
        var indices: [String: Int] = [:]
        for block in comparison.blocks {
            for text in comparison.notes(block) {
                let index = indices[text] ?? lines.count
                if index == lines.count {
                    indices[text] = index
                    lines.append((text, []))
                }
                lines[index].titles.append(block.title)
            }
        }
        lines += comparison.omissions.map { ($0, comparison.blocks.map(\.title)) }
        guard !lines.isEmpty else { return "" }
        let items = lines.map { text, titles -> HTML in
            let isEverywhere = titles.count == comparison.blocks.count
            let shown = titles.prefix(3).joined(separator: "; ")
            let more = titles.count > 3 ? " and at \(titles.count - 3) more" : ""
            return "<li>\(isEverywhere ? "" : "\(shown)\(more): ")\(text)</li>\n"
        }
        return "<ul class=\"notes\">\n\(items.joined())</ul>\n"
    }
}
