/// How the report and `scripts/chart` draw a figure.
package struct FigureChart: Sendable {
    /// What `scripts/chart` needs besides.
    struct Picture: Sendable {
        /// What it is asked for by: `scripts/chart RESULTS --figure wait`.
        let name: String
        /// What it shows, without a full stop.
        let sentence: String
        /// What its axis is called; nil for the figure's title.
        let axis: String?
        /// The figure of which it is drawn as a share, by its name; nil where it is drawn as it is.
        let shareOf: String?
        /// The figures drawn instead where several days were simulated, by their names: medians, and deviations from them.
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

    /// Where it stands among the charts of a page, from 0.
    let place: Int
    /// What the report's chart shows, in a sentence.
    package let meaning: String
    /// What is said instead of a chart where every value is 0.
    package let ifAllZero: String?
    /// The value that it should stay below, which the chart marks; nil where nobody has set one.
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

    /// What stands above a chart: `Mean wait`.
    package var chartTitle: String {
        let title = title ?? name
        return title.prefix(1).uppercased() + title.dropFirst()
    }
}
