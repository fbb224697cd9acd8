package import CellbenchFiles

/// How tables of architectures show a figure: in a column of each workload, or one of the cell.
package struct FigureColumn: Sendable {
    /// Bars over a swept path.
    package struct Bars: Sendable {
        package let scale: BarScale.Kind
        /// Whether they are drawn where all are 0.
        package let areDrawnOfNone: Bool
    }

    /// Where it stands among the columns, from the left.
    let place: Int
    /// What stands above it: `wait`.
    let heading: String
    /// What the legend says of it, and of the columns before it without a legend; nil where the next column's is for both.
    let legend: String?
    /// Whether `run` and `compare` print its confidence interval, which takes width.
    package let hasInterval: Bool
    /// The figure printed beside it as a percentage, by its name; nil for none.
    package let share: String?
    /// Whether `compare --against` has its differences.
    let isCompared: Bool
    /// Whether there is a column where all are 0.
    package let isShownOfNone: Bool
    /// How it is drawn over a swept path; nil where it is not.
    package let bars: Bars?

    /// A column.
    init(
        place: Int, _ heading: String, legend: String?, hasInterval: Bool = false, share: String? = nil,
        isCompared: Bool = true, isShownOfNone: Bool = true, bars: Bars? = nil
    ) {
        self.place = place
        self.heading = heading
        self.legend = legend
        self.hasInterval = hasInterval
        self.share = share
        self.isCompared = isCompared
        self.isShownOfNone = isShownOfNone
        self.bars = bars
    }
}

extension Figure {
    /// The figures that have columns, from the left.
    package static let tabled: [Figure] = catalogue.filter { $0.column != nil }
        .sorted { ($0.column?.place ?? 0) < ($1.column?.place ?? 0) }

    /// Those of them of which differences are told.
    package static let compared: [Figure] = tabled.filter { $0.column?.isCompared == true }

    /// What stands above the column.
    package var heading: String { column?.heading ?? name }

    /// What legends say of columns: headings, and what they mean together.
    package static func legend(of figures: [Figure]) -> [(headings: [String], meaning: String)] {
        var legend: [(headings: [String], meaning: String)] = []
        var headings: [String] = []
        for figure in figures {
            headings.append(figure.heading)
            guard let meaning = figure.column?.legend else { continue }
            legend.append((headings, meaning))
            headings = []
        }
        return legend
    }
}

// How figures print in tables.
extension Figure {
    /// A value, or a mean, without an interval.
    package func text(_ mean: Double?) -> String {
        switch quantity {
        case .time: FigureFormat.duration(mean)
        case .partOfCell: FigureFormat.utilization(mean)
        case .share, .ratio: FigureFormat.share(mean)
        case .count: FigureFormat.count(mean)
        }
    }
}
