/// Chart of a figure over a swept path: a line for each architecture, with marks, confidence intervals and tooltips.
struct LineChart {
    /// The line of an architecture.
    struct Series {
        var architecture: String
        var style: ArchitectureStyle
        /// Points and their places on the axis, in the order of the axis.
        var points: [(x: Double, point: ChartPoint)]
    }

    /// Axis of figures, upwards.
    static let vertical = ChartScale.Extent(start: bottom, end: ChartFrame.top)

    private static let height = 232.0
    private static let bottom = 190.0
    /// Distance of the first and the last value from the ends of the axis.
    private static let padding = 10.0

    let subject: ChartSubject
    /// Path along the axis.
    let axis: String
    /// Path along the axis, with the unit of its values.
    let axisName: String
    /// Swept paths, for tooltips.
    let paths: [String]
    /// Axis that all charts of the figure share.
    let scale: ChartScale
    let series: [Series]

    /// The chart; nil where there is nothing to draw.
    func figure() -> HTML? {
        let values = series.flatMap(\.points)
        guard values.contains(where: { $0.point.estimate != nil }) else { return nil }
        let across = ChartScale.positions(
            values.map(\.x),
            .init(start: ChartFrame.left + Self.padding, end: ChartFrame.right - Self.padding))
        let content: HTML =
            ChartFrame.verticalAxis(scale, subject.figure.tickTexts(scale))
            + ChartFrame.horizontalAxis(
                across, across.ticks.map(TickText.number), at: Self.bottom, name: axisName)
            + objective
            // The first architectures are drawn last, on top.
            + series.reversed().map { lines($0, across) }.joined() + series.map { marks($0, across) }.joined()
        return ChartFrame.figure(label: label, caption: "\(subject.caption)", height: Self.height, content)
    }

    /// Line of the objective, where it is on the axis.
    private var objective: HTML {
        guard let objective = subject.figure.objective(on: scale) else { return "" }
        let y = scale.position(objective)
        return "<path class=\"objective\" d=\"M\(ChartFrame.left) \(y)H\(ChartFrame.right)\"/>"
            + ChartFrame.text(
                ChartFrame.left + 3, y - 4, "start", "\(TickText.seconds(objective)) objective", class: "halo")
    }

    private func lines(_ series: Series, _ across: ChartScale) -> HTML {
        let runs = series.points.split { $0.point.estimate == nil }.filter { $0.count > 1 }
        return runs.map { run -> HTML in
            let points = run.map { x, point -> HTML in
                "\(across.position(x)),\(scale.position(point.estimate?.mean ?? 0))"
            }
            return """
                <polyline class="line c\(series.style.color)"\(series.style.dashAttribute) \
                points="\(points.joined(separator: " "))"/>

                """
        }.joined()
    }

    private func marks(_ series: Series, _ across: ChartScale) -> HTML {
        let marks = series.points.map { x, point -> HTML in
            let place = across.position(x)
            guard let estimate = point.estimate else {
                guard point.isFailed else { return "" }
                let cross: HTML = "<path class=\"cross c\(series.style.color)\" d=\"M-4-4 4 4M-4 4 4-4\"/>"
                return ChartFrame.point(place, Self.bottom, point.title(subject, "", paths: paths), cross)
            }
            let y = scale.position(estimate.mean)
            let title = point.title(subject, subject.figure.text(estimate), paths: paths)
            return ChartFrame.point(
                place, y, title,
                whisker(estimate, y, series.style) + series.style.mark(isHollow: point.isSaturated))
        }
        return "<g data-name=\"\(series.architecture)\">\n\(marks.joined())</g>\n"
    }

    private func whisker(_ estimate: Estimate, _ y: Double, _ style: ArchitectureStyle) -> HTML {
        guard let (low, high) = ChartFrame.interval(estimate, scale) else { return "" }
        let caps = [high, low].filter(\.isWithin).map { "M-3 \($0.place - y)h6" as HTML }.joined()
        return "<path class=\"whisker c\(style.color)\" d=\"\(caps)M0 \(high.place - y)V\(low.place - y)\"/>"
    }

    private var label: String {
        let means = series.flatMap(\.points).compactMap { $0.point.estimate?.mean }
        let ends = [means.min(), means.max()].map { mean in
            subject.figure.text(mean.flatMap { Estimate([$0]) })
        }
        let count = series.count == 1 ? "1 architecture" : "\(series.count) architectures"
        return "Line chart. \(subject.title), over \(axis): \(count), from \(ends[0]) to \(ends[1])."
    }
}
