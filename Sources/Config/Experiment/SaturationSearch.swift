internal import CellbenchResults

/// Finds where a figure passes a limit along a swept path, for one architecture and one value of every other path.
///
/// 1. Simulates all replications at both ends of the path's values.
/// 2. Compares the mean of the figure with the limit.
/// 3. Bisects. The figure is assumed to pass the limit once, upwards or downwards.
public struct SaturationSearch: Sendable {
    package let path: String
    package let criterion: SaturationCriterion
    /// Positions of the points in the order of the path's values: all replications of each value.
    package var candidates: [Range<Int>] = []

    init(along path: String, for criterion: SaturationCriterion) {
        self.path = path
        self.criterion = criterion
    }

    /// Largest number of points that the search can visit.
    var mostPoints: Int {
        // Both ends, then a half, a quarter, ….
        let between = Double(candidates.count - 1)
        return (2 + Int(between.binade == between ? between.exponent : between.exponent + 1))
            * (candidates.first?.count ?? 0)
    }

    /// Description of the search on one line.
    package var summary: String {
        let subject = criterion.workload.map { " of \($0)" } ?? ""
        let (from, to) = (FigureFormat.short(criterion.from), FigureFormat.short(criterion.to))
        return "\(path) from \(from) to \(to), among \(candidates.count) values: "
            + "where \(criterion.figure.name)\(subject) passes \(FigureFormat.short(criterion.above))"
    }
}

extension Experiment {
    /// Largest number of points that are simulated: all of them, or those that the searches can visit.
    public var mostPoints: Int {
        searches.isEmpty ? points.count : searches.reduce(0) { $0 + $1.mostPoints }
    }
}
