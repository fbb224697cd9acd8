/// Which machines suit a picky job: a share of all, drawn anew for each job.
///
/// The share stands for constraints that are not known one by one ("pickiness", Omega paper, §5). The machines are shuffled, by a
/// permutation that depends on the job alone, and the first of them suit: so a machine that suits is found without drawing others, the job
/// has the same machines at every attempt, and nothing is kept. The permutation is a Feistel network on two digits whose product is
/// just above the number of machines; what falls beyond them is permuted again (Black and Rogaway, "Ciphers with arbitrary finite
/// domains", CT-RSA 2002).
struct Pickiness: BitwiseCopyable {
    /// How many machines there are.
    private let total: UInt64
    /// How many of them suit, at least one.
    let count: Int
    /// The bounds of the low and the high digit.
    private let low: UInt64
    private let high: UInt64
    private let keys: (UInt64, UInt64, UInt64, UInt64)

    /// The machines among 0 ..< `total` for the job with this `seed`.
    ///
    /// - Precondition: `share` is above 0 and at most 1, and there are fewer than 2³¹ machines, at least one.
    init(share: Double, seed: UInt64, of total: Int) {
        invariant(share > 0 && share <= 1 && total > 0 && total <= Int32.max, "some of the machines there are suit")
        self.total = UInt64(total)
        count = max(1, Int((Double(total) * share).rounded()))
        low = max(1, UInt64(Double(total).squareRoot().rounded(.up)))
        high = (self.total + low - 1) / low
        var mixer = SplitMix64(state: seed)
        keys = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The low and the high digit of a number.
    @inline(__always)
    private func digits(of number: UInt64) -> (UInt64, UInt64) {
        // In 32 bits, which processors divide in half the time.
        let (quotient, remainder) = UInt32(truncatingIfNeeded: number)
            .quotientAndRemainder(dividingBy: UInt32(truncatingIfNeeded: low))
        return (UInt64(remainder), UInt64(quotient))
    }

    /// A number below `bound` that depends on `digit` and the key.
    @inline(__always)
    private static func scramble(_ digit: UInt64, _ key: UInt64, below bound: UInt64) -> UInt64 {
        // Twice, with high bits folded into low ones between, or digits that follow one another would stay evenly spaced.
        var mixed = (digit &+ key) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 32) &* 0x94D0_49BB_1331_11EB
        return ((mixed >> 32) &* bound) >> 32
    }

    /// The machine at a place of the shuffled order; those below ``count`` suit.
    @inline(__always)
    func machine(at place: Int) -> Int {
        var number = UInt64(truncatingIfNeeded: place)
        repeat {
            var (a, b) = digits(of: number)
            a = Pickiness.sum(a, Pickiness.scramble(b, keys.0, below: low), below: low)
            b = Pickiness.sum(b, Pickiness.scramble(a, keys.1, below: high), below: high)
            a = Pickiness.sum(a, Pickiness.scramble(b, keys.2, below: low), below: low)
            b = Pickiness.sum(b, Pickiness.scramble(a, keys.3, below: high), below: high)
            number = b &* low &+ a
        } while number >= total
        return Int(truncatingIfNeeded: number)
    }

    /// Whether a machine suits the job.
    func suits(_ machine: Int) -> Bool {
        var number = UInt64(truncatingIfNeeded: machine)
        repeat {
            var (a, b) = digits(of: number)
            b = Pickiness.difference(b, Pickiness.scramble(a, keys.3, below: high), below: high)
            a = Pickiness.difference(a, Pickiness.scramble(b, keys.2, below: low), below: low)
            b = Pickiness.difference(b, Pickiness.scramble(a, keys.1, below: high), below: high)
            a = Pickiness.difference(a, Pickiness.scramble(b, keys.0, below: low), below: low)
            number = b &* low &+ a
        } while number >= total
        return number < UInt64(count)
    }

    @inline(__always)
    private static func sum(_ a: UInt64, _ b: UInt64, below bound: UInt64) -> UInt64 {
        let sum = a &+ b
        return sum >= bound ? sum &- bound : sum
    }

    @inline(__always)
    private static func difference(_ a: UInt64, _ b: UInt64, below bound: UInt64) -> UInt64 {
        a >= b ? a &- b : a &+ bound &- b
    }
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
            case .list(let list): list.workloads.map { _ in 1 }
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
