/// How good it is for a task to go to a machine: the best score wins.
///
/// A policy that scores machines is a conforming type in a file of its own and a line in ``PlacementKind/all``; drawing candidates,
/// keeping scores, breaking ties and claiming are ``ScoredPlacement``'s.
protocol PlacementScore: Sendable {
    /// The score of a machine for a task, from 0 to 100; rounding may put it a hair outside.
    ///
    /// - Parameters:
    ///   - word: what the machine has free before the task comes; the task fits.
    ///   - machine: the machine's number.
    ///   - claim: demand of the task.
    func score(_ word: MachineWord, of machine: Int, _ claim: MachineWord) -> Double

    /// True if machines that have the same amounts free have the same score, so that it need not be worked out again.
    var dependsOnAmountsAlone: Bool { get }
}

extension PlacementScore {
    var dependsOnAmountsAlone: Bool { false }
}

/// What scores are worked out from, beside what a machine has free.
struct PlacementCell: Sendable {
    /// Capacity of each machine.
    let capacities: [MachineWord]
    /// The largest capacity of a machine, resource by resource.
    let largest: MachineWord
    /// Which of CPU, memory and GPU scores count, as their positions in a ``MachineWord``.
    let resources: [Int]

    /// Rank of each machine among ties that are broken in a fixed order.
    let ranks: [UInt32]

    /// The machines of `runs`, whose fixed order is drawn from `stream`; every resource counts that a machine has.
    init(_ runs: [MachineRun], drawing stream: RandomStream) {
        var stream = stream
        capacities = runs.flatMap { Array(repeating: MachineWord(free: $0.capacity), count: $0.count) }
        let largest = runs.reduce(MachineWord.zero) { pointwiseMax($0, MachineWord(free: $1.capacity)) }
        self.largest = largest
        let resources = (0..<3).filter { largest[$0] > 0 }
        self.resources = resources
        var (divisors, counted) = (SIMD4<Double>(repeating: 1), SIMD4<Double>.zero)
        for resource in resources {
            divisors[resource] = Double(largest[resource])
            counted[resource] = 1
        }
        self.divisors = divisors
        self.counted = counted
        meanWeights = counted / Double(resources.count)
        var ranks = Array(0..<UInt32(capacities.count))
        for last in stride(from: ranks.count - 1, to: 0, by: -1) { ranks.swapAt(last, stream.index(below: last + 1)) }
        self.ranks = ranks
    }

    /// The largest machine's amounts, to divide by; 1 where a resource does not count.
    private let divisors: SIMD4<Double>
    /// Weight of each resource in a mean; 0 where it does not count.
    private let meanWeights: SIMD4<Double>

    /// A share of the largest machine's amounts, averaged over the resources that count.
    ///
    ///     free: 4 of at most 8 cores, 2 of at most 16 GiB    0.5 × 0.5 + 0.125 × 0.5
    @inline(__always)
    func meanShare(_ word: MachineWord) -> Double {
        let shares = SIMD4<Double>(word) / divisors * meanWeights
        return shares.x + shares.y + shares.z
    }

    /// The dot product of two amounts, each as a share of the largest machine's.
    @inline(__always)
    func dotProduct(_ a: MachineWord, _ b: MachineWord) -> Double {
        let products = SIMD4<Double>(a) / divisors * SIMD4<Double>(b) / divisors * counted
        return products.x + products.y + products.z
    }

    /// 1 where a resource counts, else 0.
    private let counted: SIMD4<Double>
}
