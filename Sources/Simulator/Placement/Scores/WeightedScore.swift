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
        /// 100 / (1 + the job's tasks in the rack): fewest tasks in a failure domain.
        case failureDomains
        /// 100 / (1 + the job's tasks on the machine).
        case antiAffinity

        /// The terms that look at where the other tasks of the job are.
        static let ofJobs: [Term] = [.failureDomains, .antiAffinity]
    }

    let cell: PlacementCell
    /// The terms with their weights, none of which is 0.
    let terms: [(term: Term, weight: Double)]
    /// Whether each term is cut towards zero.
    let cutsTerms: Bool
    var looksAtJobs: Bool { terms.contains { Term.ofJobs.contains($0.term) } }

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        let capacity = cell.capacities[machine.number]
        let left = machine.word &- claim
        var (sum, weights) = (0.0, 0.0)
        for (term, weight) in terms {
            let value = value(of: term, left, capacity, machine.tasks)
            sum += weight * (cutsTerms ? value.rounded(.towardZero) : value)
            weights += weight
        }
        return sum / weights
    }

    private func value(
        of term: Term, _ left: MachineWord, _ capacity: MachineWord, _ tasks: JobTasks
    ) -> Double {
        let (cpu, memory) = (share(left.x, capacity.x), share(left.y, capacity.y))
        switch term {
        case .fit: return (hundredth(1 - cpu) + hundredth(1 - memory)) / 2
        case .leastAllocated: return (hundredth(cpu) + hundredth(memory)) / 2
        case .balance: return (1 - abs(cpu - memory)) * 100
        case .failureDomains: return 100 / Double(1 + tasks.inRack)
        case .antiAffinity: return 100 / Double(1 + tasks.onMachine)
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
        case .failureDomains: "fewest tasks of the job in the rack"
        case .antiAffinity: "fewest tasks of the job on the machine"
        }
    }
}

extension PlacementKind {
    /// A weighted sum of terms.
    static let weighted = PlacementKind(
        scoring: "weighted", "the machine with the greatest weighted sum of terms", terms: WeightedScore.Term.words,
        termsOfJobs: WeightedScore.Term.ofJobs.map(\.rawValue)
    ) { options, cell in
        WeightedScore(
            cell: cell,
            terms: WeightedScore.Term.allCases.compactMap { term in
                options.weights[term.rawValue].flatMap { $0 > 0 ? (term, $0) : nil }
            },
            cutsTerms: options.scores == .integers)
    }
}
