extension Comparison {
    /// The most values of the sweep that a table lists.
    private static let mostBlocks = 1000

    /// The architectures side by side: a block a value of the sweep, a row an architecture; then bars over the sweep.
    ///
    /// - Parameters:
    ///   - width: how many characters a line may have, where the names leave a choice.
    ///   - style: what the place can show where the text goes.
    /// - Returns: lines of text, with a legend below.
    public func table(width: Int = 120, style: TextStyle = .plain) -> String {
        guard !blocks.isEmpty else { return "no points\n" }
        guard saturation.isEmpty else { return saturationTable(width: width) }
        let blocks = blocks.prefix(Self.mostBlocks)
        let marks = blocks.map { $0.rows.map(mark) }
        let hasMarks = marks.joined().contains { !$0.isEmpty }
        let hasCommits = commitsTakeTime
        let ofCell = hasCommits ? ["cpu", "commit"] : ["cpu"]
        let grid = TextGrid(
            stub: .init(
                heading: "",
                columns: [.init(heading: "architecture", isNumeric: false)]
                    + (hasMarks ? [.init(heading: "", isNumeric: false)] : [])),
            groups: [.init(heading: "", columns: ofCell.map { .init(heading: $0) })]
                + workloads.map { workload in
                    .init(
                        heading: workload.printable, columns: Self.workloadHeadings.map { .init(heading: $0) }
                    )
                },
            sections: zip(blocks, marks).map { block, marks in
                zip(block.rows, marks).map { row, mark in
                    [row.architecture.printable] + (hasMarks ? [style.warning(mark)] : [])
                        + cells(row, hasCommits: hasCommits)
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

    /// What the table does not list; empty where it lists all.
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

    /// Whether some commit took time: only then the table says how busy the cell was with them.
    var commitsTakeTime: Bool {
        blocks.lazy.flatMap(\.rows).flatMap(\.replications).contains { ($0.cell?[.commitBusyness] ?? 0) > 0 }
    }

    private static let workloadHeadings = ["wait", "p90", "busy", "confl", "aband", "pend"]

    private func cells(_ row: Row, hasCommits: Bool) -> [String] {
        [FigureFormat.utilization(row.estimate(.utilization)?.mean)]
            + (hasCommits ? [FigureFormat.share(row.estimate(.commitBusyness)?.mean)] : [])
            + workloads.flatMap { workload -> [String] in
                func mean(_ figure: Figure) -> Double? { row.estimate(figure, workload: workload)?.mean }
                return [
                    FigureFormat.duration(row.estimate(.waitMean, workload: workload)),
                    FigureFormat.duration(mean(.waitP90)),
                    FigureFormat.share(mean(.busyness)),
                    FigureFormat.share(mean(.conflictFraction)),
                    FigureFormat.count(mean(.abandoned)),
                    FigureFormat.count(mean(.pending), share: mean(.pendingShare)),
                ]
            }
    }

    /// What to know of a row before believing it: that it failed, is saturated, or has fewer replications.
    func mark(_ row: Row) -> String {
        guard row.finished > 0 else { return "failed" }
        let missing = row.finished < replications ? "n=\(row.finished)" : ""
        let saturated = Self.saturationMark(row.saturated, of: row.finished)
        return [saturated, missing].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `!`, or `!2/5` where only some are saturated.
    static func saturationMark(_ saturated: Int, of all: Int) -> String {
        saturated == 0 ? "" : saturated == all ? "!" : "!\(saturated)/\(all)"
    }

    /// The lines below a block: what its figures do not say.
    func notes(_ block: Block) -> [String] { belowTable(block).split(separator: "\n").map(String.init) }

    private func belowTable(_ block: Block) -> String {
        refusals(block) + idle(block) + dropped(block) + shortfall(block) + failures(block)
    }

    /// A line for each reason for which simulations of a block failed.
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

    /// A line for each workload of which jobs were refused, and by whom: waits say nothing of those.
    private func refusals(_ block: Block) -> String {
        var text = ""
        for workload in workloads {
            let finished = block.rows.count { $0.finished > 0 }
            // By the mean number of jobs as printed, the architectures that refused so many, in order.
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

    /// A line for the architectures of which not all initial tasks fitted, with the largest share that did not.
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

    private func legend(bars: [String]) -> String {
        var lines = [
            "cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;",
            "busy: share of the time its schedulers decide; confl: conflicted per successful transaction;",
            "aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).",
            replications == 1
                ? "One replication: no confidence interval."
                : "Means over \(replications) replications; ±: half the 95 % confidence interval.",
        ]
        if commitsTakeTime {
            lines.insert(
                "commit: share of the time the cell processes a commit, in the busiest partition if there are any;",
                at: 1)
        }
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
