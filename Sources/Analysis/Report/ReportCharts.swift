internal import CellbenchResults

/// The charts of a report, with their headings and legends.
struct ReportCharts {
    let comparison: Comparison
    let layout: SweepLayout
    let names: SweptNames
    private let styles: [String: ArchitectureStyle]

    /// Largest number of panels, each of which is a page full of charts.
    static let mostPanels = 24
    /// Largest number of architectures whose legend stays in sight.
    private static let mostSticky = 8

    init(_ results: ResultsFile, _ comparison: Comparison, _ layout: SweepLayout, _ names: SweptNames) {
        self.comparison = comparison
        self.layout = layout
        self.names = names
        let kinds = Dictionary(
            results.points.map { ($0.architecture, $0.kind) }, uniquingKeysWith: { first, _ in first })
        styles = ArchitectureStyle.styles(for: comparison.architectures.map { ($0, kinds[$0] ?? "") })
    }

    /// All charts under a heading; empty without points.
    func section() -> HTML {
        guard !comparison.blocks.isEmpty else { return "" }
        let scales = Figure.charted.map(scale)
        let panels = layout.panels.prefix(Self.mostPanels).enumerated().map { index, panel -> HTML in
            let content = zip(Figure.charted, scales).map { section(of: $0, $1, panel) }.joined()
            return self.panel(panel, isFirst: index == 0, "<div class=\"metrics\">\n\(content)</div>\n")
        }
        return """
            <section id="charts" aria-labelledby="charts-title">
            <h2 id="charts-title">Charts</h2>
            \(introduction)\(legend(isSticky: comparison.architectures.count <= Self.mostSticky))\
            <div class="panels">
            \(switcher)\(panels.joined())</div>
            </section>
            \(maps)
            """
    }

    private var introduction: HTML {
        let axis: HTML = layout.axis.map { "Along the axis: <code>\($0)</code>. " } ?? ""
        let rest = layout.panels.count - Self.mostPanels
        let more: HTML =
            rest > 0
            ? "Charts are drawn of the first \(Self.mostPanels) of \(layout.panels.count) combinations; the other \(rest) are in the table only. "
            : ""
        let marks: HTML =
            comparison.hasSaturated ? "A hollow mark is of a saturated point: its wait depends on the horizon. " : ""
        let crosses: HTML = comparison.hasFailed ? "A × is a point that failed. " : ""
        return """
            <p class="note">\(axis)\(more)\(marks)\(crosses)Bars show 95 % confidence intervals where there are several \
            replications. All charts of a figure have the same scale.</p>

            """
    }

    /// Choice among several panels; without the script, all panels can be opened.
    private var switcher: HTML {
        let panels = layout.panels.prefix(Self.mostPanels)
        guard panels.count > 1 else { return "" }
        let options = panels.enumerated().map { index, panel -> HTML in
            "<option value=\"\(index)\">\(panel.title)</option>"
        }
        return """
            <div class="switch" hidden><label>Charts of <select>\(options.joined())</select></label></div>

            """
    }

    private func panel(_ panel: SweepLayout.Panel, isFirst: Bool, _ content: HTML) -> HTML {
        guard layout.panels.count > 1 else { return content }
        return """
            <details class="panel"\(isFirst ? " open" : "")><summary>\(panel.title)</summary>
            \(content)</details>

            """
    }

    /// Axis of a figure over all panels and workloads, which makes charts comparable by eye.
    private func scale(_ figure: Figure) -> ChartScale {
        let rows = comparison.blocks.flatMap(\.rows)
        let estimates = ChartSubject.all(of: figure, workloads: comparison.workloads).flatMap { subject in
            rows.compactMap { $0.estimate(figure, workload: subject.workload) }
        }
        return figure.scale(estimates, layout.axis == nil ? DotChart.horizontal : LineChart.vertical)
    }

    private func section(of figure: Figure, _ scale: ChartScale, _ panel: SweepLayout.Panel) -> HTML {
        let subjects = ChartSubject.all(of: figure, workloads: comparison.workloads)
        guard let chart = figure.chart else { return "" }
        let figures = subjects.compactMap { self.figure($0, scale, panel) }
        let isAllZero = subjects.allSatisfy { subject in
            panel.blocks.flatMap(\.rows).allSatisfy {
                ($0.estimate(figure, workload: subject.workload)?.mean ?? 0) == 0
            }
        }
        let content: HTML =
            if figures.isEmpty {
                "<p>No figures.</p>\n"
            } else if isAllZero, let sentence = chart.ifAllZero {
                "<p>\(sentence)</p>\n"
            } else {
                "<p>\(chart.meaning)</p>\n\(legend(isSticky: nil))<div class=\"multiples\">\n\(figures.joined())</div>\n"
            }
        return "<section class=\"metric\">\n<h3>\(figure.chartTitle)</h3>\n\(content)</section>\n"
    }

    private func figure(_ subject: ChartSubject, _ scale: ChartScale, _ panel: SweepLayout.Panel) -> HTML? {
        func style(_ name: String) -> ArchitectureStyle { styles[name] ?? ArchitectureStyle(slot: 0) }
        guard let axis = layout.axis else {
            let rows = panel.blocks.flatMap { block in
                block.rows.map { (style($0.architecture), ChartPoint($0, in: block, of: subject)) }
            }
            return DotChart(subject: subject, paths: layout.paths, scale: scale, rows: rows).figure()
        }
        let series = comparison.architectures.compactMap { name -> LineChart.Series? in
            let points = panel.blocks.compactMap { block -> (x: Double, point: ChartPoint)? in
                guard let x = block.parameters[axis]?.number,
                    let row = block.rows.first(where: { $0.architecture == name })
                else { return nil }
                return (x, ChartPoint(row, in: block, of: subject))
            }
            return points.isEmpty
                ? nil : LineChart.Series(architecture: name, style: style(name), points: points.sorted { $0.x < $1.x })
        }
        return LineChart(
            subject: subject, axis: axis, axisName: names.name(axis), paths: layout.paths, scale: scale, series: series
        ).figure()
    }

    /// Legend of the architectures, in the order of the results.
    ///
    /// - Parameter isSticky: true if the legend stays in sight; nil for the legend on paper.
    /// - Returns: a list.
    private func legend(isSticky: Bool?) -> HTML {
        // Charts without an axis have the names beside their rows.
        guard layout.axis != nil else { return "" }
        let items = comparison.architectures.map { name -> HTML in
            let style = styles[name] ?? ArchitectureStyle(slot: 0)
            return """
                <li data-name="\(name)"><svg viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">\
                <path class="line c\(style.color)"\(style.dashAttribute) d="M0 7H36"/><g transform="translate(18 7)">\
                \(style.mark(isHollow: false))</g></svg><span>\(name.shortened(to: 60))</span></li>

                """
        }
        let kind: HTML = isSticky == nil ? " print" : isSticky == true ? " sticky" : ""
        return "<ul class=\"legend\(kind)\">\n\(items.joined())</ul>\n"
    }
}
