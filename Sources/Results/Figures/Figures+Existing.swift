extension Optional<Double> {
    /// The figure if it is finite; nil for a quotient by 0.
    var existing: Double? { flatMap(\.existing) }
}

extension Double {
    /// This figure if it is finite.
    package var existing: Double? { isFinite ? self : nil }
}
