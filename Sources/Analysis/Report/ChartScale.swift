#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Maps values to places on an axis of a chart.
///
/// A logarithmic axis with zeros has a place for them below its lowest decade.
struct ChartScale: Equatable {
    /// Spacing of values.
    enum Spacing: Equatable {
        case linear
        case log
    }

    /// Ends of an axis in the drawing, for the least and the greatest value.
    struct Extent: Equatable {
        var start: Double
        var end: Double
    }

    let spacing: Spacing
    /// Value at the start; above 0 on a logarithmic axis.
    let low: Double
    /// Value at the end.
    let high: Double
    /// Values with a mark, in order, including 0 where it has a place.
    let ticks: [Double]
    /// Place of 0 on a logarithmic axis; nil where there is none.
    let zero: Double?
    private let extent: Extent

    /// Room for 0 on a logarithmic axis, in units of the drawing.
    private static let zeroRoom = 22.0

    /// Greatest value on an axis, so that differences and quotients are finite; larger values are drawn at the end.
    private static let mostOnAxis = 1e100

    /// Ratio of the greatest to the least swept value from which on an axis is logarithmic.
    static let wideForPositions = 31.6
    static let wideForFigures = 100.0

    private init(_ spacing: Spacing, _ low: Double, _ high: Double, ticks: [Double], hasZero: Bool, _ extent: Extent) {
        self.spacing = spacing
        self.low = low
        self.high = high
        self.ticks = (hasZero ? [0] : []) + ticks
        zero = hasZero ? extent.start : nil
        let room = hasZero ? (extent.end > extent.start ? Self.zeroRoom : -Self.zeroRoom) : 0
        self.extent = Extent(start: extent.start + room, end: extent.end)
    }

    /// Place of `value`; the nearest end for a value beyond.
    func position(_ value: Double) -> Double {
        let part: Double
        switch spacing {
        case .linear: part = (value - low) / (high - low)
        case .log:
            guard value > 0 else { return zero ?? extent.start }
            part = log10(value / low) / log10(high / low)
        }
        return extent.start + min(max(part, 0), 1) * (extent.end - extent.start)
    }

    /// An axis for figures, none of them negative: from 0, or logarithmic where the figures span decades.
    ///
    /// - Parameters:
    ///   - values: values that must be on the axis.
    ///   - mayBeLog: true if the axis may be logarithmic.
    ///   - atLeast: least value of the axis's end.
    ///   - unit: unit of which marks are round multiples.
    ///   - extent: ends of the axis in the drawing.
    /// - Returns: an axis with round ends.
    static func figures(
        _ values: [Double], mayBeLog: Bool, atLeast: Double = 0, unit: Double = 1, _ extent: Extent
    ) -> ChartScale {
        let values = values.map { $0.limited(to: mostOnAxis) }
        let greatest = max(values.max() ?? 0, atLeast)
        guard greatest > 0 else {
            return ChartScale(.linear, 0, unit, ticks: [0, unit], hasZero: false, extent)
        }
        let positive = values.filter { $0 > 0 }
        if mayBeLog, let least = positive.min(), greatest / least >= wideForFigures {
            let (low, high) = (powerOfTen(below: least), powerOfTen(above: greatest))
            return ChartScale(
                .log, low, high, ticks: decades(low, high, most: 6), hasZero: positive.count < values.count, extent)
        }
        let step = niceStep(greatest / unit, most: 5) * unit
        let count = Int((greatest / step - 1e-9).rounded(.up))
        return ChartScale(
            .linear, 0, Double(count) * step, ticks: (0...count).map { Double($0) * step }, hasZero: false, extent)
    }

    /// An axis for the values of a sweep: from the least to the greatest, logarithmic where the values span decades.
    ///
    /// Few values are all marked; of many, round values are.
    static func positions(_ values: [Double], _ extent: Extent) -> ChartScale {
        let values = Set(values.map { $0.limited(to: mostOnAxis) }).sorted()
        guard let least = values.first, let greatest = values.last else {
            return ChartScale(.linear, 0, 1, ticks: [], hasZero: false, extent)
        }
        guard least < greatest else {
            let half = max(least.magnitude / 2, 0.5)
            return ChartScale(.linear, least - half, least + half, ticks: [least], hasZero: false, extent)
        }
        let positive = values.filter { $0 > 0 }
        let areFew = values.count <= 12
        if least >= 0, let first = positive.first, first < greatest, greatest / first > wideForPositions {
            return ChartScale(
                .log, first, greatest, ticks: areFew ? positive : decades(first, greatest, most: 7),
                hasZero: least == 0, extent)
        }
        let ticks = areFew ? values : multiples(of: niceStep(greatest - least, most: 6), from: least, to: greatest)
        return ChartScale(.linear, least, greatest, ticks: ticks, hasZero: false, extent)
    }

    /// Powers of ten from `low` to `high`; of more than `most`, every second or third.
    static func decades(_ low: Double, _ high: Double, most: Int) -> [Double] {
        let first = Int((log10(low) - 1e-9).rounded(.up))
        let last = Int((log10(high) + 1e-9).rounded(.down))
        guard first <= last else { return [] }
        let step = (last - first) / most + 1
        return stride(from: first, through: last, by: step).map { pow(10, Double($0)) }
    }

    /// 1, 2 or 5 times a power of ten that divides `span` into about `most` steps.
    static func niceStep(_ span: Double, most: Int) -> Double {
        let least = span / Double(most)
        let power = pow(10, log10(least).rounded(.down))
        return ([1, 2, 5].first { $0 >= least / power - 1e-9 } ?? 10) * power
    }

    private static func multiples(of step: Double, from low: Double, to high: Double) -> [Double] {
        let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    private static func powerOfTen(below value: Double) -> Double { pow(10, (log10(value) + 1e-9).rounded(.down)) }

    private static func powerOfTen(above value: Double) -> Double { pow(10, (log10(value) - 1e-9).rounded(.up)) }
}
