package import CellbenchFiles
package import CellbenchResults

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Criterion of a search along a swept path: the limit that a figure passes.
package struct SaturationCriterion: Sendable {
    /// The figure.
    package var figure: Figure
    /// The workload of the figure; nil for the greatest value of all workloads.
    package var workload: String?
    /// Place of the workload's name in the config.
    var place: Place?
    /// The limit.
    package var above: Double
    /// Ends of the searched range, in base units.
    package var from: Double
    package var to: Double

    /// Figure of a point; nil if the point has none.
    package func value(of point: PointResult) -> Double? {
        if let workload { return figure.value(of: point, .workload(workload)) }
        return point.workloads.keys.compactMap { figure.value(of: point, .workload($0)) }.max()
    }
}

extension Field {
    /// Values among which a search bisects, and the criterion of the search.
    func searchedValues() throws(ConfigError) -> (values: [ConfigNode], criterion: SaturationCriterion) {
        let section = try section("a search for saturation", ConfigSettings.saturation)
        let range = try SweepRange(section, scale: section.wordIfSet("scale", SweepScale.self))
        let criterion = SaturationCriterion(
            figure: try section.required("of").figure(), workload: try section.textIfSet("workload"),
            place: section.optional("workload")?.node.place,
            above: try section.amount("above"), from: range.from, to: range.to)
        let count = Self.count(range, within: try section.amount("within"))
        guard count <= Field.mostSearched else {
            throw error(
                "a search among \(count) values; accepted: at most \(Field.mostSearched), within a larger share")
        }
        let isWhole = try section.isTrue("whole")
        guard isWhole else { return (range.values(count: count), criterion) }
        for (key, end) in [("from", range.from), ("to", range.to)] where end != end.rounded() {
            throw try section.required(key).error(
                "\(shortest(end)) is not whole; accepted with \"whole\": whole numbers")
        }
        return (range.wholeValues(count: count), criterion)
    }

    private static let mostSearched = 4097

    /// Number of values at which neighbours differ by at most `within`: a power of two, plus one.
    ///
    /// `within` is a share of the lower neighbour on a logarithmic scale, and of the range on a linear one.
    private static func count(_ range: SweepRange, within: Double) -> Int {
        let steps = range.scale == .log ? abs(log(range.to / range.from)) / log1p(within) : 1 / within
        var count = 2.0
        while count < steps { count *= 2 }
        return Int(min(count, 1e9)) + 1
    }

    /// Figure that the value names.
    package func figure() throws(ConfigError) -> Figure {
        let name = try text()
        guard let figure = Figure.named(name) else {
            let nearest = NearestName.of(name, among: Figure.names).map { "; the nearest is \($0.quoted)" } ?? ""
            throw error(
                "there is no figure \(name.quoted)\(nearest); accepted: what \"cellbench export --columns\" lists")
        }
        return figure
    }
}
