/// Groups of columns under two lines of headings, side by side as far as they fit the page.
///
/// Several sections, each with its own headings, share the widths of the columns.
package struct TextGrid {
    /// A column and its heading.
    package struct Column {
        var heading: String
        var isNumeric: Bool

        package init(heading: String, isNumeric: Bool = true) {
            self.heading = heading
            self.isNumeric = isNumeric
        }
    }

    /// Columns that stay together under a common heading.
    package struct Group {
        var heading: String
        var columns: [Column]

        package init(heading: String, columns: [Column]) {
            self.heading = heading
            self.columns = columns
        }
    }

    /// Columns that name a row, at the start of every line.
    package var stub: Group
    /// The other columns.
    package var groups: [Group]
    /// The rows of each section: the cells of ``stub``, then those of the groups.
    package var sections: [[[String]]]
    /// Style of headings; cells are styled already.
    package var style: TextStyle

    package init(stub: Group, groups: [Group], sections: [[[String]]], style: TextStyle = .plain) {
        self.stub = stub
        self.groups = groups
        self.sections = sections
        self.style = style
    }

    /// Text of each section; groups that do not fit into `width` go below the others.
    package func rendered(width: Int) -> [String] {
        let columnWidths = columnWidths()
        // Two spaces between columns are easier to read; one is used where it saves lines or fits the page.
        let wide = bands(of: columnWidths, gap: 2, width: width)
        let narrow = bands(of: columnWidths, gap: 1, width: width)
        let isWideEnough =
            wide.count == narrow.count && wide.allSatisfy { extent(of: $0, columnWidths, gap: 2) <= width }
        let (gap, bands) = isWideEnough ? (2, wide) : (1, narrow)
        return sections.map { rows in
            bands.map { band in render(rows, band, columnWidths, gap) }.joined(separator: "\n")
        }
    }

    private var allGroups: [Group] { [stub] + groups }

    private func columnWidths() -> [[Int]] {
        var column = 0
        return allGroups.map { group in
            var widths = group.columns.map { heading -> Int in
                defer { column += 1 }
                let cells = sections.joined().map { $0[column].shownCount }
                return max(heading.heading.count, cells.max() ?? 0)
            }
            // The heading of a group may be wider than its columns.
            let missing = group.heading.count - span(widths, gap: 1)
            if missing > 0, !widths.isEmpty { widths[0] += missing }
            return widths
        }
    }

    private func span(_ widths: [Int], gap: Int) -> Int {
        widths.reduce(0, +) + gap * max(0, widths.count - 1)
    }

    /// Width of the stub and the groups of a band together.
    private func extent(of band: [Int], _ widths: [[Int]], gap: Int) -> Int {
        band.reduce(span(widths[0], gap: gap)) { $0 + gap + 1 + span(widths[$1], gap: gap) }
    }

    /// Numbers of the groups that stand side by side: as many as fit, at least one.
    private func bands(of widths: [[Int]], gap: Int, width: Int) -> [[Int]] {
        var bands: [[Int]] = [[]]
        // Group 0 is the stub, which is in every band.
        for group in 1..<allGroups.count {
            let band = bands[bands.count - 1]
            if !band.isEmpty, extent(of: band + [group], widths, gap: gap) > width {
                bands.append([group])
            } else {
                bands[bands.count - 1].append(group)
            }
        }
        return bands
    }

    private func render(_ rows: [[String]], _ band: [Int], _ widths: [[Int]], _ gap: Int) -> String {
        let between = String(repeating: " ", count: gap)
        /// A line of the texts that `text` gives for the band's groups.
        func line(_ text: (_ group: Int) -> String) -> String {
            let whole = ([0] + band).map(text).joined(separator: between + " ")
            return String(whole[..<(whole.lastIndex { $0 != " " }.map(whole.index(after:)) ?? whole.startIndex)])
        }
        func cells(_ texts: some Sequence<String>, of group: Int) -> String {
            zip(texts, zip(allGroups[group].columns, widths[group])).map { text, column in
                pad(text, to: column.1, atStart: column.0.isNumeric)
            }.joined(separator: between)
        }
        var text = ""
        if band.contains(where: { !allGroups[$0].heading.isEmpty }) {
            text += style.faint(line { heading(of: $0, across: span(widths[$0], gap: gap)) }) + "\n"
        }
        text += style.faint(line { group in cells(allGroups[group].columns.map(\.heading), of: group) }) + "\n"
        for row in rows {
            text += line { group in
                cells(row.dropFirst(allGroups[..<group].reduce(0) { $0 + $1.columns.count }), of: group)
            }
            text += "\n"
        }
        return text
    }

    /// The heading of a group with a rule over the rest of its columns.
    private func heading(of group: Int, across width: Int) -> String {
        let heading = allGroups[group].heading
        let rest = width - heading.count
        guard !heading.isEmpty, rest > 1 else { return pad(heading, to: width, atStart: false) }
        return heading + " " + String(repeating: "-", count: rest - 1)
    }

    private func pad(_ text: String, to width: Int, atStart: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.shownCount))
        return atStart ? spaces + text : text + spaces
    }
}
