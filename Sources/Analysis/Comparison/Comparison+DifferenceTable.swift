internal import CellbenchFiles
internal import CellbenchResults

extension Comparison {
    /// The paired differences of the other architectures from `baseline`, as text.
    ///
    /// - Parameters:
    ///   - baseline: the architecture to subtract.
    ///   - width: the number of characters in a line, where the names leave a choice.
    /// - Throws: ``ComparisonError`` if no architecture is named `baseline`.
    /// - Returns: a block for each value of the sweep, a row for each workload of an architecture, and a legend.
    public func differenceTable(
        against baseline: String, width: Int = 120
    ) throws(ComparisonError) -> String {
        let differences = try differences(against: baseline)
        let byParameters = Dictionary(grouping: differences, by: \.parameters)
        let blocks = blocks.map { (block: $0, differences: byParameters[$0.parameters] ?? []) }
        let hasMarks = differences.contains { $0.saturatedPairs > 0 }
        // The space behind a heading stands above the asterisks.
        let headings = (Self.ofWorkloads + Self.ofCell).map { $0.heading + " " } + ["n"]
        let grid = TextGrid(
            stub: .init(
                heading: "",
                columns: [.init(heading: "architecture", isNumeric: false)]
                    + (hasMarks ? [.init(heading: "", isNumeric: false)] : [])
                    + [.init(heading: "workload", isNumeric: false)]),
            groups: [.init(heading: "", columns: headings.map { .init(heading: $0) })],
            sections: blocks.map { $0.differences.flatMap { rows($0, hasMarks: hasMarks) } })
        let sections = zip(blocks, grid.rendered(width: width)).map { block, text in
            let title = block.block.title.isEmpty ? "" : block.block.title + "\n"
            return title + (block.differences.isEmpty ? nothing(block.block, baseline) : text)
        }
        return sections.joined(separator: "\n") + "\n" + legend(baseline, hasMarks: hasMarks)
    }

    /// Rows of one architecture; figures of the cell are in the first.
    private func rows(_ difference: ArchitectureDifference, hasMarks: Bool) -> [[String]] {
        let mark = Self.saturationMark(difference.saturatedPairs, of: difference.pairs)
        let ofCell = Self.ofCell.map { cell($0, difference.figures[$0]) } + ["\(difference.pairs)"]
        let workloads = difference.workloads.map { workload in
            [workload.workload.printable] + Self.ofWorkloads.map { cell($0, workload[$0]) }
        }
        let none = [[FigureFormat.missing] + Self.ofWorkloads.map { cell($0, nil) }]
        return (workloads.isEmpty ? none : workloads).enumerated().map { index, cells in
            let isFirst = index == 0
            let stub = [difference.architecture.printable] + (hasMarks ? [mark] : [])
            return (isFirst ? stub : stub.map { _ in "" }) + cells + (isFirst ? ofCell : ofCell.map { _ in "" })
        }
    }

    private static let ofCell = Figure.compared.filter(\.isOfCell)
    private static let ofWorkloads = Figure.compared.filter { !$0.isOfCell }

    private func cell(_ figure: Figure, _ estimate: Estimate?) -> String {
        FigureFormat.signed(figure.text(estimate), estimate) + (estimate?.excludesZero == true ? "*" : " ")
    }

    private func nothing(_ block: Block, _ baseline: String) -> String {
        block.rows.contains { $0.architecture == baseline }
            ? "no other architecture\n" : "no \(baseline) here".printable + "\n"
    }

    private func legend(_ baseline: String, hasMarks: Bool) -> String {
        var lines = [
            "Differences from \(baseline), paired by replication (n pairs): mean ± half the 95 % confidence interval;"
                .printable,
            "*: the interval excludes 0. Columns as in the table of the architectures.",
        ]
        if hasMarks { lines.append("!: one of the two was saturated, so that waits depend on the horizon.") }
        if !complete { lines.append("Stopped early: not every point of the experiment is here.") }
        return lines.joined(separator: "\n") + "\n"
    }
}
