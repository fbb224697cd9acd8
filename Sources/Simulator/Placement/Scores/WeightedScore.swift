/// A weighted mean of terms, each from 0 to 100.
///
/// Where scores are whole numbers, each term is one, and the mean is not cut once more: plugins of the Kubernetes
/// framework have whole scores, whose weighted sum decides.
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
    var cutsItself: Bool { true }

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
        let value = cutsTerms ? cutTotal(left, capacity) : total(left, capacity)
        guard looksAtJobs else { return value / sum }
        let ofJob = cutsTerms ? total(machine.tasks) { Double(Int($0)) } : total(machine.tasks) { $0 }
        return (value + ofJob) / sum
    }

    /// The weighted terms of where the job's tasks are; `cut` makes whole numbers where terms are to be whole.
    private func total(_ tasks: JobTasks, _ cut: (Double) -> Double) -> Double {
        failureDomains * cut(100 / Double(1 + tasks.inRack)) + antiAffinity * cut(100 / Double(1 + tasks.onMachine))
    }

    /// The weighted terms of a machine that has `left` of `capacity` left; a resource that it lacks counts in none.
    @inline(__always)
    private func total(_ left: MachineWord, _ capacity: MachineWord) -> Double {
        let cpu = Double(left.x) / Double(max(capacity.x, 1))
        guard capacity.y > 0 else { return total(used: (1 - cpu) * 100, balanced: 100, unused: cpu * 100) }
        let memory = Double(left.y) / Double(capacity.y)
        return total(
            used: ((1 - cpu) * 100 + (1 - memory) * 100) / 2, balanced: (1 - abs(cpu - memory)) * 100,
            unused: (cpu * 100 + memory * 100) / 2)
    }

    /// The same of whole numbers, divided as the Kubernetes framework divides them.
    @inline(__always)
    private func cutTotal(_ left: MachineWord, _ capacity: MachineWord) -> Double {
        func share(_ amount: Int32, _ whole: Int32) -> Int { Int(amount) * 100 / Int(max(whole, 1)) }
        let (cpuUsed, cpuLeft) = (share(capacity.x &- left.x, capacity.x), share(left.x, capacity.x))
        guard capacity.y > 0 else { return total(used: Double(cpuUsed), balanced: 100, unused: Double(cpuLeft)) }
        let (cpu, memory) = (Double(left.x) / Double(max(capacity.x, 1)), Double(left.y) / Double(capacity.y))
        return total(
            used: Double((cpuUsed + share(capacity.y &- left.y, capacity.y)) / 2),
            balanced: Double(Int((1 - abs(cpu - memory)) * 100)),
            unused: Double((cpuLeft + share(left.y, capacity.y)) / 2))
    }

    @inline(__always)
    private func total(used: Double, balanced: Double, unused: Double) -> Double {
        // A term of weight 0 adds 0, which changes no bit.
        fit * used + balance * balanced + leastAllocated * unused
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
