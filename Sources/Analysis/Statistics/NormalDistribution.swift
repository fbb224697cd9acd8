#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The standard normal distribution.
enum NormalDistribution {
    /// The probability of a value at least `distance` from 0, on either side.
    static func twoSided(_ distance: Double) -> Double { erfc(distance.magnitude / 2.0.squareRoot()) }
}
