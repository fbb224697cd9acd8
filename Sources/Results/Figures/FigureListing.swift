internal import CellbenchFiles

/// The listed figures for other programs: the output of `cellbench export --columns --json`.
struct FigureListing: Encodable {
    /// The name of this format and its version.
    static let schema = "cellbench.figures/1"

    /// A column of `export`.
    struct Entry: Encodable {
        var name: String
        var unit: String
        /// Kind of the values: `time`, `share`, `share of the cell`, `ratio` or `count`.
        var quantity: String
        var meaning: String
        /// Name in verdicts and above charts.
        var title: String?
        var better: BenchMetric.Better?
        /// Chart of the figure.
        var chart: Chart?
    }

    /// How `scripts/chart` draws a figure.
    struct Chart: Encodable {
        var name: String
        /// Position among the charts.
        var place: Int
        var sentence: String
        /// Title of the axis, without the unit.
        var axis: String
        /// Value that the figure should stay below.
        var objective: Double?
        /// Column whose share is drawn.
        var shareOf: String?
        /// Columns that are drawn for several simulated days.
        var daily: Daily?
    }

    /// A median over simulated days, and the median absolute deviation from it.
    struct Daily: Encodable {
        var median: String
        var deviation: String
    }

    var schema = Self.schema
    /// Entries in the order of the columns.
    var figures = Figure.all.map(Entry.init)
}

extension FigureListing.Entry {
    /// The part of a figure's description that programs need.
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
