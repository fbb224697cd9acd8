public import CellbenchFiles
public import CellbenchResults

extension PackingFile {
    /// Demand at which tables show what is allocated, in per cent of the capacity.
    static let tabled = [50, 80, 90, 100, 110, 120, 130]

    /// The policies one below the other: means over the replications, and half their confidence intervals.
    ///
    /// - Parameters:
    ///   - width: number of characters in a line.
    ///   - style: abilities of the place that shows the text.
    /// - Returns: lines of text, with a legend below.
    public func table(width: Int = 120, style: TextStyle = .plain) -> String {
        let levels = levels
        let hasFragmentation = curves.contains { $0.fragRatio.contains { $0 != nil } }
        var groups = levels.map { TextGrid.Group(heading: "", columns: [.init(heading: "at \($0)")]) }
        let level = levels.contains(100) ? 100 : levels.last ?? 0
        if hasFragmentation {
            groups.append(.init(heading: "", columns: [.init(heading: "frag ratio at \(level)")]))
        }
        groups.append(.init(heading: "", columns: [.init(heading: "dropped")]))
        if !compaction.isEmpty { groups.append(.init(heading: "", columns: [.init(heading: "compacted")])) }
        let rows = policies.map { policy in
            var cells = [policy.printable] + levels.map { text(estimate(\.alloc, of: policy, at: $0)) }
            if hasFragmentation { cells.append(text(estimate(\.fragRatio, of: policy, at: level))) }
            cells.append(FigureFormat.count(Estimate(curves(of: policy).map { Double($0.dropped) })))
            if !compaction.isEmpty { cells.append(compacted(policy)) }
            return cells
        }
        let grid = TextGrid(
            stub: .init(heading: "", columns: [.init(heading: "policy", isNumeric: false)]), groups: groups,
            sections: [rows], style: style)
        return grid.rendered(width: width).joined() + "\n" + legend(hasFragmentation)
    }

    private func legend(_ hasFragmentation: Bool) -> String {
        var lines = ["at N: allocated, in % of the cell's \(resource), when tasks that ask for N % of it have arrived"]
        if hasFragmentation {
            lines.append("frag ratio: what typical tasks cannot use, in % of the GPUs that are free")
        }
        if !compaction.isEmpty {
            lines.append(
                "compacted: machines that hold the tasks, the 90th percentile of \(compaction[0].machines.count) trials, "
                    + "and in % of the cell's \(machines)")
        }
        let replications = (curves.map(\.replication).max() ?? 0) + 1
        if replications > 1 { lines.append("means of \(replications) replications ± 95 % confidence") }
        return (lines + notes).map { $0.printable + "\n" }.joined()
    }

    private func compacted(_ policy: String) -> String {
        guard let p90 = compaction.first(where: { $0.policy == policy })?.p90 else { return FigureFormat.missing }
        let share = machines > 0 ? " \(FigureFormat.fixed(100 * p90 / Double(machines), decimals: 1))%" : ""
        return FigureFormat.count(p90) + share
    }

    private func text(_ estimate: Estimate?) -> String {
        guard let estimate else { return FigureFormat.missing }
        let mean = FigureFormat.fixed(estimate.mean, decimals: 2)
        return estimate.halfWidth.map { "\(mean)±\(FigureFormat.fixed($0, decimals: 2))" } ?? mean
    }

    /// Demand that arrived at which tables show figures: those of ``tabled``, or the most that arrived.
    private var levels: [Int] {
        let most = curves.compactMap(\.at.last).max() ?? 0
        let levels = Self.tabled.filter { $0 <= most }
        return levels.isEmpty ? [most] : levels
    }

    /// The curves of a policy, one a replication.
    func curves(of policy: String) -> [Curve] { curves.filter { $0.policy == policy } }

    /// The mean of a measure at a demand; nil where no replication has a value.
    func estimate(_ measure: KeyPath<Curve, [Double?]>, of policy: String, at demand: Int) -> Estimate? {
        Self.estimate(measure, of: curves(of: policy), at: demand)
    }

    /// The mean of a measure of some curves at a demand; nil where no curve has a value.
    static func estimate(_ measure: KeyPath<Curve, [Double?]>, of curves: [Curve], at demand: Int) -> Estimate? {
        // The numbers are those from 0.
        Estimate(curves.map { $0.at.indices.contains(demand) ? $0[keyPath: measure][demand] : nil })
    }
}
