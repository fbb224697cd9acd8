internal import CellbenchResults

extension ReportCharts {
    /// Maps of busyness over two paths; empty where fewer than two paths have enough values.
    var maps: HTML {
        guard let map = layout.map else { return "" }
        let subjects = ChartSubject.all(of: .busyness, workloads: comparison.workloads)
        let rows = map.panels.flatMap(\.blocks).flatMap(\.rows)
        let means = subjects.flatMap { subject in
            rows.compactMap { $0.estimate(.busyness, workload: subject.workload)?.mean }
        }
        let hasMoreThanOne = means.contains { $0 > 1 }
        let panels = map.panels.prefix(Self.mostPanels).map { panel -> HTML in
            let figures = comparison.architectures.flatMap { name in
                subjects.compactMap { self.map(map, panel, name, $0, hasMoreThanOne) }
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
            which not all jobs are scheduled: more than 1 in 1,000 of a workload were given up, or a queue was still growing at the \
            end.\(more)</p>
            \(panels.joined())</section>

            """
    }

    private func map(
        _ map: SweepLayout.Map, _ panel: SweepLayout.Panel, _ name: String, _ subject: ChartSubject,
        _ hasMoreThanOne: Bool
    ) -> HTML? {
        let cells = panel.blocks.compactMap { block -> HeatMap.Cell? in
            guard let across = block.parameters[map.across]?.number, let up = block.parameters[map.up]?.number,
                let row = block.rows.first(where: { $0.architecture == name })
            else { return nil }
            return HeatMap.Cell(
                ChartPoint(row, in: block, of: subject), across: across, up: up)
        }
        return HeatMap(
            subject: subject, architecture: name, across: map.across, up: map.up, names: names, paths: layout.paths,
            hasMoreThanOne: hasMoreThanOne,
            cells: cells
        ).figure()
    }
}
