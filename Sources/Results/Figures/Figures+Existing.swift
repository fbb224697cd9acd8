extension Optional<Double> {
    /// The figure if it is a number that JSON can hold: a quotient with nothing below is no figure.
    var existing: Double? { flatMap(\.existing) }
}

extension Double {
    /// This figure if it is finite.
    package var existing: Double? { isFinite ? self : nil }
}
