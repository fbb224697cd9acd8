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
    /// The terms with their weights, none of which is 0.
    let terms: [(term: Term, weight: Double)]
    /// Whether each term is cut towards zero.
    let cutsTerms: Bool

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        let capacity = cell.capacities[machine.number]
        let left = machine.word &- claim
        var (sum, weights) = (0.0, 0.0)
        for (term, weight) in terms {
            let value = value(of: term, left, capacity)
            sum += weight * (cutsTerms ? value.rounded(.towardZero) : value)
            weights += weight
        }
        return sum / weights
    }

    private func value(of term: Term, _ left: MachineWord, _ capacity: MachineWord) -> Double {
        let (cpu, memory) = (share(left.x, capacity.x), share(left.y, capacity.y))
        switch term {
        case .fit: return (hundredth(1 - cpu) + hundredth(1 - memory)) / 2
        case .leastAllocated: return (hundredth(cpu) + hundredth(memory)) / 2
        case .balance: return (1 - abs(cpu - memory)) * 100
        }
    }

    private func share(_ left: Int32, _ capacity: Int32) -> Double {
        capacity > 0 ? Double(left) / Double(capacity) : 0
    }

    private func hundredth(_ share: Double) -> Double { cutsTerms ? (share * 100).rounded(.towardZero) : share * 100 }
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
        WeightedScore(
            cell: cell,
            terms: WeightedScore.Term.allCases.compactMap { term in
                options.weights[term.rawValue].flatMap { $0 > 0 ? (term, $0) : nil }
            },
            cutsTerms: options.scores == .integers)
    }
}
