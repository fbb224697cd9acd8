internal import CellbenchFiles
internal import CellbenchResults

// Notes on parts of the config that were not simulated.

extension Comparison {
    /// A line for each part of a trace that the config asks for and that was not simulated.
    var omissionText: String { omissions.map { $0 + "\n" }.joined() }

    /// A line for each workload without a submitted job in the measured window, whose figures are all missing.
    func idle(_ block: Block) -> String {
        let finished = block.rows.flatMap(\.replications).filter { $0.status != .failed }
        guard !finished.isEmpty else { return "" }
        return workloads.filter { workload in finished.allSatisfy { $0.workloads[workload]?[.jobs] == 0 } }
            .map { "not submitted: no \($0) job came within the time measured".printable + "\n" }.joined()
    }

    /// A line for architectures whose cell could not be filled as the config asks, with the least utilization reached.
    func shortfall(_ block: Block) -> String {
        var least = Double.infinity
        var asked = 0.0
        var names: [String] = []
        for row in block.rows {
            let reached = row.replications.compactMap { $0.cell?[.initialUtilizationReached] }.min()
            guard let reached else { continue }
            names.append(row.architecture)
            least = min(least, reached)
            asked = row.replications.compactMap { $0.cell?[.initialUtilizationAsked] }.max() ?? asked
        }
        guard !names.isEmpty else { return "" }
        func percent(_ share: Double) -> String { FigureFormat.fixed(share * 100, decimals: 1) }
        let who = names.count == block.rows.count ? "all" : names.joined(separator: ", ")
        return
            "filled less by \(who): \(percent(least)) % of the cores at the start, for want of room or jobs, where "
            .printable + "cell.initialUtilization asks for \(percent(asked)) %\n"
    }
}
