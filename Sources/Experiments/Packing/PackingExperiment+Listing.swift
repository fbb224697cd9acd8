public import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchSimulator

extension PackingExperiment {
    /// A few lines about the experiment: the machines, the tasks, the policies.
    public func summary() -> String {
        var lines = [
            name + (description.map { ": \($0.split(whereSeparator: \.isNewline).joined(separator: " "))" } ?? ""),
            "packing: \(machineCount) machines",
        ]
        switch work.source {
        case .list(let list): lines.append("tasks: \(list.tasks.count) of a trace")
        case .drawn(let workloads): lines.append("tasks: of \(workloads.map(\.name).joined(separator: ", ")), drawn")
        }
        if let demand { lines.append("demand: \(demand) of the cell's \(work.resource.rawValue)") }
        lines.append("policies: \(policies.map(\.kind.word.word).joined(separator: ", "))")
        lines.append("\(replications) replication\(replications == 1 ? "" : "s") of each")
        if let compaction { lines.append("compaction: \(compaction.trials) trials") }
        return (lines + notes).map { $0.printable + "\n" }.joined()
    }
}
