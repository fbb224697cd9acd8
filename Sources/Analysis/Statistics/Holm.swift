/// Holm's adjustment of p-values for how many tests are made.
enum Holm {
    /// The p-values, in their order, such that rejecting those below a level errs in any of them with at most that probability.
    ///
    /// Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
    static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var largest = 0.0
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        for (place, index) in order.enumerated() {
            largest = max(largest, min(1, pValues[index] * Double(pValues.count - place)))
            adjusted[index] = largest
        }
        return adjusted
    }
}
