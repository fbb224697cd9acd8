/// Holm's adjustment of p-values for the number of tests.
enum Holm {
    /// The adjusted p-values, in the order of `pValues`.
    ///
    /// Rejecting all hypotheses whose adjusted p-value is below a level makes any wrong rejection at most as probable
    /// as the level.
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
