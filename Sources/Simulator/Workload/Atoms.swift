/// The values of a choice that lie within the bounds, in order, and their shares.
///
/// A value outside the bounds would be drawn again, which comes to the same as leaving it out.
struct Atoms: Sendable {
    private let values: [Double]
    /// By value, the sum of the shares up to it.
    let cumulatedShares: [Double]
    /// Mean of the values within the bounds.
    let mean: Double
    /// Share of the weights within the bounds.
    let acceptance: Double

    init(_ choice: [Distribution.WeightedValue], minimum: Double, maximum: Double) {
        let accepted = choice.filter { $0.weight > 0 && $0.value >= minimum && $0.value <= maximum }
            .sorted { $0.value < $1.value }
        let total = accepted.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        cumulatedShares = accepted.map { atom in
            sum += atom.weight
            return sum / total
        }
        values = accepted.map(\.value)
        mean = accepted.reduce(0) { $0 + $1.value * $1.weight } / total
        acceptance = total / choice.reduce(0) { $0 + $1.weight }
    }

    /// The value at the probability `u`.
    ///
    /// - Precondition: some value is within the bounds.
    func quantile(_ u: Double) -> Double {
        let position = cumulatedShares.firstIndex { u < $0 } ?? values.count - 1
        return values[position]
    }
}
