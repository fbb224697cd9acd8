/// A distribution within its bounds, cut into cells of probability, over which the value is integrated.
///
/// Cells are finer towards the ends, where long tails are, and have boundaries where the quantile jumps or bends.
struct QuantileGrid: Sendable {
    /// The probability at which each cell begins; then the end of the last cell.
    private let boundaries: [Double]
    /// By cell, the integral of the value over the probability up to the cell's end.
    private let cumulatedMass: [Double]
    /// Probability of a value within the bounds.
    let acceptance: Double

    private static let evenCells = 8192
    /// Number of times that the first and the last even cell are halved.
    private static let halvings = 30

    init(_ sampler: Sampler) {
        let range = sampler.acceptedRange
        acceptance = range.upperBound - range.lowerBound
        boundaries = QuantileGrid.boundaries(of: range, through: sampler.knots)
        var mass = 0.0
        cumulatedMass = zip(boundaries, boundaries.dropFirst()).map { start, end in
            mass += sampler.quantile(start + (end - start) / 2) * (end - start)
            return mass
        }
    }

    private static func boundaries(of range: ClosedRange<Double>, through knots: [Double]) -> [Double] {
        let width = (range.upperBound - range.lowerBound) / Double(evenCells)
        guard width > 0 else { return [range.lowerBound, range.upperBound] }
        var all = [range.lowerBound, range.upperBound]
        for halving in 1...halvings {
            let distance = width / Double(1 << halving)
            all += [range.lowerBound + distance, range.upperBound - distance]
        }
        for cell in 1..<evenCells { all.append(range.lowerBound + width * Double(cell)) }
        all += knots.filter { range.contains($0) }
        all.sort()
        var distinct: [Double] = []
        for boundary in all where distinct.last.map({ boundary > $0 }) ?? true { distinct.append(boundary) }
        return distinct
    }

    /// Integral of the value over the probability within the bounds.
    var mass: Double { cumulatedMass[cumulatedMass.count - 1] }

    /// The probability at which a value lies that is drawn in proportion to its size.
    ///
    /// - Parameters:
    ///   - u: random number that chooses the cell.
    ///   - within: random number that chooses the place in the cell.
    /// - Returns: the probability, strictly between 0 and 1.
    /// - Precondition: ``mass`` is positive, and `u` and `within` are strictly between 0 and 1.
    func sizeBiased(_ u: Double, within: Double) -> Double {
        let target = u * mass
        var low = 0
        var high = cumulatedMass.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulatedMass[middle] >= target { high = middle } else { low = middle + 1 }
        }
        let start = boundaries[low]
        return min(max(start + (boundaries[low + 1] - start) * within, 0x1p-53), 1 - 0x1p-53)
    }
}
