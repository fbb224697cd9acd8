/// Which machines suit a picky job: a share of all, drawn anew for each job.
///
/// The share stands for constraints that are not known one by one ("pickiness", Omega paper, §5). Whether a machine suits a job is a
/// function of both, so that it is the same at every attempt, and nothing is kept.
struct Pickiness: BitwiseCopyable {
    /// What tells the job from others.
    private let seed: UInt64
    /// Of 2⁶⁴ equally likely numbers those below this are suitable.
    private let threshold: UInt64
    /// The share of machines that suits, above 0 and below 1.
    let share: Double

    /// The machines for the job with this `seed`.
    ///
    /// - Precondition: `share` is above 0 and below 1.
    init(share: Double, seed: UInt64) {
        invariant(share > 0 && share < 1, "a share of machines that suits is above 0 and below 1")
        self.seed = seed
        self.share = share
        threshold = UInt64(share * 0x1p64)
    }

    /// Whether a machine suits the job.
    @inline(__always)
    func suits(_ machine: Int) -> Bool {
        SplitMix64.mix(seed &+ UInt64(truncatingIfNeeded: machine) &* 0x9E37_79B9_7F4A_7C15) < threshold
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

    /// The machines that suit a job; nil where all do.
    subscript(workload: Int, id: UInt64) -> Pickiness? {
        let share = shares[workload]
        guard share < 1 else { return nil }
        let job = SplitMix64.mix(id &+ SplitMix64.mix(UInt64(truncatingIfNeeded: workload)))
        return Pickiness(share: share, seed: seed ^ job)
    }

    /// Whether jobs of a workload are picky.
    func isPicky(_ workload: Int) -> Bool { shares[workload] < 1 }
}
