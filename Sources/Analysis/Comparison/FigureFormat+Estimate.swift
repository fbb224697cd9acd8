internal import CellbenchResults

extension FigureFormat {
    /// A mean of seconds with its half-width in the same unit: `4.9±0.3s`.
    static func duration(_ estimate: Estimate?) -> String {
        estimate.map { duration($0.mean, halfWidth: $0.halfWidth) } ?? missing
    }

    /// A mean of shares with its half-width.
    static func share(_ estimate: Estimate?) -> String {
        estimate.map { share($0.mean, halfWidth: $0.halfWidth) } ?? missing
    }

    /// A mean of counts with its half-width.
    static func count(_ estimate: Estimate?) -> String {
        estimate.map { count($0.mean, halfWidth: $0.halfWidth) } ?? missing
    }

    /// `text` with a plus sign if the difference is positive.
    static func signed(_ text: String, _ difference: Estimate?) -> String {
        guard let difference, difference.mean > 0 else { return text }
        return "+" + text
    }
}

extension Figure {
    /// A mean with half its confidence interval.
    func text(_ estimate: Estimate?) -> String {
        switch quantity {
        case .time: FigureFormat.duration(estimate)
        case .share, .partOfCell, .ratio: FigureFormat.share(estimate)
        case .count: FigureFormat.count(estimate)
        }
    }
}
