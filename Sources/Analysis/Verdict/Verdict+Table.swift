internal import CellbenchFiles
internal import CellbenchResults

extension Verdict {
    /// The verdict as lines of text, the worst first; the last line is `N passed, N failed`.
    public func table() -> String {
        let rows = VerdictRow.rows(self)
        let columns = VerdictRow.headings.enumerated().map { index, heading in
            TextGrid.Column(heading: heading, isNumeric: (3...8).contains(index))
        }
        let grid = TextGrid(
            stub: .init(heading: "", columns: Array(columns.prefix(1))),
            groups: [.init(heading: "", columns: Array(columns.dropFirst()))], sections: [rows.map(\.cells)])
        // One band at any width: a long line is easier to follow than two tables.
        let table = grid.rendered(width: .max).joined()
        return """
            BASE \("\(base.path): \(base.origin)".printable)
            NEW  \("\(new.path): \(new.origin)".printable)
            \(commonText.map { "all  \($0)\n" } ?? "")
            \(table)
            \(legend)\(headline)
            \(tally)

            """
    }

    /// Parameters that all subjects with parameters share, which the headline has instead of every line.
    var commonParameters: [String: ParameterValue] {
        let all = comparisons.map(\.parameters).filter { !$0.isEmpty }
        guard let first = all.first, Set(all).count > 1 else { return [:] }
        return first.filter { entry in all.allSatisfy { $0[entry.key] == entry.value } }
    }

    /// The common parameters on one line; nil if there are none.
    var commonText: String? {
        let common = commonParameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return common.isEmpty ? nil : common.joined(separator: " ").printable
    }

    /// The verdict on one line: a word, and the number of metrics by outcome.
    var headline: String {
        let counts = MetricComparison.Outcome.allCases.compactMap { outcome -> String? in
            let number = count(outcome)
            return number == 0 ? nil : "\(number) \(outcome.word(number))"
        }
        return "\(word): \(counts.joined(separator: ", "))"
    }

    /// The word of the exit status.
    private var word: String {
        switch exitStatus {
        case 2: count(.regression) > 0 ? "worse" : "changed"
        case 3: "not comparable"
        case 4: "inconclusive"
        // Noise may hide a change, so the word must not promise more.
        default: count(.inconclusive) > 0 ? "nothing certainly worse" : "nothing worse"
        }
    }

    /// Numbers of metrics that pass and that fail.
    var tally: String { "\(passed) passed, \(failed) failed" }

    /// Meanings of the columns that have content.
    var legend: String {
        guard comparisons.contains(where: { $0.interval != nil }) else { return "" }
        let tolerance = FigureFormat.change(settings.tolerance).drop { $0 == "+" }
        return """
            change: of the \(VerdictSettings.location.rawValue), or the median of the differences of replications, with its \
            95 % bootstrap interval;
            p: Mann-Whitney, or Wilcoxon of replications, adjusted for the number of tests (Holm); ~: no change beyond \
            \(tolerance).

            """
    }
}

extension MetricComparison.Outcome {
    /// The outcome of `count` metrics in words.
    fileprivate func word(_ count: Int) -> String {
        switch self {
        case .regression, .drift, .improvement: count == 1 ? rawValue : rawValue + "s"
        case .incomparable, .inconclusive, .unchanged: rawValue
        case .added: "new"
        }
    }
}
