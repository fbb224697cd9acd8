internal import CellbenchFiles
internal import CellbenchResults

/// A line of a verdict's table.
struct VerdictRow {
    /// Outcome of the line's metrics.
    var outcome: MetricComparison.Outcome
    /// The cells under ``headings``.
    var cells: [String]
    /// Number of metrics on the line.
    var count: Int

    /// Headings of the cells.
    static let headings = ["", "subject", "metric", "base", "new", "change", "95 % interval", "p", "n", ""]

    /// Largest number of metrics with one outcome and reason that have a line each.
    private static let mostAlike = 5

    /// Lines of a verdict, the worst first.
    ///
    /// Many metrics that are equal on both sides, or incomparable for one reason, share a line.
    static func rows(_ verdict: Verdict) -> [VerdictRow] {
        var alike: [Likeness: Int] = [:]
        for comparison in verdict.comparisons {
            if let likeness = Likeness(comparison) { alike[likeness, default: 0] += 1 }
        }
        let common = verdict.commonParameters
        var rows: [VerdictRow] = []
        var written: Set<Likeness> = []
        for comparison in verdict.comparisons {
            if let likeness = Likeness(comparison), let count = alike[likeness], count > mostAlike {
                // The line stands in the place of the first such metric.
                if written.insert(likeness).inserted { rows.append(likeness.row(count)) }
            } else {
                rows.append(VerdictRow(comparison, common))
            }
        }
        return rows
    }

    /// Outcome and reason of metrics that can share a line.
    private struct Likeness: Hashable {
        var outcome: MetricComparison.Outcome
        var reason: String?

        init?(_ comparison: MetricComparison) {
            switch comparison.outcome {
            case .incomparable where comparison.isReasonOfClass: reason = comparison.reason
            case .unchanged where comparison.interval == nil && comparison.reason == nil:
                reason = "the same on both sides"
            default: return nil
            }
            outcome = comparison.outcome
        }

        func row(_ count: Int) -> VerdictRow {
            let missing = FigureFormat.missing
            return VerdictRow(
                outcome: outcome,
                cells: [outcome.mark, "\(count) metrics", "", missing, missing, missing, missing, missing, missing]
                    + [reason?.printable ?? ""],
                count: count)
        }
    }

    private init(outcome: MetricComparison.Outcome, cells: [String], count: Int) {
        self.outcome = outcome
        self.cells = cells
        self.count = count
    }

    private init(_ comparison: MetricComparison, _ common: [String: ParameterValue]) {
        outcome = comparison.outcome
        count = 1
        let figures = comparison.figureTexts
        cells = [
            comparison.outcome.mark, comparison.title(without: common), comparison.metric.printable, figures.base,
            figures.new,
            comparison.changeText, comparison.intervalText,
            comparison.adjustedPValue.map(FigureFormat.probability) ?? FigureFormat.missing, comparison.countText,
            comparison.reason?.printable ?? "",
        ]
    }
}

extension MetricComparison.Outcome {
    /// Mark at the beginning of a line.
    var mark: String {
        switch self {
        case .unchanged: "~"
        case .added: "new"
        default: rawValue
        }
    }
}
