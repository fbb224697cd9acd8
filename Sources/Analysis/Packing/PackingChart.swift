internal import CellbenchResults

/// Chart of a measure over the demand that has arrived: a line and a band for each policy.
struct PackingChart {
    /// The line of a policy.
    struct Series {
        var policy: String
        var style: ArchitectureStyle
        /// Demand and the measure's mean over the replications, in order.
        var points: [(at: Int, estimate: Estimate)]
    }

    private static let height = 232.0
    private static let bottom = 190.0
    /// Distance between marks, in per cent of the capacity.
    private static let markEvery = 10

    let title: String
    let series: [Series]
    /// True if the vertical axis begins at the least value, so that policies are told apart.
    var isZoomed = false

    /// The chart; nil where there is nothing to draw.
    func figure() -> HTML? {
        let points = series.flatMap(\.points)
        guard !points.isEmpty else { return nil }
        let extent = ChartScale.Extent(start: Self.bottom, end: ChartFrame.top)
        let values = points.map { $0.estimate.mean.drawable }
        let scale =
            isZoomed
            ? ChartScale.positions(values, extent) : ChartScale.figures(values, mayBeLog: false, extent)
        let width = ChartScale.Extent(start: ChartFrame.left, end: ChartFrame.right)
        let demands = points.map { Double($0.at) }
        let axis =
            isZoomed ? ChartScale.positions(demands, width) : ChartScale.figures(demands, mayBeLog: false, width)
        let content =
            ChartFrame.verticalAxis(scale, TickText.numbers(scale.ticks))
            + ChartFrame.horizontalAxis(
                axis, axis.ticks.map(TickText.number), at: Self.bottom, name: "demand arrived, % of the capacity")
            + series.map { band($0, axis, scale) }.joined()
            + series.reversed().map { line($0, axis, scale) }.joined()
            + series.map { marks($0, axis, scale) }.joined()
        let names = series.map(\.policy).joined(separator: ", ")
        return ChartFrame.figure(
            label: "Line chart. \(title), over the demand that has arrived: \(names).", caption: "\(title)",
            height: Self.height, content)
    }

    private func line(_ series: Series, _ axis: ChartScale, _ scale: ChartScale) -> HTML {
        let points = series.points.map { at, estimate -> HTML in
            "\(axis.position(Double(at))),\(scale.position(estimate.mean))"
        }
        return """
            <polyline class="line c\(series.style.color)"\(series.style.dashAttribute) \
            points="\(points.joined(separator: " "))"/>

            """
    }

    /// The confidence intervals as an area.
    private func band(_ series: Series, _ axis: ChartScale, _ scale: ChartScale) -> HTML {
        guard series.points.contains(where: { $0.estimate.halfWidth != nil }) else { return "" }
        func edge(_ sign: Double) -> [HTML] {
            series.points.map { at, estimate in
                let value = estimate.mean + sign * (estimate.halfWidth ?? 0)
                return "\(axis.position(Double(at))),\(scale.position(value.drawable))"
            }
        }
        let corners = edge(1) + edge(-1).reversed()
        return "<polygon class=\"band c\(series.style.color)\" points=\"\(corners.joined(separator: " "))\"/>\n"
    }

    private func marks(_ series: Series, _ axis: ChartScale, _ scale: ChartScale) -> HTML {
        let marks = series.points.filter { $0.at % Self.markEvery == 0 }.map { at, estimate -> HTML in
            let value = FigureFormat.fixed(estimate.mean, decimals: 2)
            let margin = estimate.halfWidth.map { " ± \(FigureFormat.fixed($0, decimals: 2))" } ?? ""
            let lines: [HTML] = [
                "\(series.policy)", "at \(at) % of demand", "\(title): \(value + margin)",
                "\(estimate.count) replication\(estimate.count == 1 ? "" : "s")",
            ]
            return ChartFrame.point(
                axis.position(Double(at)), scale.position(estimate.mean),
                "<title>\(lines.joined(separator: "\n"))</title>", series.style.mark(isHollow: false))
        }
        return "<g data-name=\"\(series.policy)\">\n\(marks.joined())</g>\n"
    }
}

/// Chart of the fewest machines: a row for each policy, with the 90th percentile and a mark for each trial.
struct CompactionChart {
    private static let (left, top, row) = (12.0, 4.0, 36.0)

    let packing: PackingFile
    let styles: [String: ArchitectureStyle]

    /// The chart; nil where no trial has a number.
    func figure() -> HTML? {
        let trials = packing.compaction.flatMap(\.machines).compactMap { $0.map(Double.init) }
        guard !trials.isEmpty else { return nil }
        let bottom = Self.top + Double(packing.compaction.count) * Self.row
        let scale = ChartScale.figures(trials, mayBeLog: false, DotChart.horizontal)
        var content = HTML()
        for tick in scale.ticks {
            let x = scale.position(tick)
            content += "<path class=\"grid\" d=\"M\(x) \(Self.top)V\(bottom)\"/>"
            content += ChartFrame.text(min(x, ChartFrame.width - 16), bottom + 16, "middle", TickText.number(tick))
        }
        for (index, outcome) in packing.compaction.enumerated() { content += row(outcome, index, scale) }
        return ChartFrame.figure(
            label: "Dot chart. Machines that hold the tasks, by policy.",
            caption: "Machines that hold the tasks: trials, and their 90th percentile", height: bottom + 24, content)
    }

    private func row(_ outcome: PackingFile.Compaction, _ index: Int, _ scale: ChartScale) -> HTML {
        let top = Self.top + Double(index) * Self.row
        let y = top + 24
        let value = outcome.p90.map { FigureFormat.count($0) } ?? FigureFormat.missing
        let style = styles[outcome.policy] ?? ArchitectureStyle(slot: 0)
        let texts =
            ChartFrame.text(Self.left, top + 13, "start", outcome.policy.shortened(to: 30), class: "halo")
            + ChartFrame.text(ChartFrame.right, top + 13, "end", value, class: "halo")
        let dots = outcome.machines.compactMap { $0 }.map { count -> HTML in
            "<path class=\"whisker c\(style.color)\" d=\"M\(scale.position(Double(count))) \(y - 4)v8\"/>"
        }.joined()
        guard let p90 = outcome.p90 else { return texts + dots }
        let title: HTML = "<title>\(outcome.policy)\n\(value) machines, 90th percentile</title>"
        return texts + dots + ChartFrame.point(scale.position(p90), y, title, style.mark(isHollow: false))
    }
}
