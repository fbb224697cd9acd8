/// Dot product: the machine whose free amounts are least aligned with the demand, of those that fit.
///
/// 100 × (1 − free · demand), both as shares of the largest machine's, averaged over the resources. With CPU and GPU this is the
/// `DotProd` of the Kubernetes scheduler simulator of Weng et al., USENIX ATC 2023: it fills used machines first.
struct DotProduct: PlacementScore {
    let cell: PlacementCell
    var dependsOnAmountsAlone: Bool { true }
    var risesWithUse: Bool { true }

    @inline(__always)
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        100 * (1 - cell.dotProduct(machine.free, claim) / Double(cell.resources.count))
    }
}

extension PlacementKind {
    /// Dot product.
    static let dotProduct = PlacementKind(
        scoring: "dot-product", "the machine whose free amounts are least aligned with the demand"
    ) {
        DotProduct(cell: $1)
    }
}
