#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Student's t distribution with a whole number of degrees of freedom.
enum StudentT {
    /// Bound that |t| does not exceed with probability `confidence`.
    ///
    /// - Parameters:
    ///   - confidence: a probability between 0 and 1, both excluded.
    ///   - degreesOfFreedom: at least 1.
    /// - Returns: the quantile of (1 + `confidence`) / 2.
    /// - Complexity: linear in the degrees of freedom.
    static func criticalValue(confidence: Double, degreesOfFreedom: Int) -> Double {
        precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
        precondition(degreesOfFreedom > 0, "one value has no spread")
        // Bisects the angle, with which coverage rises, until no number lies between the ends.
        var (low, high) = (0.0, Double.pi / 2)
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if coverage(angle: middle, degreesOfFreedom) < confidence { low = middle } else { high = middle }
        }
        return Double(degreesOfFreedom).squareRoot() * tan(low)
    }

    /// The probability that |t| is below √ν tan θ, as a finite sum that is exact for whole ν.
    ///
    /// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4.
    private static func coverage(angle: Double, _ degreesOfFreedom: Int) -> Double {
        let cosine = cos(angle)
        let isOdd = !degreesOfFreedom.isMultiple(of: 2)
        var term = isOdd ? cosine : 1
        var sum = degreesOfFreedom == 1 ? 0 : term
        // The factors are 2/3, 4/5, … for odd ν and 1/2, 3/4, … for even ν, up to the denominator ν - 2.
        for denominator in stride(from: isOdd ? 3 : 2, through: degreesOfFreedom - 2, by: 2) {
            term *= cosine * cosine * Double(denominator - 1) / Double(denominator)
            sum += term
        }
        return isOdd ? 2 / .pi * (angle + sin(angle) * sum) : sin(angle) * sum
    }
}
