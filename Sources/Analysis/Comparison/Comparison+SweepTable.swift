internal import CellbenchFiles
internal import CellbenchResults

extension Comparison {
    /// The figures over the sweep as bars: a row for each architecture, a bar for each swept value.
    ///
    /// - Returns: title and rows, and the legend of the bars; both empty without a path of three numeric values, or
    ///   without figures.
    func sweepTable(width: Int, style: TextStyle) -> (text: String, legend: [String]) {
        guard let sweep = sweepLines else { return ("", []) }
        let table = SweepTable(sweep, workloads: workloads, style: style)
        guard !table.groups.isEmpty else { return ("", []) }
        return (table.text(width: width), table.legend)
    }
}

/// The text of ``SweepLines``.
private struct SweepTable {
    /// A column and its cells.
    struct Column {
        var figure: Figure
        var isLogarithmic: Bool
        var isGappy: Bool
        var cells: [String]

        var heading: String { figure.heading + (isLogarithmic ? " (log)" : "") }
    }

    /// Largest number of rows, unless one combination of the other paths needs more.
    private static let mostRows = 24
    let sweep: SweepLines
    let style: TextStyle
    /// Numbers of the values that have a bar.
    let shown: [Int]
    /// Combinations that have rows.
    let combinations: [SweepLines.Combination]
    /// Groups of columns with content, and their headings.
    private(set) var groups: [(heading: String, columns: [Column])] = []

    private var lines: [SweepLines.Line] { combinations.flatMap(\.lines) }

    init(_ sweep: SweepLines, workloads: [String], style: TextStyle) {
        self.sweep = sweep
        self.style = style
        shown = Thinning.indices(of: sweep.values.count, atMost: Thinning.mostBars)
        let all = sweep.combinations
        let tallest = all.map(\.lines.count).max() ?? 1
        combinations = Thinning.indices(of: all.count, atMost: max(1, Self.mostRows / max(1, tallest))).map { all[$0] }
        let drawn = Figure.tabled.filter { $0.column?.bars != nil }
        groups = [("", drawn.filter(\.isOfCell).compactMap { column($0, of: "") })]
        groups += workloads.map { workload in
            (workload.printable, drawn.filter { !$0.isOfCell }.compactMap { column($0, of: workload) })
        }
        groups.removeAll(where: \.columns.isEmpty)
    }

    /// Column of a figure, line by line; nil if all lines are empty.
    private func column(_ figure: Figure, of workload: String) -> Column? {
        guard let bars = figure.column?.bars else { return nil }
        let rows = lines.map { line in shown.map { line.rows[$0] } }
        let figures = rows.map { row in
            row.map { point -> Double? in
                let mean = point?.estimate(figure, workload: workload)?.mean
                return mean?.isFinite == true ? mean : nil
            }
        }
        let values = figures.joined().compactMap { $0 }
        guard values.contains(where: { bars.areDrawnOfNone || $0 != 0 }) else { return nil }
        let scale = BarScale(values, bars.scale)
        let cells = zip(rows, figures).map { row, figures in
            style.bars(figures.map { $0.map(scale.level) }, warnings: row.map { ($0?.saturated ?? 0) > 0 })
                + " " + ends(figures.compactMap { $0 }.map { figure.text($0) })
        }
        return Column(
            figure: figure, isLogarithmic: scale.isLogarithmic, isGappy: values.count < figures.joined().count,
            cells: cells)
    }

    /// First and last figure, between which the bars lead: `1.2s…3.4s`; one if all are equal.
    private func ends(_ figures: [String]) -> String {
        guard let first = figures.first, let last = figures.last else { return FigureFormat.missing }
        return figures.allSatisfy { $0 == first } ? first : first + style.ellipsis + last
    }
}

extension SweepTable {
    /// Title and rows.
    func text(width: Int) -> String {
        let whole = rendered(width: width) { group in
            [.init(heading: group.heading, columns: group.columns.map { .init(heading: $0.heading, isNumeric: false) })]
        }
        let fits = whole.split(separator: "\n").allSatisfy { String($0).shownCount <= width }
        // Columns of a workload stay together if the page is wide enough.
        let text =
            fits
            ? whole
            : rendered(width: width) { group in
                group.columns.map { column in
                    .init(heading: group.heading, columns: [.init(heading: column.heading, isNumeric: false)])
                }
            }
        return title(width: width) + text
    }

