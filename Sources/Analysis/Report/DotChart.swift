/// Chart of a figure without a numeric sweep: a row for each architecture, with its mean and confidence interval.
struct DotChart {
    /// Axis of figures, from left to right.
    static let horizontal = ChartScale.Extent(start: left, end: ChartFrame.right - 6)

    private static let left = 12.0
    /// Height of a row: the name, and the mark below.
    private static let row = 36.0

    let subject: ChartSubject
    /// Swept paths, for tooltips.
    let paths: [String]
    /// Axis that all charts of the figure share.
    let scale: ChartScale
    let rows: [(style: ArchitectureStyle, point: ChartPoint)]

    /// The chart; nil where there is nothing to draw.
    func figure() -> HTML? {
        guard rows.contains(where: { $0.point.estimate != nil }) else { return nil }
        let bottom = top + Double(rows.count) * Self.row
        let content =
            axis(bottom) + rows.enumerated().map { index, row in mark(row.style, row.point, index) }.joined()
        return ChartFrame.figure(label: label, caption: "\(subject.caption)", height: bottom + 24, content)
    }

    private var hasObjective: Bool { subject.figure.objective(on: scale) != nil }

    /// Start of the first row, below the name of the objective.
    private var top: Double { hasObjective ? 20 : 4 }

    private func axis(_ bottom: Double) -> HTML {
        var html = HTML()
        var free = -Double.infinity
        for (tick, label) in zip(scale.ticks, subject.figure.tickTexts(scale)) {
            let (x, half) = (scale.position(tick), Double(label.count) * ChartFrame.characterWidth / 2)
            html += "<path class=\"grid\" d=\"M\(x) \(top)V\(bottom)\"/>"
            guard x - half > free else { continue }
            html += ChartFrame.text(min(max(x, half), ChartFrame.width - half), bottom + 16, "middle", label)
            free = x + half + 4
        }
        guard let objective = subject.figure.objective(on: scale) else { return html }
        // The line is drawn beside the marks only; across the figures it would strike them out.
        let x = scale.position(objective)
        let pieces = rows.indices.map { "M\(x) \(top + Double($0) * Self.row + 17)v15" as HTML }.joined()
        html += "<path class=\"objective\" d=\"M\(x) \(top - 4)v4\(pieces)\"/>"
        html += ChartFrame.text(
            min(x, ChartFrame.width - 50), top - 7, "middle", "\(TickText.seconds(objective)) objective", class: "halo")
        return html
    }

    private func mark(_ style: ArchitectureStyle, _ point: ChartPoint, _ index: Int) -> HTML {
        let top = top + Double(index) * Self.row
        let y = top + 24
        let value = point.isFailed ? "failed" : subject.figure.text(point.estimate)
        let room = Int((ChartFrame.right - Self.left) / ChartFrame.characterWidth) - value.count - 2
        let texts =
            ChartFrame.text(Self.left, top + 13, "start", point.row.architecture.shortened(to: room), class: "halo")
            + ChartFrame.text(ChartFrame.right, top + 13, "end", value, class: "halo")
        let title = point.title(subject, value, paths: paths)
        guard let estimate = point.estimate else {
            guard point.isFailed else { return texts }
            let cross: HTML = "<path class=\"cross c\(style.color)\" d=\"M-4-4 4 4M-4 4 4-4\"/>"
            return texts + ChartFrame.point(Self.left, y, title, cross)
        }
        let x = scale.position(estimate.mean)
        let stem: HTML = "<path class=\"stem\" d=\"M\(Self.left) \(y)H\(x)\"/>"
        return texts + stem
            + ChartFrame.point(x, y, title, whisker(estimate, x, style) + style.mark(isHollow: point.isSaturated))
    }

    private func whisker(_ estimate: Estimate, _ x: Double, _ style: ArchitectureStyle) -> HTML {
        guard let (low, high) = ChartFrame.interval(estimate, scale) else { return "" }
        let caps = [low, high].filter(\.isWithin).map { "M\($0.place - x)-4v8" as HTML }.joined()
        return "<path class=\"whisker c\(style.color)\" d=\"\(caps)M\(low.place - x) 0H\(high.place - x)\"/>"
    }

    private var label: String {
        let values = rows.map { row in
            "\(row.point.row.architecture.shortened(to: 40)) "
                + (row.point.isFailed ? "failed" : subject.figure.text(row.point.estimate))
        }
        return "Dot chart. \(subject.title): \(values.joined(separator: ", "))."
    }
}
