/// A weighted mean of terms, each from 0 to 100.
struct WeightedScore: PlacementScore {
    /// A term of the sum.
    enum Term: String, CaseIterable, Sendable {
        /// Share of the machine in use, the task included: `MostAllocated` of Kubernetes' `NodeResourcesFit`.
        case fit
        /// How alike the shares of CPU and memory in use are: `NodeResourcesBalancedAllocation` of Kubernetes.
        case balance
        /// Share of the machine that is left: `LeastAllocated` of Kubernetes' `NodeResourcesFit`.
        case leastAllocated
    }

    let cell: PlacementCell
    /// Whether each term is cut towards zero.
    private let cutsTerms: Bool
    /// Weight of each term; 0 where it does not count.
    private let fit: Double
    private let balance: Double
    private let leastAllocated: Double
    /// The sum of the weights.
    private let sum: Double
    let dependsOnAmountsAlone: Bool

    /// A mean of the terms that have a weight.
    init(cell: PlacementCell, weights: [String: Double], cutsTerms: Bool) {
        self.cell = cell
        self.cutsTerms = cutsTerms
        func weight(_ term: Term) -> Double { max(0, weights[term.rawValue] ?? 0) }
        (fit, balance, leastAllocated) = (weight(.fit), weight(.balance), weight(.leastAllocated))
        let sum = fit + balance + leastAllocated
        self.sum = sum > 0 ? sum : 1
        dependsOnAmountsAlone = cell.capacities.allSatisfy { $0 == cell.largest }
    }

    @inline(__always)
    func score(_ word: MachineWord, of machine: Int, _ claim: MachineWord) -> Double {
        let capacity = cell.capacities[machine]
        let left = word &- claim
        // What a machine has none of, it has none left of.
        let cpu = Double(left.x) / Double(max(capacity.x, 1))
        let memory = Double(left.y) / Double(max(capacity.y, 1))
        return cutsTerms ? mean(cpu, memory) { Double(Int($0)) } : mean(cpu, memory) { $0 }
    }

    /// The mean of the terms, of which `cut` makes whole numbers where they are to be whole.
    @inline(__always)
    private func mean(_ cpu: Double, _ memory: Double, _ cut: (Double) -> Double) -> Double {
        let used = (cut((1 - cpu) * 100) + cut((1 - memory) * 100)) / 2
        let balanced = (1 - abs(cpu - memory)) * 100
        let unused = (cut(cpu * 100) + cut(memory * 100)) / 2
        // A term of weight 0 adds 0, which changes no bit.
        return (fit * cut(used) + balance * cut(balanced) + leastAllocated * cut(unused)) / sum
    }
}

extension WeightedScore.Term: DescribedWords {
    var meaning: String {
        switch self {
        case .fit: "share of the machine in use, the task included (MostAllocated of Kubernetes)"
        case .balance: "how alike the shares of CPU and memory in use are (BalancedAllocation of Kubernetes)"
        case .leastAllocated: "share of the machine that is left (LeastAllocated of Kubernetes)"
        }
    }
}

extension PlacementKind {
    /// A weighted sum of terms.
    static let weighted = PlacementKind(
        scoring: "weighted", "the machine with the greatest weighted sum of terms", terms: WeightedScore.Term.words
    ) { options, cell in
        WeightedScore(cell: cell, weights: options.weights, cutsTerms: options.scores == .integers)
    }
}
