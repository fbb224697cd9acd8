internal import CellbenchSimulator

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
        let estimate =
            switch self {
            case .minimum: sample.min()
            case .median: sample.median()
            }
        guard let estimate else { preconditionFailure("an empty sample has no location") }
        return estimate
    }
}
