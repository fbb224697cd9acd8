/// Which machines suit a picky job: a share of all, drawn anew for each job.
///
/// The share stands for constraints that are not known one by one ("pickiness", Omega paper, §5). The machines are shuffled, by a
/// permutation that depends on the job alone, and the first of them suit: so a machine that suits is found without drawing others, the job
/// has the same machines at every attempt, and nothing is kept. The permutation is a Feistel network on two digits, the lower of whole bits,
/// whose product is just above the number of machines; what falls beyond them is permuted again (Black and Rogaway, "Ciphers with arbitrary finite
/// domains", CT-RSA 2002).
struct Pickiness: BitwiseCopyable {
    /// How many machines there are.
    private let total: UInt64
    /// How many of them suit, at least one.
    let count: Int
    /// How many bits the low digit has, and the bound of the high one.
    private let bits: UInt64
    private let high: UInt64
    private let keys: (UInt64, UInt64, UInt64, UInt64)

    /// The machines among 0 ..< `total` for the job with this `seed`.
    ///
    /// - Precondition: `share` is above 0 and at most 1, and there are fewer than 2³¹ machines, at least one.
    init(share: Double, seed: UInt64, of total: Int) {
        invariant(share > 0 && share <= 1 && total > 0 && total <= Int32.max, "some of the machines there are suit")
        self.total = UInt64(total)
        count = max(1, Int((Double(total) * share).rounded()))
        // Half of the bits that the numbers have, so that the digits are about as large.
        bits = UInt64((UInt64.bitWidth - UInt64(total - 1).leadingZeroBitCount + 1) / 2)
        high = (self.total + (1 << bits) - 1) >> bits
        var mixer = SplitMix64(state: seed)
        keys = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// What is added to the low digit for a high one.
    @inline(__always)
    private func lowMask(_ high: UInt64, _ key: UInt64) -> UInt64 {
        Pickiness.mixed(high, key) & (1 &<< bits &- 1)
    }

    /// What is added to the high digit for a low one.
    @inline(__always)
    private func highShift(_ low: UInt64, _ key: UInt64) -> UInt64 { (Pickiness.mixed(low, key) &* high) >> 32 }

    /// A number of 32 bits that depends on a digit and a key.
    @inline(__always)
    private static func mixed(_ digit: UInt64, _ key: UInt64) -> UInt64 {
        // Twice, with high bits folded into low ones between, or digits that follow one another would stay evenly spaced.
        var mixed = (digit &+ key) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 32) &* 0x94D0_49BB_1331_11EB
        return mixed >> 32
    }

    /// The machine at a place of the shuffled order; those below ``count`` suit.
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

    /// Whether a machine suits the job.
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

/// How picky the jobs of each workload are, and what tells their jobs apart.
struct PickinessTable {
    /// By workload, the share of machines that suits; 1 where all do.
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

    /// Those of `total` machines that suit a job; nil where all do, or there are none.
    subscript(workload: Int, id: UInt64, of total: Int) -> Pickiness? {
        let share = shares[workload]
        guard share < 1, total > 0 else { return nil }
        let job = SplitMix64.mix(id &+ SplitMix64.mix(UInt64(truncatingIfNeeded: workload)))
        return Pickiness(share: share, seed: seed ^ job, of: total)
    }

    /// Whether jobs of a workload are picky.
    func isPicky(_ workload: Int) -> Bool { shares[workload] < 1 }
}
