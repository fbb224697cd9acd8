internal import CellbenchFiles
internal import CellbenchResults

extension Comparison {
    /// Results of the searches: a block for each value of the other swept paths, a row for each architecture.
    func saturationTable(width: Int) -> String {
        var titles: [String] = []
        var sections: [[[String]]] = []
        for found in saturation {
            let title = found.parameters.title
            if titles.last != title {
                titles.append(title)
                sections.append([])
            }
            sections[sections.count - 1].append([found.architecture.printable, found.bracket.printable])
        }
        let grid = TextGrid(
            stub: .init(heading: "", columns: [.init(heading: "architecture", isNumeric: false)]),
            groups: [.init(heading: "", columns: [.init(heading: "passes it at", isNumeric: false)])],
            sections: sections)
        let blocks = zip(titles, grid.rendered(width: width)).map { title, text in
            (title.isEmpty ? "" : title + "\n") + text
        }
        let omitted = omissions.isEmpty ? "" : omissionText + "\n"
        return saturationHeading + "\n" + blocks.joined(separator: "\n") + "\n" + omitted + saturationLegend
    }

    private var saturationHeading: String {
        guard let first = saturation.first else { return "" }
        let workload = first.workload.map { " of \($0)" } ?? ", of the workload with the greatest,"
        let ends = "\(FigureFormat.short(first.from)) to \(FigureFormat.short(first.to))"
        return
            "\(first.path) from \(ends): where \(first.figure)\(workload) passes \(FigureFormat.short(first.above))"
            .printable + "\n"
    }

    private var saturationLegend: String {
        var lines = [
            "a–b: the figure is on one side of it at a and on the other at b, in the mean of all replications;",
            "times are in seconds, memory in GiB. The points that the searches came by are in the results.",
        ]
        if !complete { lines.append("Stopped early: not every search is finished.") }
        return lines.joined(separator: "\n") + "\n"
    }
}
