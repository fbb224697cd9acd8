package import CellbenchFiles
package import CellbenchResults

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What a search along a swept path looks for: where a figure passes a limit.
package struct SaturationCriterion: Sendable {
    /// The figure.
    package var figure: Figure
    /// The workload whose figure it is; nil for the greatest of all.
    package var workload: String?
    /// Where it is named.
    var place: Place?
    /// The limit.
    package var above: Double
    /// The ends of what is searched, in base units.
    package var from: Double
    package var to: Double

    /// The figure of a point; nil if it does not exist.
    package func value(of point: PointResult) -> Double? {
        if let workload { return figure.value(of: point, .workload(workload)) }
        return point.workloads.keys.compactMap { figure.value(of: point, .workload($0)) }.max()
    }
}

extension Field {
    /// The values among which a search bisects, and what it looks for.
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

    /// How many values, a power of two and one more, are so close that neighbours differ by no more than `within`: as a share of
    /// the lower on a logarithmic scale, of the range on a linear one.
    private static func count(_ range: SweepRange, within: Double) -> Int {
        let steps = range.scale == .log ? abs(log(range.to / range.from)) / log1p(within) : 1 / within
        var count = 2.0
        while count < steps { count *= 2 }
        return Int(min(count, 1e9)) + 1
    }

    /// The figure that this names.
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
