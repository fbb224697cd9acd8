/// How the report and `scripts/chart` draw a figure.
package struct FigureChart: Sendable {
    /// The part of the description that only `scripts/chart` needs.
    struct Picture: Sendable {
        /// Name on the command line: `scripts/chart RESULTS --figure wait`.
        let name: String
        /// Meaning of the chart, without a full stop.
        let sentence: String
        /// Title of the axis; nil for the figure's title.
        let axis: String?
        /// Name of the figure whose share is drawn; nil where the figure itself is drawn.
        let shareOf: String?
        /// Names of the figures that are drawn instead for several simulated days: medians and deviations from them.
        let daily: (median: String, deviation: String)?

        /// A picture.
        init(
            _ name: String, _ sentence: String, axis: String? = nil, shareOf: String? = nil,
            daily: (median: String, deviation: String)? = nil
        ) {
            self.name = name
            self.sentence = sentence
            self.axis = axis
            self.shareOf = shareOf
            self.daily = daily
        }
    }

    /// Position among the charts of a page, from 0.
    let place: Int
    /// Meaning of the report's chart, in a sentence.
    package let meaning: String
    /// Sentence instead of a chart in which every value is 0.
    package let ifAllZero: String?
    /// Objective: the value that the figure should stay below, which the chart marks; nil for none.
    package let objective: Double?
    let picture: Picture

    /// A chart.
    init(place: Int, meaning: String, ifAllZero: String?, objective: Double? = nil, picture: Picture) {
        self.place = place
        self.meaning = meaning
        self.ifAllZero = ifAllZero
        self.objective = objective
        self.picture = picture
    }
}

extension Figure {
    /// The figures that have charts, in the order of a report.
    package static let charted: [Figure] = catalogue.filter { $0.chart != nil }
        .sorted { ($0.chart?.place ?? 0) < ($1.chart?.place ?? 0) }

    /// Title of the chart: `Mean wait`.
    package var chartTitle: String {
        let title = title ?? name
        return title.prefix(1).uppercased() + title.dropFirst()
    }
}
