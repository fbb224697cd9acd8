internal import CellbenchResults

/// Subject of a chart: a figure of a workload, or of the cell.
struct ChartSubject: Sendable {
    let figure: Figure
    /// The workload; empty for a figure of the cell.
    let workload: String

    /// Caption below the chart.
    var caption: String { workload.isEmpty ? "the cell" : workload }

    /// Title of the chart where no heading names the figure.
    var title: String { workload.isEmpty ? figure.chartTitle : "\(figure.chartTitle), \(workload)" }

    /// The subjects of a figure.
    static func all(of figure: Figure, workloads: [String]) -> [ChartSubject] {
        (figure.isOfCell ? [""] : workloads).map { ChartSubject(figure: figure, workload: $0) }
    }
}

/// Point of an architecture at one value of the sweep.
struct ChartPoint: Sendable {
    let row: Comparison.Row
    let parameters: [String: ParameterValue]
    /// The figure; nil where it has no value.
    let estimate: Estimate?

    /// The point of a row in a block.
    init(_ row: Comparison.Row, in block: Comparison.Block, of subject: ChartSubject) {
        self.row = row
        parameters = block.parameters
        estimate = row.estimate(subject.figure, workload: subject.workload).map(Self.drawable)
    }

    /// The figure within the numbers that can be drawn; a file from elsewhere may have larger ones.
    private static func drawable(_ estimate: Estimate) -> Estimate {
        var estimate = estimate
        estimate.mean = estimate.mean.drawable
        estimate.halfWidth = estimate.halfWidth?.drawable
        return estimate
    }

    /// True if every replication failed, so that there are no figures.
    var isFailed: Bool { row.finished == 0 }

    /// True if a queue was still growing at the end of some replication.
    var isSaturated: Bool { row.saturated > 0 }

    /// Text of the tooltip, a line for each fact.
    ///
    /// - Parameters:
    ///   - subject: the subject of the chart.
    ///   - value: the figure as text.
    ///   - paths: the swept paths.
    /// - Returns: SVG's `title` element, which browsers show by themselves.
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
    /// The number, within those that marks can stand at.
    var drawable: Double { limited(to: 1e15) }

    /// The number, limited to magnitudes from 1 / `most` to `most`; smaller ones and NaN become 0.
    func limited(to most: Double) -> Double {
        guard !isNaN else { return 0 }
        return magnitude < 1 / most ? 0 : min(max(self, -most), most)
    }
}
