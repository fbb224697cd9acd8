internal import CellbenchAnalysis
public import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator

extension Experiment {
    /// A line for each point: architecture, parameters, replication.
    public func pointListing() -> String {
        let unsimulated = [PointOutcome](repeating: .stopped, count: points.count)
        let listed =
            searches.isEmpty ? Array(points.indices) : searches.flatMap { $0.next(points, unsimulated) }.sorted()
        let lines = listed.map { position in
            let point = points[position]
            let parameters = point.parameters.map { " \($0.path)=\($0.value)" }.joined()
            return "\(point.architecture)\(parameters) replication=\(point.replication)".printable + "\n"
        }
        guard let search = searches.first else { return lines.joined() }
        let rest = "and between these ends of \(search.path) at most \(mostPoints - listed.count) more"
        return lines.joined() + rest.printable + "\n"
    }

    /// A few lines about the experiment: the cell, the load of each workload, the points.
    public func summary() -> String {
        guard let first = points.first else { return "\(name): no points\n" }
        var lines = [
            name + (description.map { ": \($0.split(whereSeparator: \.isNewline).joined(separator: " "))" } ?? "")
        ]
        lines.append(Self.describe(first.scenario.machines))
        lines += Self.describe(first.scenario.workloads, on: first.scenario)
        lines.append("architectures: " + Self.inLine(points.map(\.architecture).distinct))
        lines += placementNote
        for (position, parameter) in first.parameters.enumerated() {
            if let search = searches.first, search.path == parameter.path {
                lines.append("search \(search.summary)")
                continue
            }
            let values = Self.inLine(points.map { $0.parameters[position].value.description }.distinct)
            lines.append("sweep \(parameter.path): \(values)")
        }
        let replications = (points.map(\.replication).max() ?? 0) + 1
        lines.append(
            "\(searches.isEmpty ? "" : "at most ")\(mostPoints) points, \(replications) replication\(replications == 1 ? "" : "s") of each"
        )
        return (lines.map(\.printable) + traces.omissions).map { $0 + "\n" }.joined()
    }

    /// A line about architectures for which the placement that the config chooses means nothing; none without such.
    private var placementNote: [String] {
        guard points.contains(where: \.scenario.choosesPlacement) else { return [] }
        var seen: Set<String> = []
        let own = points.filter { point in
            seen.insert(point.architecture).inserted
                && point.scenario.architecture.hasOwnPlacement(in: point.scenario)
        }
        guard !own.isEmpty else { return [] }
        return [
            "placement: by a policy of their own, whatever the config says: " + Self.inLine(own.map(\.architecture))
        ]
    }

    /// Largest number of values or names on a line; of more, only the ends are listed.
    private static let mostInLine = 100

    /// The texts, or the ends of many, separated by commas.
    private static func inLine(_ all: [String]) -> String {
        guard all.count > mostInLine else { return all.joined(separator: ", ") }
        return all[..<3].joined(separator: ", ") + ", …, \(all[all.count - 1]), \(all.count) in all"
    }

    private static func describe(_ machines: [MachineClass]) -> String {
        let count = machines.reduce(0) { $0 + $1.count }
        let total = machines.reduce(Resources.zero) { $0 + $1.capacity * Int64($1.count) }
        let gpus = total.milliGPUs > 0 ? ", \(total.milliGPUs / 1000) GPUs" : ""
        return "cell: \(count) machines, \(total.milliCores / 1000) cores, \(total.memoryMiB / 1024) GiB\(gpus)"
    }

    private static func describe(_ source: WorkloadSource, on scenario: Scenario) -> [String] {
        switch source {
        case .list(let list):
            let tasks = list.jobs.reduce(0) { $0 + $1.tasks }
            return [
                "workloads: \(list.workloads.joined(separator: ", ")); a list of \(list.jobs.count) jobs, \(tasks) tasks"
            ]
        case .streamed(let jobs):
            return [
                "workloads: \(jobs.workloads.joined(separator: ", ")); \(jobs.jobs) jobs, \(jobs.tasks) tasks, "
                    + "read again by each point"
            ]
        case .generated(let workloads):
            let cores = scenario.machines.reduce(0) { $0 + Double($1.count) * Double($1.capacity.milliCores) / 1000 }
            return workloads.map { workload in
                let jobsPerHour = 3600 / workload.interarrival.mean
                // Numbers of tasks are rounded up, by half a task on average.
                let tasks = max(1, workload.tasks.mean + (workload.tasks.isWhole ? 0 : 0.5))
                let load = tasks / workload.interarrival.mean * workload.duration.mean * workload.cpu.mean / cores
                return "workload \(workload.name): \(FigureFormat.short(jobsPerHour)) jobs an hour, "
                    + "\(FigureFormat.short(tasks)) tasks a job, offers \(FigureFormat.short(load * 100)) % of the CPU"
            }
        }
    }
}

extension Distribution {
    /// True if every value is a whole number.
    fileprivate var isWhole: Bool {
        switch shape {
        case .constant(let value): value == value.rounded()
        case .choice(let values): values.allSatisfy { $0.value == $0.value.rounded() }
        default: false
        }
    }
}
