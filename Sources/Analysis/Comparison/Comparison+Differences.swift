public import CellbenchResults

/// Difference of an architecture from the baseline at one value of the sweep.
public struct ArchitectureDifference: Equatable, Sendable {
    /// The swept values by path.
    public var parameters: [String: ParameterValue]
    /// The architecture.
    public var architecture: String
    /// The architecture to compare with.
    public var baseline: String
    /// Number of replications that both have finished.
    public var pairs: Int
    /// Number of these in which one of the two was saturated.
    public var saturatedPairs: Int
    /// Differences by workload, in the order of ``Comparison/workloads``.
    public var workloads: [WorkloadDifference]
    /// Differences of the cell's figures; only those that exist.
    public var figures: [Figure: Estimate]
}

/// Difference of two architectures for one workload.
public struct WorkloadDifference: Equatable, Sendable {
    /// The workload.
    public var workload: String
    /// Differences by figure; only those that exist.
    public var figures: [Figure: Estimate]

    /// Difference in a figure; nil where no pair of replications has it.
    public subscript(figure: Figure) -> Estimate? { figures[figure] }
}

extension Comparison {
    /// The paired differences of every other architecture from `baseline`, block by block.
    ///
    /// Blocks without the baseline are left out.
    ///
    /// - Throws: ``ComparisonError`` if no architecture is named `baseline`.
    public func differences(
        against baseline: String
    ) throws(ComparisonError) -> [ArchitectureDifference] {
        guard architectures.contains(baseline) else {
            throw .unknownArchitecture(baseline, known: architectures)
        }
        return blocks.flatMap { block -> [ArchitectureDifference] in
            guard let base = block.rows.first(where: { $0.architecture == baseline }) else { return [] }
            return block.rows.filter { $0.architecture != baseline }.map {
                difference(block, of: $0, from: base)
            }
        }
    }

    private func difference(_ block: Block, of other: Row, from base: Row) -> ArchitectureDifference {
        let pairs = pair(base, other)
        func estimates(ofCell: Bool, _ workload: String) -> [Figure: Estimate] {
            var estimates: [Figure: Estimate] = [:]
            for figure in Figure.compared where figure.isOfCell == ofCell {
                estimates[figure] = Estimate(
                    ofDifferences: pairs.map { base, other in
                        (base.value(of: figure, workload: workload), other.value(of: figure, workload: workload))
                    })
            }
            return estimates
        }
        return ArchitectureDifference(
            parameters: block.parameters, architecture: other.architecture, baseline: base.architecture,
            pairs: pairs.count,
            saturatedPairs: pairs.count { $0.base.status == .saturated || $0.other.status == .saturated },
            workloads: workloads.map { WorkloadDifference(workload: $0, figures: estimates(ofCell: false, $0)) },
            figures: estimates(ofCell: true, ""))
    }

    /// Pairs of replications that both have finished.
    private func pair(_ base: Row, _ other: Row) -> [(base: PointResult, other: PointResult)] {
        let partners = Dictionary(
            base.replications.map { ($0.replication, $0) }, uniquingKeysWith: { first, _ in first })
        return other.replications.compactMap { point in
            guard point.status != .failed, let partner = partners[point.replication],
                partner.status != .failed
            else { return nil }
            return (partner, point)
        }
    }
}
