/// A stream of random numbers that depends on a seed, a replication and a purpose alone.
///
/// The generator is xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
/// 47(4), 2021). SplitMix64 fills its state, as the authors advise. Streams of different purposes are independent for
/// all practical ends, and adding a stream changes no other.
public struct RandomStream: BitwiseCopyable, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The stream for a purpose, such as `jobs/batch/duration` or `placement/service-0`.
    package init(seed: UInt64, replication: Int, purpose: String) {
        var mixer = SplitMix64(state: seed)
        mixer.state = mixer.next() ^ UInt64(bitPattern: Int64(replication))
        mixer.state = mixer.next() ^ StableHash.of(purpose.utf8)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// Returns 64 random bits.
    @inline(__always)
    public mutating func next() -> UInt64 {
        let sum = state.0 &+ state.3
        let result = (sum << 23 | sum >> 41) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// Returns a whole number from 0 to below `bound`, all equally likely.
    ///
    /// - Precondition: `bound` is positive.
    public mutating func index(below bound: Int) -> Int {
        invariant(bound > 0, "there is no index below 0")
        let product = next().multipliedFullWidth(by: UInt64(bound))
        // The threshold, which takes a division, is below the bound.
        if product.low >= UInt64(bound) { return Int(truncatingIfNeeded: product.high) }
        let bound = IndexBound(bound)
        return product.low >= bound.threshold ? Int(truncatingIfNeeded: product.high) : index(bound)
    }

    /// Returns a whole number from 0 to below a bound, all equally likely.
    ///
    /// By Lemire's multiplication ("Fast random integer generation in an interval", ACM TOMACS 29(1), 2019).
    @inline(__always)
    mutating func index(_ bound: IndexBound) -> Int {
        while true {
            let product = next().multipliedFullWidth(by: bound.bound)
            if product.low >= bound.threshold { return Int(truncatingIfNeeded: product.high) }
        }
    }

    /// Returns the numbers of a range in an order drawn uniformly.
    ///
    /// - Complexity: O(*count*).
    package mutating func shuffled<Number>(_ range: Range<Number>) -> [Number]
    where Number: FixedWidthInteger, Number.Stride: SignedInteger {
        var order = Array(range)
        for last in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(last, index(below: last + 1)) }
        return order
    }

    /// Returns a number strictly between 0 and 1: one of 2⁵² evenly spaced ones.
    @inline(__always)
    public mutating func unit() -> Double {
        (Double(next() >> 12) + 0.5) * 0x1p-52
    }
}

/// A bound of random indices and its rejection threshold: one division serves any number of draws.
struct IndexBound {
    fileprivate let bound: UInt64
    /// 2⁶⁴ modulo the bound: products whose low word is below it are drawn again, so that all indices are equally
    /// likely.
    fileprivate let threshold: UInt64

    /// The bound of the indices 0 ..< `bound`.
    ///
    /// - Precondition: `bound` is positive.
    init(_ bound: Int) {
        invariant(bound > 0, "there is no index below 0")
        self.bound = UInt64(bound)
        threshold = (0 &- self.bound) % self.bound
    }
}

/// Steele, Lea and Flood's SplitMix64 ("Fast splittable pseudorandom number generators", OOPSLA 2014).
///
/// The generator fills the states of streams. Tests and fuzzing, which need no streams, draw from it directly.
package struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    /// A generator with any state.
    package init(state: UInt64) { self.state = state }

    /// Returns 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SplitMix64.mix(state)
    }

    /// The finaliser: a bijection under which each input bit flips each output bit with probability near one half.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// The FNV-1a hash of 64 bits (RFC 9923): unlike `Hasher`, the same in every process.
package enum StableHash {
    /// The hash of `bytes`.
    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
