extension Collection<Double> {
    /// The middle value, or the mean of the two middle ones; nil if there are none.
    ///
    /// - Complexity: O(*n* log *n*).
    package func median() -> Double? {
        guard !isEmpty else { return nil }
        let sorted = sorted()
        let middle = count / 2
        return count.isMultiple(of: 2) ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
    }

    /// The median of the distances from the median (MAD, not scaled); nil if there are no values.
    func medianAbsoluteDeviation() -> Double? {
        median().flatMap { middle in map { ($0 - middle).magnitude }.median() }
    }
}
