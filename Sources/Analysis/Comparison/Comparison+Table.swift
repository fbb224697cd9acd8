public import CellbenchFiles
internal import CellbenchResults

extension Comparison {
    /// Largest number of sweep values in a table.
    private static let mostBlocks = 1000

    /// The architectures side by side: a block for each value of the sweep, a row for each architecture, then bars over
    /// the sweep.
    ///
    /// - Parameters:
    ///   - width: the number of characters in a line, where the names leave a choice.
    ///   - style: the abilities of the place that shows the text.
    /// - Returns: lines of text, with a legend below.
    public func table(width: Int = 120, style: TextStyle = .plain) -> String {
        guard !blocks.isEmpty else { return "no points\n" }
        guard saturation.isEmpty else { return saturationTable(width: width) }
        let blocks = blocks.prefix(Self.mostBlocks)
        let marks = blocks.map { $0.rows.map(mark) }
        let hasMarks = marks.joined().contains { !$0.isEmpty }
        let (ofCell, ofWorkloads) = (tabled(ofCell: true), tabled(ofCell: false))
        let grid = TextGrid(
            stub: .init(
                heading: "",
                columns: [.init(heading: "architecture", isNumeric: false)]
                    + (hasMarks ? [.init(heading: "", isNumeric: false)] : [])),
            groups: [.init(heading: "", columns: ofCell.map { .init(heading: $0.heading) })]
                + workloads.map { workload in
                    .init(heading: workload.printable, columns: ofWorkloads.map { .init(heading: $0.heading) })
                },
            sections: zip(blocks, marks).map { block, marks in
                zip(block.rows, marks).map { row, mark in
                    [row.architecture.printable] + (hasMarks ? [style.warning(mark)] : [])
                        + ofCell.map { cell($0, row, of: "") }
                        + workloads.flatMap { workload in ofWorkloads.map { cell($0, row, of: workload) } }
                }
            },
            style: style)
        let sections = zip(blocks, grid.rendered(width: width)).map { block, text in
            (block.title.isEmpty ? "" : block.title + "\n") + text + belowTable(block)
        }
        let bars = sweepTable(width: width, style: style)
        return (sections + [leftOutText, bars.text, omissionText, legend(bars: bars.legend)]).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    /// Note on values that the table does not list; empty where it lists all.
    private var leftOutText: String {
        var text = ""
        if blocks.count > Self.mostBlocks {
            text = "the first \(Self.mostBlocks) of \(blocks.count) values of the sweep are listed\n"
        }
        if pointsLeftOut > 0 {
            text += "\(pointsLeftOut) more points are in results.json, and in nothing that is printed here\n"
        }
        return text.isEmpty ? "" : text + "cellbench export --csv writes a row for each\n"
    }

    /// Figures with columns, of the cell or of workloads, without those that are 0 everywhere and hidden then.
    func tabled(ofCell: Bool) -> [Figure] {
        Figure.tabled.filter { $0.isOfCell == ofCell && ($0.column?.isShownOfNone == true || isSomewhere($0)) }
    }

    /// True if the figure is above 0 in some simulation.
    private func isSomewhere(_ figure: Figure) -> Bool {
        blocks.lazy.flatMap(\.rows).flatMap(\.replications).contains { point in
            (figure.isOfCell ? [""] : workloads).contains { (point.value(of: figure, workload: $0) ?? 0) > 0 }
        }
    }

    private func cell(_ figure: Figure, _ row: Row, of workload: String) -> String {
        let estimate = row.estimate(figure, workload: workload)
        if figure.column?.hasInterval == true { return figure.text(estimate) }
        guard let share = figure.column?.share else { return figure.text(estimate?.mean) }
        return FigureFormat.count(estimate?.mean, share: row.estimate(.known(share), workload: workload)?.mean)
    }

    /// Mark of a row with reasons to doubt its figures: failed, saturated, fewer replications.
    func mark(_ row: Row) -> String {
        guard row.finished > 0 else { return "failed" }
        let missing = row.finished < replications ? "n=\(row.finished)" : ""
        let saturated = Self.saturationMark(row.saturated, of: row.finished)
        return [saturated, missing].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `!` if all replications are saturated, `!2/5` if some are, else empty.
    static func saturationMark(_ saturated: Int, of all: Int) -> String {
        saturated == 0 ? "" : saturated == all ? "!" : "!\(saturated)/\(all)"
    }

    /// Lines below a block about things that its figures do not show.
    func notes(_ block: Block) -> [String] { belowTable(block).split(separator: "\n").map(String.init) }

    private func belowTable(_ block: Block) -> String {
        refusals(block) + idle(block) + dropped(block) + shortfall(block) + failures(block)
    }

    /// A line for each reason of failed simulations in a block.
    private func failures(_ block: Block) -> String {
        var text = ""
        for row in block.rows {
            let failed = row.replications.filter { $0.status == .failed }
            for reason in failed.compactMap(\.reason).distinct {
                let (count, all) = (failed.count { $0.reason == reason }, row.replications.count)
                let extent = all == 1 ? "" : " in \(count) of \(all) replications"
                text += "\(row.architecture) failed\(extent): \(reason)".printable + "\n"
            }
        }
        return text
    }

    /// A line for each workload with refused jobs, which waits do not include, and the architectures that refused them.
    private func refusals(_ block: Block) -> String {
        var text = ""
        for workload in workloads {
            let finished = block.rows.count { $0.finished > 0 }
            // Architectures by the printed mean number of refused jobs, in order.
            var refusers: [(jobs: String, names: [String])] = []
            for row in block.rows {
                guard let mean = row.estimate(.refused, workload: workload)?.mean, mean > 0 else { continue }
                let jobs = FigureFormat.count(mean)
                if let known = refusers.firstIndex(where: { $0.jobs == jobs }) {
                    refusers[known].names.append(row.architecture)
                } else {
                    refusers.append((jobs, [row.architecture]))
                }
            }
            for (jobs, names) in refusers {
                let who = names.count == finished ? "all" : names.joined(separator: ", ")
                text +=
                    "refused by \(who): \(jobs) \(workload) jobs, which no machine of theirs could hold"
                    .printable + "\n"
            }
        }
        return text
    }

    /// A line for architectures on which not all initial tasks fitted, with the greatest share that did not.
    private func dropped(_ block: Block) -> String {
        guard hasTraces else { return "" }
        var most = 0.0
        var names: [String] = []
        for row in block.rows {
            let shares = row.replications.compactMap { point -> Double? in
                guard let dropped = point.cell?[.initialTasksDropped], dropped > 0 else { return nil }
                return dropped / ((point.cell?[.initialTasks] ?? 0) + dropped)
            }
            guard let share = shares.max() else { continue }
            names.append(row.architecture)
            most = max(most, share)
        }
        guard !names.isEmpty else { return "" }
        let who = names.count == block.rows.count ? "all" : names.joined(separator: ", ")
        let share = most < 0.01 ? "less than 1" : FigureFormat.fixed(most * 100, decimals: 0)
        return "dropped by \(who): up to \(share) % of the tasks that ran at the start, which did not fit".printable
            + "\n"
    }

    /// Meanings of the columns, as many on a line as fit.
    private var meanings: [String] {
        let mostCharacters = 120
        var lines: [String] = []
        for (headings, meaning) in Figure.legend(of: tabled(ofCell: true) + tabled(ofCell: false)) {
            let text = "\(headings.joined(separator: ", ")): \(meaning);"
            if let line = lines.firstIndex(where: { $0.count + 1 + text.count <= mostCharacters }) {
                lines[line] += " " + text
            } else {
                lines.append(text)
            }
        }
        if let last = lines.popLast() { lines.append(last.dropLast() + ".") }
        return lines
    }

    private func legend(bars: [String]) -> String {
        var lines = meanings
        lines.append(
            replications == 1
                ? "One replication: no confidence interval."
                : "Means over \(replications) replications; ±: half the 95 % confidence interval.")
        lines += bars
        let rows = blocks.flatMap(\.rows)
        if rows.contains(where: { $0.saturated > 0 }) {
            let example = rows.first { $0.saturated > 0 && $0.saturated < $0.finished }
            let some = example.map { row in
                "; \(Self.saturationMark(row.saturated, of: row.finished)): in \(row.saturated) of \(row.finished)"
            }
            lines.append(
                "!: saturated, a queue was still growing at the end, so that waits depend on the horizon\(some ?? "")."
            )
            if !bars.isEmpty { lines.append("! from, to, at: the swept values at which some replication is.") }
        }
        if rows.contains(where: { $0.finished > 0 && $0.finished < replications }) {
            lines.append("n: replications with figures, where some failed or were not run.")
        }
        if !complete { lines.append("Stopped early: not every point of the experiment is here.") }
        return lines.joined(separator: "\n") + "\n"
    }
}
