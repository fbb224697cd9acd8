internal import CellbenchResults

// Axes and texts of figures in charts.
extension Figure {
    /// Axis with room for all estimates.
    func scale(_ estimates: [Estimate], _ extent: ChartScale.Extent) -> ChartScale {
        let means = estimates.map(\.mean)
        // The interval of two replications can be many times the mean, which must stay visible.
        let most = 2 * (means.max() ?? 0)
        let tops = estimates.map { min($0.mean + ($0.halfWidth ?? 0), most) }
        switch quantity {
        case .share, .partOfCell: return .figures(tops.map { min($0, 1) } + means, mayBeLog: false, atLeast: 1, extent)
        case .ratio: return .figures(tops, mayBeLog: false, extent)
        case .count: return .figures(means + tops, mayBeLog: true, extent)
        case .time:
            let greatest = tops.max() ?? 0
            let least = means.filter { $0 > 0 }.min() ?? greatest
            // The axis reaches the objective where waits come near it; a far objective would flatten them.
            let isLog = greatest / least >= ChartScale.wideForFigures
            let reach = chart?.objective.flatMap { greatest * (isLog ? 30 : 3) >= $0 ? $0 : nil } ?? 0
            let unit = TickText.unit(ofSecondsUpTo: max(greatest, reach)).seconds
            return .figures(means + tops, mayBeLog: true, atLeast: reach, unit: unit, extent)
        }
    }

    /// The objective, if it has a place on an axis of this figure; else nil.
    func objective(on scale: ChartScale) -> Double? {
        chart?.objective.flatMap { scale.high >= $0 && scale.low < $0 ? $0 : nil }
    }

    /// Texts of the axis's marks.
    func tickTexts(_ scale: ChartScale) -> [String] {
        guard quantity == .time else { return TickText.numbers(scale.ticks) }
        guard scale.spacing == .linear else { return scale.ticks.map(TickText.seconds) }
        let unit = TickText.unit(ofSecondsUpTo: scale.high)
        let numbers = TickText.numbers(scale.ticks.map { $0 / unit.seconds })
        return numbers.map { $0 == "0" ? "0" : $0 + unit.name }
    }
}
