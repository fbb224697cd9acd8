internal import CellbenchFiles

/// Text of `cellbench explain FIGURE`.
package enum FigureExplanation {
    /// Names of all figures: short names first, then the catalogue.
    package static var names: [String] { Figure.shortNames.keys.sorted() + Figure.catalogue.map(\.name) }

    /// Explanation of the figure with a name; nil if there is none.
    ///
    ///     waitTime.mean: mean: from submission to the first attempt
    ///
    ///     values           seconds, such as 4.92s
    ///     better           lower
    ///     in results.json  workloads.WORKLOAD.waitTime.mean
    ///     …
    package static func text(of name: String) -> String? {
        let full = Figure.shortNames[name] ?? name
        guard let figure = Figure.catalogue.first(where: { $0.name == full }) else { return nil }
        let rows = figure.explanation
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { key, value in key + String(repeating: " ", count: width - key.count + 2) + value }
        return "\(figure.name): \(figure.meaning)\n\n" + lines.joined(separator: "\n") + "\n"
    }

    /// Message about an unknown name, with the nearest known one.
    package static func problem(of name: String) -> String {
        let nearest = nearestName(to: name).map { "; the nearest is \($0.quoted)" } ?? ""
        return "there is no figure \(name.quoted)\(nearest)"
    }

    /// True if the first part of a name is that of some figure: `waitTime.p9`.
    package static func isLike(_ name: String) -> Bool {
        guard let first = name.split(separator: ".").first else { return false }
        return names.contains { $0.split(separator: ".").first == first }
    }

    /// Known name that the fewest keystrokes lead to.
    package static func nearestName(to name: String) -> String? { NearestName.of(name, among: names) }

    /// A line for each figure: name, unit, meaning.
    package static func list() -> String {
        let rows = Figure.catalogue.map { [$0.name, $0.unit.rawValue, $0.meaning] }
        let grid = TextGrid(
            stub: .init(
                heading: "", columns: ["figure", "unit", "meaning"].map { .init(heading: $0, isNumeric: false) }),
            groups: [], sections: [rows])
        return grid.rendered(width: 120).joined()
    }
}

extension Figure {
    /// Rows of the explanation.
    fileprivate var explanation: [(String, String)] {
        var rows = [
            ("values", values),
            ("better", better.map(\.rawValue) ?? "neither way: a change of it is a drift"),
            ("in results.json", paths.isEmpty ? "nowhere: it follows from others" : paths.joined(separator: ", ")),
        ]
        if !paths.isEmpty { rows.append(("where there is none", isLeftOut ? "left out" : missing)) }
        if let origin { rows.append(("of a workload", origin)) }
        rows.append(
            ("of replications", "the mean of those that have it, with the 95 % confidence interval (Student's t)"))
        if let title { rows.append(("called", title)) }
        if let column { rows.append(("in tables", "under \(column.heading)")) }
        if let chart {
            rows.append(("in charts", "\(chartTitle); scripts/chart RESULTS --figure \(chart.picture.name)"))
        }
        let short = Figure.shortNames.filter { $0.value == name }.map(\.key)
        if let short = short.first { rows.append(("also called", short)) }
        let use = isListed ? "a column of export; claims, searches" : "results only: not in export, claims or searches"
        rows.append(("used by", use))
        return rows
    }

    /// Kind of the values, with an example as in tables.
    private var values: String {
        switch quantity {
        case .time: "seconds, such as \(text(4.92))"
        case .share: "a share, such as \(text(0.44))"
        case .partOfCell: "a share of what the cell has, such as \(text(0.69))"
        case .ratio: "a quotient, such as \(text(0.275))"
        case .count: "a count, such as \(text(2937))"
        }
    }

    /// Paths in `results.json`.
    private var paths: [String] {
        switch source {
        case .workload(_, let ofScheduler):
            ["workloads.WORKLOAD.\(path)"] + (ofScheduler == nil ? [] : ["schedulers.SCHEDULER.\(path)"])
        case .scheduler: ["schedulers.SCHEDULER.\(path)"]
        case .cell: [name]
        case .simulation: [path]
        case .quotient: []
        }
    }

    /// What results have where the figure has no value.
    private var missing: String {
        let isWhole =
            switch source {
            case .workload(.whole, _), .scheduler(.whole, _), .cell(.whole), .simulation(.whole): true
            default: false
            }
        return isWhole ? "always there" : "null"
    }

    /// How a workload's value follows from others; nil where results store it.
    private var origin: String? {
        switch source {
        case .scheduler(_, .sum): "the sum over its schedulers"
        case .scheduler(_, .mean): "the mean over its schedulers"
        case .scheduler(_, .ratio(let part, let whole)): "\(part) over \(whole), each summed over its schedulers"
        case .quotient(let part, let whole): "\(part) over \(whole)"
        case .workload, .cell, .simulation: nil
        }
    }
}
