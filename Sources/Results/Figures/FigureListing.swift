internal import CellbenchFiles

/// The catalogue for other programs, such as those that draw charts: what `cellbench export --columns --json` prints.
struct FigureListing: Encodable {
    /// The name of this format and its version.
    static let schema = "cellbench.figures/1"

    /// A column of `export`.
    struct Entry: Encodable {
        var name: String
        var unit: String
        /// What its values are: `time`, `share`, `share of the cell`, `ratio` or `count`.
        var quantity: String
        var meaning: String
        /// What it is called in verdicts and above charts.
        var title: String?
        var better: BenchMetric.Better?
        /// Where a chart of it is drawn.
        var chart: Chart?
    }

    /// How `scripts/chart` draws a figure.
    struct Chart: Encodable {
        var name: String
        /// Where it stands among the charts.
        var place: Int
        var sentence: String
        /// What its axis is called, without the unit.
        var axis: String
        /// The value it should stay below.
        var objective: Double?
        /// The column of which it is a share.
        var shareOf: String?
        /// The columns that are drawn where several days were simulated.
        var daily: Daily?
    }

    /// A median over simulated days, and the median absolute deviation from it.
    struct Daily: Encodable {
        var median: String
        var deviation: String
    }

    var schema = Self.schema
    /// In the order of the columns.
    var figures = Figure.all.map(Entry.init)
}

extension FigureListing.Entry {
    /// What a program needs to know of a figure.
    init(_ figure: Figure) {
        self.init(
            name: figure.name, unit: figure.unit.rawValue, quantity: figure.quantity.rawValue, meaning: figure.meaning,
            title: figure.title, better: figure.better,
            chart: figure.chart.map { chart in
                FigureListing.Chart(
                    name: chart.picture.name, place: chart.place, sentence: chart.picture.sentence,
                    axis: chart.picture.axis ?? figure.title ?? figure.name, objective: chart.objective,
                    shareOf: chart.picture.shareOf,
                    daily: chart.picture.daily.map { FigureListing.Daily(median: $0.median, deviation: $0.deviation) })
            })
    }
}

extension TidyTable {
    /// The columns of figures as JSON, with what charts of them need.
    ///
    /// - Throws: nothing that can happen: every number is finite.
    public static func columnsJSON() throws -> String { try JSONText.encode(FigureListing()) }
}
