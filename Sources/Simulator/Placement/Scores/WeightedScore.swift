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
    /// Whether each term is cut towards zero.
    private let cutsTerms: Bool
    /// Weight of each term; 0 where it does not count.
    private let fit: Double
    private let balance: Double
    private let leastAllocated: Double
    private let failureDomains: Double
    private let antiAffinity: Double
    /// The sum of the weights.
    private let sum: Double
    let dependsOnAmountsAlone: Bool
    let looksAtJobs: Bool

    /// A mean of the terms that have a weight.
    init(cell: PlacementCell, weights: [String: Double], cutsTerms: Bool) {
        self.cell = cell
        self.cutsTerms = cutsTerms
        func weight(_ term: Term) -> Double { max(0, weights[term.rawValue] ?? 0) }
        (fit, balance, leastAllocated) = (weight(.fit), weight(.balance), weight(.leastAllocated))
        (failureDomains, antiAffinity) = (weight(.failureDomains), weight(.antiAffinity))
        looksAtJobs = failureDomains + antiAffinity > 0
        let sum = fit + balance + leastAllocated + failureDomains + antiAffinity
        self.sum = sum > 0 ? sum : 1
        dependsOnAmountsAlone = cell.capacities.allSatisfy { $0 == cell.largest }
    }

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        let capacity = cell.capacities[machine.number]
        let left = machine.word &- claim
        // What a machine has none of, it has none left of.
        let cpu = Double(left.x) / Double(max(capacity.x, 1))
        let memory = Double(left.y) / Double(max(capacity.y, 1))
        let value = cutsTerms ? total(cpu, memory) { Double(Int($0)) } : total(cpu, memory) { $0 }
        guard looksAtJobs else { return value / sum }
        let ofJob = cutsTerms ? total(machine.tasks) { Double(Int($0)) } : total(machine.tasks) { $0 }
        return (value + ofJob) / sum
    }

    /// The weighted terms of where the job's tasks are; `cut` makes whole numbers where terms are to be whole.
    private func total(_ tasks: JobTasks, _ cut: (Double) -> Double) -> Double {
        failureDomains * cut(100 / Double(1 + tasks.inRack)) + antiAffinity * cut(100 / Double(1 + tasks.onMachine))
    }

    /// The weighted terms of the machine; `cut` makes whole numbers where terms are to be whole.
    @inline(__always)
    private func total(_ cpu: Double, _ memory: Double, _ cut: (Double) -> Double) -> Double {
        let used = (cut((1 - cpu) * 100) + cut((1 - memory) * 100)) / 2
        let balanced = (1 - abs(cpu - memory)) * 100
        let unused = (cut(cpu * 100) + cut(memory * 100)) / 2
        // A term of weight 0 adds 0, which changes no bit.
        return fit * cut(used) + balance * cut(balanced) + leastAllocated * cut(unused)
    }
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
    package static let weighted = PlacementKind(
        scoring: "weighted", "the machine with the greatest weighted sum of terms", terms: WeightedScore.Term.words,
        termsOfJobs: WeightedScore.Term.ofJobs.map(\.rawValue)
    ) { options, cell in
        WeightedScore(cell: cell, weights: options.weights, cutsTerms: options.scores == .integers)
    }
}
