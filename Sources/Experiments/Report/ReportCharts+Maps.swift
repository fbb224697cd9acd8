extension ReportCharts {
    /// The maps of busyness over two paths; nothing where not two paths have enough values.
    var maps: HTML {
        guard let map = layout.map else { return "" }
        let subjects = ChartSubject.all(of: Self.busyness, workloads: comparison.workloads)
        let rows = map.panels.flatMap(\.blocks).flatMap(\.rows)
        let means = subjects.flatMap { subject in
            rows.compactMap { $0.estimate(.busyness, workload: subject.workload)?.mean }
        }
        let greatest = max(1, means.max() ?? 1)
        let panels = map.panels.prefix(Self.mostPanels).map { panel -> HTML in
            let figures = comparison.architectures.flatMap { name in
                subjects.compactMap { self.map(map, panel, name, $0, greatest) }
            }
            let title: HTML = panel.title.isEmpty ? "" : "<h3>\(panel.title)</h3>\n"
            return "\(title)<div class=\"multiples\">\n\(figures.joined())</div>\n"
        }
        let rest = map.panels.count - Self.mostPanels
        let more: HTML = rest > 0 ? " The maps of \(rest) further combinations are left out." : ""
        return """
            <section id="maps" aria-labelledby="maps-title">
            <h2 id="maps-title">Busyness over two paths</h2>
            <p class="note">The colour is the share of the time that the workload’s schedulers spend deciding. A × marks cells in \
            which more than 1 % of the workload’s jobs were given up or still waited at the end, a ring others that were \
            saturated.\(more)</p>
            \(panels.joined())</section>

            """
    }

    private static var busyness: ChartMetric {
        ChartMetric(figure: .busyness, quantity: .share, title: "Busyness", meaning: "", ifAllZero: nil)
    }

    private func map(
        _ map: SweepLayout.Map, _ panel: SweepLayout.Panel, _ name: String, _ subject: ChartSubject, _ greatest: Double
    ) -> HTML? {
        let cells = panel.blocks.compactMap { block -> HeatMap.Cell? in
            guard let across = block.parameters[map.across]?.number, let up = block.parameters[map.up]?.number,
                let row = block.rows.first(where: { $0.architecture == name })
            else { return nil }
            return HeatMap.Cell(
                ChartPoint(row, in: block, of: subject), workload: subject.workload, across: across, up: up)
        }
        return HeatMap(
            subject: subject, architecture: name, across: map.across, up: map.up, paths: layout.paths,
            greatest: greatest,
            cells: cells
        ).figure()
    }
}