    private func rendered(
        width: Int, _ split: ((heading: String, columns: [Column])) -> [TextGrid.Group]
    ) -> String {
        let marks = lines.map(saturation)
        let hasMarks = marks.contains { !$0.isEmpty }
        let isBy = !sweep.otherPaths.isEmpty
        let stubs = combinations.flatMap { combination in
            combination.lines.enumerated().map { index, line in
                (isBy ? [index == 0 ? label(combination) : ""] : []) + [line.architecture.printable]
            }
        }
        let cells = groups.flatMap(\.columns).map(\.cells)
        let headings = (isBy ? ["by"] : []) + ["architecture"] + (hasMarks ? [""] : [])
        let grid = TextGrid(
            stub: .init(heading: "", columns: headings.map { .init(heading: $0, isNumeric: false) }),
            groups: groups.flatMap(split),
            sections: [
                stubs.indices.map { row in
                    stubs[row] + (hasMarks ? [style.warning(marks[row])] : []) + cells.map { $0[row] }
                }
            ],
            style: style)
        return grid.rendered(width: width).joined()
    }

    private func title(width: Int) -> String {
        let texts = sweep.values.map(\.description)
        let list = texts.joined(separator: ", ")
        let (count, all) = (shown.count, texts.count)
        let span = "\(texts[0]) \(style.ellipsis) \(texts[all - 1])"
        var title = "over \(sweep.path) = "
        if count < all {
            title += "\(span), a bar for \(count) of the \(all) values, evenly chosen"
        } else {
            title += title.count + list.count <= width ? list : "\(span), \(all) values"
        }
        title = title.printable + "\n"
        guard !sweep.otherPaths.isEmpty else { return title }
        let isThinned = combinations.count < sweep.combinations.count
        let some = isThinned ? ", \(combinations.count) of \(sweep.combinations.count), evenly chosen" : ""
        return title + "by \(sweep.otherPaths.joined(separator: ", "))\(some)".printable + "\n"
    }

    private func label(_ combination: SweepLines.Combination) -> String {
        sweep.otherPaths.map { combination.parameters[$0]?.description ?? FigureFormat.missing }
            .joined(separator: ", ").printable
    }

    /// Values at which a line has saturated simulations: `! from 10`, or `!` for all.
    ///
    /// Values without figures do not count; values without a bar do.
    private func saturation(of line: SweepLines.Line) -> String {
        let points = zip(sweep.values, line.rows).compactMap { value, row in
            row.flatMap { $0.finished > 0 ? (value: value.description, isSaturated: $0.saturated > 0) : nil }
        }
        var runs: [Range<Int>] = []
        for index in points.indices where points[index].isSaturated {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        guard !runs.isEmpty else { return "" }
        // So many changes are no boundary, and would fill the page.
        guard runs.count <= 3 else { return "! at \(runs.reduce(0) { $0 + $1.count }) of \(points.count) values" }
        let words = runs.map { run in
            let (first, last) = (points[run.lowerBound].value, points[run.upperBound - 1].value)
            switch (run.lowerBound == 0, run.upperBound == points.count) {
            case (true, true): return ""
            case (false, true): return " from \(first)"
            case (true, false) where run.count > 1: return " to \(last)"
            default: return run.count == 1 ? " at \(first)" : " \(first)\(style.ellipsis)\(last)"
            }
        }
        return ("!" + words.joined(separator: ",")).printable
    }

    /// Legend of the bars.
    var legend: [String] {
        let columns = groups.flatMap(\.columns)
        // Figures of workloads come before those of the cell.
        let figures = groups.reversed().flatMap { $0.columns.map(\.figure) }.distinct
        var shares: [(leastTop: Double, headings: [String])] = []
        for figure in figures {
            guard case .share(let leastTop)? = figure.column?.bars?.scale else { continue }
            let index = shares.firstIndex { $0.leastTop == leastTop } ?? shares.count
            if index == shares.count { shares.append((leastTop, [])) }
            shares[index].headings.append(figure.heading)
        }
        let scales = shares.map { leastTop, headings in
            let top = FigureFormat.short(leastTop) + (leastTop < 1 ? " or more" : "")
            return "\(headings.joined(separator: ", ")) 0 to \(top);"
        }
        let logarithms =
            columns.contains(where: \.isLogarithmic)
            ? ", or logarithmic (log) where they differ more than a hundredfold" : ""
        let gaps = style.isASCII ? " A gap: no figure." : " \(style.missingBar): no figure."
        return [
            "Bars: one a swept value, then the first\(style.ellipsis)last figure. Scales, one a column: "
                + scales.joined(separator: " "),
            "others 0 to the largest\(logarithms)." + (columns.contains(where: \.isGappy) ? gaps : ""),
        ]
    }
}
