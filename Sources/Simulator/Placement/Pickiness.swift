/// The machines that suit one picky job: a share of all, drawn anew for each job.
///
/// The share stands for constraints that are not known one by one ("pickiness", Omega paper, §5). A permutation that
/// depends on the job alone shuffles the machines, and the first of the shuffled order suit. With 10 machines and a
/// share of 0.2, the machines at places 0 and 1 do. So a suitable machine is drawn in one step, every attempt at the
/// job sees the same machines, and nothing is stored.
///
/// The permutation is a Feistel network on two digits of a machine's number. The low digit has whole bits; the product
/// of both bounds is just above the number of machines. A result beyond the last machine is permuted again (Black and
/// Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002).
struct Pickiness: BitwiseCopyable {
    /// Number of machines.
    private let total: UInt64
    /// Number of machines that suit, at least one.
    let count: Int
    /// Number of bits of the low digit, and the bound of the high one.
    private let bits: UInt64
    private let high: UInt64
    private let keys: (UInt64, UInt64, UInt64, UInt64)

    /// The suitable machines of 0 ..< `total` for the job with this `seed`.
    ///
    /// - Precondition: `share` is above 0 and at most 1; `total` is at least 1 and below 2³¹.
    init(share: Double, seed: UInt64, of total: Int) {
        invariant(share > 0 && share <= 1 && total > 0 && total <= Int32.max, "some of the machines there are suit")
        self.total = UInt64(total)
        count = max(1, Int((Double(total) * share).rounded()))
        // Half of the bits of the largest number, so that both digits are about as large.
        bits = UInt64((UInt64.bitWidth - UInt64(total - 1).leadingZeroBitCount + 1) / 2)
        high = (self.total + (1 << bits) - 1) >> bits
        var mixer = SplitMix64(state: seed)
        keys = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The mask that is added to the low digit, from the high digit and a key.
    @inline(__always)
    private func lowMask(_ high: UInt64, _ key: UInt64) -> UInt64 {
        Pickiness.mixed(high, key) & (1 &<< bits &- 1)
    }

    /// The shift that is added to the high digit, from the low digit and a key.
    @inline(__always)
    private func highShift(_ low: UInt64, _ key: UInt64) -> UInt64 { (Pickiness.mixed(low, key) &* high) >> 32 }

    /// A number of 32 bits that depends on a digit and a key.
    @inline(__always)
    private static func mixed(_ digit: UInt64, _ key: UInt64) -> UInt64 {
        // One multiplication would leave neighbouring digits evenly spaced, so there are two, with high bits folded
        // into low ones between.
        var mixed = (digit &+ key) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 32) &* 0x94D0_49BB_1331_11EB
        return mixed >> 32
    }

    /// The machine at a place of the shuffled order; places below ``count`` hold those that suit.
    @inline(__always)
    func machine(at place: Int) -> Int {
        var number = UInt64(truncatingIfNeeded: place)
        repeat {
            var low = number & (1 &<< bits &- 1)
            var top = number &>> bits
            low ^= lowMask(top, keys.0)
            top = sum(top, highShift(low, keys.1))
            low ^= lowMask(top, keys.2)
            top = sum(top, highShift(low, keys.3))
            number = top &<< bits | low
        } while number >= total
        return Int(truncatingIfNeeded: number)
    }

    /// True if a machine suits the job: inverts the permutation to find the machine's place.
    func suits(_ machine: Int) -> Bool {
        var number = UInt64(truncatingIfNeeded: machine)
        repeat {
            var low = number & (1 &<< bits &- 1)
            var top = number &>> bits
            top = difference(top, highShift(low, keys.3))
            low ^= lowMask(top, keys.2)
            top = difference(top, highShift(low, keys.1))
            low ^= lowMask(top, keys.0)
            number = top &<< bits | low
        } while number >= total
        return number < UInt64(count)
    }

    @inline(__always)
    private func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let sum = a &+ b
        return sum >= high ? sum &- high : sum
    }

    @inline(__always)
    private func difference(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a &- b : a &+ high &- b }
}

/// The pickiness of each workload's jobs, and the seed from which each job's machines follow.
struct PickinessTable {
    /// By workload, the share of machines that suits a job; 1 where all do.
    private let shares: [Double]
    private let seed: UInt64

    init(_ scenario: Scenario) {
        shares =
            switch scenario.workloads {
            case .generated(let workloads): workloads.map(\.pickiness)
            case .list, .streamed: scenario.workloads.names.map { _ in 1 }
            }
        var stream = RandomStream(
            seed: scenario.seed, replication: scenario.replication, purpose: "placement/pickiness")
        seed = stream.next()
    }

    /// Those of `total` machines that suit a job; nil where all do, or `total` is 0.
    subscript(workload: Int, id: UInt64, of total: Int) -> Pickiness? {
        let share = shares[workload]
        guard share < 1, total > 0 else { return nil }
        let job = SplitMix64.mix(id &+ SplitMix64.mix(UInt64(truncatingIfNeeded: workload)))
        return Pickiness(share: share, seed: seed ^ job, of: total)
    }

    /// True if jobs of a workload are picky.
    func isPicky(_ workload: Int) -> Bool { shares[workload] < 1 }
}
