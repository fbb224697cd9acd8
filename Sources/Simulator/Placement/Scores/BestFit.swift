/// Best fit: the machine that has the least left once it has the task.
///
/// 100 × (1 − what is left), each resource as a share of the largest machine's, averaged over the resources. With CPU and GPU this is
/// the `BestFit` of the Kubernetes scheduler simulator of Weng et al., USENIX ATC 2023.
struct BestFit: PlacementScore {
    let cell: PlacementCell
    var dependsOnAmountsAlone: Bool { true }
    var risesWithUse: Bool { true }

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        (1 - cell.meanShare(machine.free &- claim)) * 100
    }
}

/// Worst fit: the machine that has the most left once it has the task; the opposite of ``BestFit``.
struct WorstFit: PlacementScore {
    let cell: PlacementCell
    var dependsOnAmountsAlone: Bool { true }

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        cell.meanShare(machine.free &- claim) * 100
    }
}

extension PlacementKind {
    /// Best fit.
    package static let bestFit = PlacementKind(
        scoring: "best-fit", "the machine that has the least left once it has the task"
    ) { BestFit(cell: $1) }

    /// Worst fit.
    static let worstFit = PlacementKind(
        scoring: "worst-fit", "the machine that has the most left once it has the task"
    ) { WorstFit(cell: $1) }
}
