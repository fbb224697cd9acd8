/// A figure that has charts.
struct ChartMetric: Sendable {
    /// What its values are.
    enum Quantity: Sendable {
        /// Seconds.
        case time
        /// A share of a whole, from 0 to 1 by rights.
        case share
        /// A quotient of two counts.
        case ratio
        /// How many.
        case count
    }

    let figure: Figure
    let quantity: Quantity
    /// What the chart is called.
    let title: String
    /// What it shows, in a sentence.
    let meaning: String
    /// What is said instead of a chart where every value is 0.
    let ifAllZero: String?

    /// Whether it is of the cell rather than of each workload.
    var isOfCell: Bool { figure == .utilization }

    /// Seconds that jobs may wait for their first attempt; source: the Omega paper, §4.
    static let waitObjective = 30.0

    /// The charts of a report, in order.
    static let all = [
        ChartMetric(
            figure: .waitMean, quantity: .time, title: "Mean wait",
            meaning: "Time from a job’s submission to its first attempt.", ifAllZero: "No job waited."),
        ChartMetric(
            figure: .busyness, quantity: .share, title: "Busyness",
            meaning: "Share of the time that its schedulers decide; near 1 they are the bottleneck.",
            ifAllZero: nil),
        ChartMetric(
            figure: .conflictFraction, quantity: .ratio, title: "Conflict fraction",
            meaning: "Conflicted per successful transaction.", ifAllZero: "No transaction met a conflict."),
        ChartMetric(
            figure: .abandoned, quantity: .count, title: "Jobs abandoned", meaning: "Jobs given up.",
            ifAllZero: "No job was given up."),
        ChartMetric(
            figure: .pending, quantity: .count, title: "Jobs pending", meaning: "Jobs still waiting at the end.",
            ifAllZero: "No job was left waiting at the end."),
        ChartMetric(
            figure: .utilization, quantity: .share, title: "Utilisation",
            meaning: "Share of the cell’s cores in use, the mean over time.", ifAllZero: nil),
    ]

    /// A mean with half its confidence interval, as tables print it.
    func text(_ estimate: Estimate?) -> String {
        switch quantity {
        case .time: FigureFormat.duration(estimate)
        case .share, .ratio: FigureFormat.share(estimate)
        case .count: FigureFormat.count(estimate)
        }
    }

    /// The axis on which all of `estimates` fit.
    func scale(_ estimates: [Estimate], _ extent: ChartScale.Extent) -> ChartScale {
        let means = estimates.map(\.mean)
        // An interval of two replications can be many times what it is of, which must still be seen.
        let most = 2 * (means.max() ?? 0)
        let tops = estimates.map { min($0.mean + ($0.halfWidth ?? 0), most) }
        switch quantity {
        case .share: return .figures(tops.map { min($0, 1) } + means, mayBeLog: false, atLeast: 1, extent)
        case .ratio: return .figures(tops, mayBeLog: false, extent)
        case .count: return .figures(means + tops, mayBeLog: true, extent)
        case .time:
            let greatest = tops.max() ?? 0
            let least = means.filter { $0 > 0 }.min() ?? greatest
            // The objective belongs on the axis where waits come near it; far above, it would flatten them all.
            let isLog = greatest / least >= ChartScale.wideForFigures
            let reach = greatest * (isLog ? 30 : 3) >= Self.waitObjective ? Self.waitObjective : 0
            let unit = TickText.unit(ofSecondsUpTo: max(greatest, reach)).seconds
            return .figures(means + tops, mayBeLog: true, atLeast: reach, unit: unit, extent)
        }
    }

    /// Whether what jobs may wait has a place on an axis of this metric.
    func hasObjective(on scale: ChartScale) -> Bool {
        figure == .waitMean && scale.high >= Self.waitObjective && scale.low < Self.waitObjective
    }

    /// The texts at the marks of an axis.
    func tickTexts(_ scale: ChartScale) -> [String] {
        guard quantity == .time else { return TickText.numbers(scale.ticks) }
        guard scale.spacing == .linear else { return scale.ticks.map(TickText.seconds) }
        let unit = TickText.unit(ofSecondsUpTo: scale.high)
        let numbers = TickText.numbers(scale.ticks.map { $0 / unit.seconds })
        return numbers.map { $0 == "0" ? "0" : $0 + unit.name }
    }
}
