internal import CellbenchSimulator

/// The number that represents a sample.
enum Location: String, Sendable {
    /// The middle value, or the mean of the two middle ones.
    case median
    /// The least value.
    case minimum

    /// Location of `sample`.
    ///
    /// - Precondition: the sample has values, and all are numbers.
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
