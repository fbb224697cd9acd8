/// Logarithm, exponential and the normal quantile, from the four operations and the square root alone.
///
/// IEEE 754 rounds those exactly, so results are the same to the last bit on every machine. The C library's functions
/// differ between versions, and between processors with and without fused multiply-add; one different bit can send a
/// simulation down another path.
enum PortableMath {
    // ln 2 split so that the product of the first part with any exponent is exact.
    private static let ln2High = 0x1.62e42fefa3800p-1
    private static let ln2Low = 0x1.ef35793c76730p-45

    /// The natural logarithm, to within 2 units in the last place.
    ///
    /// - Precondition: `x` is positive, finite and normal.
    static func log(_ x: Double) -> Double {
        assert(x >= .leastNormalMagnitude && x < .infinity, "log of \(x)")
        var exponent = Double(x.exponent)
        var significand = x.significand
        if significand > 1.4142135623730951 {
            significand *= 0.5
            exponent += 1
        }
        // log m = 2 artanh((m - 1) / (m + 1)); |s| < 0.172, so the next term would be below 2⁻⁶⁰ of the sum.
        let s = (significand - 1) / (significand + 1)
        let z = s * s
        var tail = 1.0 / 23
        tail = tail * z + 1.0 / 21
        tail = tail * z + 1.0 / 19
        tail = tail * z + 1.0 / 17
        tail = tail * z + 1.0 / 15
        tail = tail * z + 1.0 / 13
        tail = tail * z + 1.0 / 11
        tail = tail * z + 1.0 / 9
        tail = tail * z + 1.0 / 7
        tail = tail * z + 1.0 / 5
        tail = tail * z + 1.0 / 3
        let reduced = 2 * s + (2 * s) * (z * tail)
        return exponent * ln2High + (reduced + exponent * ln2Low)
    }

    /// The exponential, to within 2 units in the last place; 0 below -700 and infinite above 700.
    static func exp(_ x: Double) -> Double {
        if x > 700 { return .infinity }
        if x < -700 { return 0 }
        let multiple = (x * 1.4426950408889634).rounded()
        let r = (x - multiple * ln2High) - multiple * ln2Low
        // Taylor; |r| < 0.347, so the next term would be below 2⁻⁵⁷.
        var sum = 1.0 / 6_227_020_800
        sum = sum * r + 1.0 / 479_001_600
        sum = sum * r + 1.0 / 39_916_800
        sum = sum * r + 1.0 / 3_628_800
        sum = sum * r + 1.0 / 362_880
        sum = sum * r + 1.0 / 40_320
        sum = sum * r + 1.0 / 5040
        sum = sum * r + 1.0 / 720
        sum = sum * r + 1.0 / 120
        sum = sum * r + 1.0 / 24
        sum = sum * r + 1.0 / 6
        sum = sum * r + 0.5
        return Double(sign: .plus, exponent: Int(multiple), significand: 1 + (r + (r * r) * sum))
    }

    /// The standard normal quantile at `p`, to about 1 part in 10¹⁶.
    ///
    /// Wichura's rational approximations ("Algorithm AS 241", Applied Statistics 37(3), 1988, routine PPND16).
    ///
    /// - Precondition: 0 < `p` < 1.
    static func normalQuantile(_ p: Double) -> Double {
        assert(p > 0 && p < 1, "the normal quantile at \(p)")
        let q = p - 0.5
        if q.magnitude <= 0.425 {
            return q * ratio(0.180625 - q * q, centreNumerator, centreDenominator)
        }
        let r = (-log(Swift.min(p, 1 - p))).squareRoot()
        let magnitude =
            r <= 5
            ? ratio(r - 1.6, middleNumerator, middleDenominator) : ratio(r - 5, tailNumerator, tailDenominator)
        return q < 0 ? -magnitude : magnitude
    }

    private typealias Coefficients = (Double, Double, Double, Double, Double, Double, Double, Double)

    @inline(__always)
    private static func ratio(_ x: Double, _ numerator: Coefficients, _ denominator: Coefficients) -> Double {
        polynomial(x, numerator) / polynomial(x, denominator)
    }

    @inline(__always)
    private static func polynomial(_ x: Double, _ c: Coefficients) -> Double {
        ((((((c.7 * x + c.6) * x + c.5) * x + c.4) * x + c.3) * x + c.2) * x + c.1) * x + c.0
    }

    private static let centreNumerator: Coefficients = (
        3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3
    )
    private static let centreDenominator: Coefficients = (
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
        3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3
    )
    private static let middleNumerator: Coefficients = (
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    )
    private static let middleDenominator: Coefficients = (
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    )
    private static let tailNumerator: Coefficients = (
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    )
    private static let tailDenominator: Coefficients = (
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    )
}
