/// A choice of values, in order, of which those outside the bounds are left out: drawing them again comes to the same.
struct Atoms: Sendable {
    private let values: [Double]
    /// Up to each value, the sum of the shares.
    let cumulatedShares: [Double]
    /// The mean.
    let mean: Double
    /// The share of the weights that is within the bounds.
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

    /// - Precondition: some value is within the bounds.
    func quantile(_ u: Double) -> Double {
        let position = cumulatedShares.firstIndex { u < $0 } ?? values.count - 1
        return values[position]
    }
}
