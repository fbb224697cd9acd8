/// What one number stands for a sample.
enum Location: String, Sendable {
    /// The middle value, or the mean of the two middle ones.
    case median
    /// The least value.
    case minimum

    /// The number that stands for `sample`.
    ///
    /// - Precondition: there are values, all of them numbers.
    func estimate(_ sample: [Double]) -> Double {
        precondition(!sample.isEmpty, "an empty sample has no location")
        let sorted = sample.sorted()
        let middle = sorted.count / 2
        return switch self {
        case .minimum: sorted[0]
        case .median: sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        }
    }
}
