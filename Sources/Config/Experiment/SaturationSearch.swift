internal import CellbenchResults

/// Looks along a swept path, for one architecture and one value of everything else that is swept, for where a figure passes a limit.
///
/// It bisects, taking for granted that the figure passes the limit once, upwards or downwards. All replications are simulated at
/// each value it comes by, and their mean is held against the limit.
public struct SaturationSearch: Sendable {
    package let path: String
    package let criterion: SaturationCriterion
    /// The positions of the points, in order of the path's values: at each, all replications.
    package var candidates: [Range<Int>] = []

    init(along path: String, for criterion: SaturationCriterion) {
        self.path = path
        self.criterion = criterion
    }

    /// The most points it can come by.
    var mostPoints: Int {
        // Both ends, then a half, a quarter, ….
        let between = Double(candidates.count - 1)
        return (2 + Int(between.binade == between ? between.exponent : between.exponent + 1))
            * (candidates.first?.count ?? 0)
    }

    /// What is searched, in a line.
    package var summary: String {
        let subject = criterion.workload.map { " of \($0)" } ?? ""
        let (from, to) = (FigureFormat.short(criterion.from), FigureFormat.short(criterion.to))
        return "\(path) from \(from) to \(to), among \(candidates.count) values: "
            + "where \(criterion.figure.name)\(subject) passes \(FigureFormat.short(criterion.above))"
    }
}

extension Experiment {
    /// The most points that are simulated: all of them, or those that its searches can come by.
    public var mostPoints: Int {
        searches.isEmpty ? points.count : searches.reduce(0) { $0 + $1.mostPoints }
    }
}
