internal import CellbenchResults

/// What a chart is of: a figure of a workload, or of the cell.
struct ChartSubject: Sendable {
    let figure: Figure
    /// The workload; empty for a figure of the cell.
    let workload: String

    /// What stands below the chart.
    var caption: String { workload.isEmpty ? "the cell" : workload }

    /// What the chart is called where nothing else says so.
    var title: String { workload.isEmpty ? figure.chartTitle : "\(figure.chartTitle), \(workload)" }

    /// The subjects of a figure.
    static func all(of figure: Figure, workloads: [String]) -> [ChartSubject] {
        (figure.isOfCell ? [""] : workloads).map { ChartSubject(figure: figure, workload: $0) }
    }
}

/// What is drawn of an architecture at one value of the sweep.
struct ChartPoint: Sendable {
    let row: Comparison.Row
    let parameters: [String: ParameterValue]
    /// The figure; nil where it does not exist.
    let estimate: Estimate?

    /// The point of a row of a block.
    init(_ row: Comparison.Row, in block: Comparison.Block, of subject: ChartSubject) {
        self.row = row
        parameters = block.parameters
        estimate = row.estimate(subject.figure, workload: subject.workload).map(Self.drawable)
    }

    /// The figure within what can be drawn: a file from elsewhere may have numbers that no simulation comes to.
    private static func drawable(_ estimate: Estimate) -> Estimate {
        var estimate = estimate
        estimate.mean = estimate.mean.drawable
        estimate.halfWidth = estimate.halfWidth?.drawable
        return estimate
    }

    /// Whether there are no figures because every replication failed.
    var isFailed: Bool { row.finished == 0 }

    /// Whether a queue was still growing at the end of some replication.
    var isSaturated: Bool { row.saturated > 0 }

    /// What is to be known of the point, a line a thing: a tooltip's text.
    ///
    /// - Parameters:
    ///   - subject: what the chart is of.
    ///   - value: the figure as text.
    ///   - paths: the swept paths.
    /// - Returns: an element that SVG has for it, which browsers show of themselves.
    func title(_ subject: ChartSubject, _ value: String, paths: [String]) -> HTML {
        let swept = paths.compactMap { path in parameters[path].map { "\(path) = \($0)" } }
        var lines: [HTML] = ["\(row.architecture.shortened(to: 80))"]
        lines += swept.map { "\($0)" }
        lines.append(isFailed ? "failed: \(reason)" : "\(subject.title): \(value)")
        lines.append("\(replications)")
        return "<title>\(lines.joined(separator: "\n"))</title>"
    }

    private var reason: String {
        (row.replications.compactMap(\.reason).first ?? "no reason given").shortened(to: 120)
    }

    private var replications: String {
        let all = row.replications.count
        var parts = [all == 1 ? "1 replication" : "\(all) replications"]
        func add(_ count: Int, _ what: String) {
            if count > 0 { parts.append(count == all ? what : "\(what) in \(count)") }
        }
        add(row.saturated, "saturated")
        add(all - row.finished, "failed")
        return parts.joined(separator: ", ")
    }
}

extension Double {
    /// The number if marks can stand at it, else the nearest that they can.
    var drawable: Double { limited(to: 1e15) }

    /// The number, or the nearest whose magnitude is no more than `most`; 0 for one of less than 1 over that, and for none.
    func limited(to most: Double) -> Double {
        guard !isNaN else { return 0 }
        return magnitude < 1 / most ? 0 : min(max(self, -most), most)
    }
}
