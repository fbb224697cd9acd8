import Foundation
import Testing

@testable import CellbenchSimulator

@Suite struct PortableMathTests {
    /// Distance of two numbers in units in the last place of `expected`.
    private func ulps(_ value: Double, _ expected: Double) -> Double {
        value == expected ? 0 : (value - expected).magnitude / expected.ulp
    }

    @Test func `The logarithm is within 2 units in the last place of the true one`() {
        for (x, value) in PortableMathReference.logarithms {
            #expect(ulps(PortableMath.log(x), value) <= 2, "log \(x) is \(PortableMath.log(x))")
        }
    }

    @Test func `The exponential is within 2 units in the last place of the true one`() {
        for (x, value) in PortableMathReference.exponentials {
            #expect(ulps(PortableMath.exp(x), value) <= 2, "exp \(x) is \(PortableMath.exp(x))")
        }
    }

    /// The sum of half a unit of the tabulated value and the error of the rational approximation.
    @Test func `The normal quantile is within 4 units in the last place of the true one`() {
        for (p, value) in PortableMathReference.normalQuantiles {
            #expect(ulps(PortableMath.normalQuantile(p), value) <= 4, "at \(p) it is \(PortableMath.normalQuantile(p))")
        }
    }

    /// The C library's own error is below 1 unit, so a distance of 3 means an error of 2.
    @Test func `Logarithm and exponential agree with the C library's all over their range`() {
        var random = TestRandom(31)
        var worst = (log: 0.0, exp: 0.0)
        for _ in 0..<50_000 {
            let bits = UInt64.random(in: 0x0010_0000_0000_0000..<0x7FF0_0000_0000_0000, using: &random)
            let x = Double(bitPattern: bits)
            worst.log = max(worst.log, ulps(PortableMath.log(x), Foundation.log(x)))
            let near = Double.random(in: 0.5..<2, using: &random)
            worst.log = max(worst.log, ulps(PortableMath.log(near), Foundation.log(near)))
            let y = Double.random(in: -700...700, using: &random)
            worst.exp = max(worst.exp, ulps(PortableMath.exp(y), Foundation.exp(y)))
        }
        #expect(worst.log <= 3)
        #expect(worst.exp <= 3)
    }

    @Test func `Beyond 700 the exponential is infinite, and below -700 it is 0`() {
        #expect(PortableMath.exp((700.0).nextUp) == .infinity)
        #expect(PortableMath.exp(.infinity) == .infinity)
        #expect(PortableMath.exp((-700.0).nextDown) == 0)
        #expect(PortableMath.exp(-.infinity) == 0)
    }

    @Test func `The logarithm of 1 and the exponential of 0 are exact`() {
        #expect(PortableMath.log(1) == 0)
        #expect(PortableMath.exp(0) == 1)
        #expect(PortableMath.normalQuantile(0.5) == 0)
    }

    /// Steps of 2⁻⁴⁰ of the argument's size or more: closer arguments may be swapped by rounding.
    @Test func `The functions grow with their arguments`() {
        func growsEverywhere(_ points: [Double], _ function: (Double) -> Double) -> Bool {
            let values = points.map(function)
            return zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
        }
        #expect(growsEverywhere((1...40_000).map { Double($0) / 10_000 }, PortableMath.log))
        #expect(growsEverywhere((0...40_000).map { Double($0) / 30 - 690 }, { PortableMath.exp($0 * 0.98) }))
        #expect(growsEverywhere((1..<40_000).map { Double($0) / 40_000 }, PortableMath.normalQuantile))
        // The seams between two approximations: |p - 1/2| = 0.425, and p = e⁻²⁵.
        for seam in [0.075, 0.925, 1.388_794_386_496_402_1e-11, 1 - 1.388_794_386_496_402_1e-11] {
            let points = (-100...100).map { seam + Double($0) * (seam < 0.5 ? seam * 0x1p-40 : 0x1p-50) }
            #expect(growsEverywhere(points, PortableMath.normalQuantile), "around \(seam)")
        }
    }

    /// 1 - p is exact for p from 1/2 on.
    @Test func `The normal quantile is antisymmetric`() {
        for p in [0.5, 0.6, 0.9, 0.925, 0.93, 0.999, 1 - 0x1p-30, 1 - 0x1p-53] {
            #expect(PortableMath.normalQuantile(1 - p) == -PortableMath.normalQuantile(p))
        }
    }
}
