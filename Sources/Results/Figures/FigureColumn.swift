package import CellbenchFiles

/// Column of a figure in tables of architectures: one for each workload, or one for the cell.
package struct FigureColumn: Sendable {
    /// Bars over a swept path.
    package struct Bars: Sendable {
        package let scale: BarScale.Kind
        /// True if bars are drawn although all values are 0.
        package let areDrawnOfNone: Bool
    }

    /// Position among the columns, from the left.
    let place: Int
    /// Heading: `wait`.
    let heading: String
    /// Text of the legend for this column and the columns before it without one; nil where the next column's legend is
    /// for both.
    let legend: String?
    /// True if `run` and `compare` print the confidence interval, which needs width.
    package let hasInterval: Bool
    /// Name of the figure that is printed beside the value as a percentage; nil for none.
    package let share: String?
    /// True if `compare --against` prints differences of the figure.
    let isCompared: Bool
    /// True if the column is there although all values are 0.
    package let isShownOfNone: Bool
    /// Bars over a swept path; nil for none.
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

    /// The figures of ``tabled`` whose differences are printed.
    package static let compared: [Figure] = tabled.filter { $0.column?.isCompared == true }

    /// Heading of the column.
    package var heading: String { column?.heading ?? name }

    /// Legends of columns: headings, and the meaning that they share.
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

// Text of figures in tables.
extension Figure {
    /// Text of a value, or of a mean without an interval.
    package func text(_ mean: Double?) -> String {
        switch quantity {
        case .time: FigureFormat.duration(mean)
        case .partOfCell: FigureFormat.utilization(mean)
        case .share, .ratio: FigureFormat.share(mean)
        case .count: FigureFormat.count(mean)
        }
    }
}
