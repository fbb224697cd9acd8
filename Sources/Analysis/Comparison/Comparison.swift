internal import CellbenchFiles
public import CellbenchResults

/// The architectures of one experiment side by side.
public struct Comparison: Sendable {
    /// The workloads, by name.
    public let workloads: [String]
    /// The architectures, in the order of the results.
    public let architectures: [String]
    /// Blocks, one for each value of the sweep, in the order of the results.
    public let blocks: [Block]
    /// True if all points of the experiment are there.
    public let complete: Bool
    /// Number of replications in a row without failures.
    let replications: Int
    /// Results of the searches; the points are then those that the searches visited.
    public let saturation: [SaturationResult]
    /// True if jobs came from traces.
    ///
    /// Drawn initial tasks always fit, those of a trace may not.
    let hasTraces: Bool
    /// A line for each part of a trace that the config asks for and that was not simulated.
    let omissions: [String]

    /// The architectures at one value of the sweep.
    public struct Block: Sendable {
        /// The swept values by path; empty without a sweep.
        public let parameters: [String: ParameterValue]
        /// The architectures, in the order of the results.
        public internal(set) var rows: [Row]

        /// `decisionTime.service.job = 10`, several separated by commas; empty without a sweep.
        public var title: String { parameters.title }
    }

    /// The replications of one architecture at one value of the sweep.
    public struct Row: Sendable {
        /// The architecture's name.
        public let architecture: String
        /// Simulations by replication.
        public internal(set) var replications: [PointResult]

        /// Number of replications with figures.
        var finished: Int { replications.count { $0.status != .failed } }
        /// Number of replications in which a queue was still growing at the end.
        var saturated: Int { replications.count { $0.status == .saturated } }

        /// Mean of a figure over the replications that have it; nil if none has it.
        ///
        /// Figures of the cell ignore the workload.
        public func estimate(_ figure: Figure, workload: String = "") -> Estimate? {
            Estimate(replications.map { $0.value(of: figure, workload: workload) })
        }
    }

    /// True if some simulation was saturated.
    var hasSaturated: Bool { blocks.contains { $0.rows.contains { $0.saturated > 0 } } }
    /// True if some simulation failed.
    var hasFailed: Bool { blocks.contains { $0.rows.contains { $0.finished < $0.replications.count } } }

    /// Number of points that are in the experiment's results, but not here.
    let pointsLeftOut: Int

    /// A comparison of all points in `results`.
    ///
    /// - Parameters:
    ///   - results: the results.
    ///   - pointsLeftOut: the number of points in the results file that `results` lacks.
    public init(_ results: ResultsFile, without pointsLeftOut: Int = 0) {
        self.pointsLeftOut = pointsLeftOut
        var blocks: [Block] = []
        var blockIndices: [[String: ParameterValue]: Int] = [:]
        var rowIndices: [RowKey: Int] = [:]
        for point in results.points {
            let block = blockIndices[point.parameters] ?? blocks.count
            if block == blocks.count {
                blockIndices[point.parameters] = block
                blocks.append(Block(parameters: point.parameters, rows: []))
            }
            let key = RowKey(block: block, architecture: point.architecture)
            let row = rowIndices[key] ?? blocks[block].rows.count
            if row == blocks[block].rows.count {
                rowIndices[key] = row
                blocks[block].rows.append(Row(architecture: point.architecture, replications: []))
            }
            blocks[block].rows[row].replications.append(point)
        }
        for block in blocks.indices {
            for row in blocks[block].rows.indices {
                blocks[block].rows[row].replications.sort { $0.replication < $1.replication }
            }
        }
        self.blocks = blocks
        replications = blocks.lazy.flatMap(\.rows).map(\.replications.count).max() ?? 0
        complete = results.complete
        saturation = results.saturation
        hasTraces = results.traces.contains { $0.quantity == nil }
        omissions = results.traces.omissions
        architectures = results.points.map(\.architecture).distinct
        workloads = Set(results.points.flatMap(\.workloads.keys)).sorted()
    }

    private struct RowKey: Hashable {
        var block: Int
        var architecture: String
    }
}

extension [String: ParameterValue] {
    /// Swept values on one line, by path.
    var title: String {
        sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ").printable
    }
}
