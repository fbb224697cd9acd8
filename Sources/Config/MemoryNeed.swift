internal import CellbenchFiles
internal import CellbenchSimulator

/// Memory that a scenario is likely to need, in bytes.
///
/// The estimate is low, so that it refuses only scenarios that cannot fit.
enum MemoryNeed {
    static let bytesPerMachine = 64.0
    private static let bytesPerScheduler = 8192.0
    /// Bytes of a scheduler's counters for a day.
    private static let bytesPerDay = 32.0
    private static let bytesPerTask = 8.0

    /// Refuses scenarios that this machine's memory cannot hold, naming the machine class or the architecture at fault.
    static func check(
        _ scenario: Scenario, _ architectures: [Settings.Architecture], machines: Field, _ competitors: Field,
        available: Int? = Host.memory
    ) throws(ConfigError) {
        guard let available else { return }
        let cell = cell(of: scenario)
        guard cell <= Double(available) else {
            throw refusal(of: machines, with: scenario.machines, cell, available)
        }
        for (index, architecture) in architectures.enumerated() {
            let schedulers = Double(architecture.settings.settings.schedulerCount ?? scenario.workloads.names.count)
            let need = need(of: scenario, architecture.settings)
            guard need <= Double(available) else {
                // One scheduler a workload is never too many: the cell is too large.
                if schedulers <= Double(scenario.workloads.names.count) {
                    throw refusal(of: machines, with: scenario.machines, need, available)
                }
                throw refusal(of: "\(competitors.path)[\(index)].schedulers", competitors, index, need, available)
            }
        }
    }

    /// Memory that a point of a scenario needs under an architecture.
    static func need(of scenario: Scenario, _ architecture: ArchitectureSettings) -> Double {
        let count = scenario.machines.reduce(0.0) { $0 + Double($1.count) }
        let schedulers = Double(architecture.settings.schedulerCount ?? scenario.workloads.names.count)
        let days = scenario.horizon.inSeconds / 86_400
        let offers = count * architecture.kind.settings.bytesPerMachine
        return cell(of: scenario) + schedulers * (bytesPerScheduler + days * bytesPerDay) + offers
    }

    /// Memory for the machines, and for the tasks on them at the start.
    private static func cell(of scenario: Scenario) -> Double {
        let count = scenario.machines.reduce(0.0) { $0 + Double($1.count) }
        return count * bytesPerMachine + initialTasks(scenario) * bytesPerTask
    }

    private static func initialTasks(_ scenario: Scenario) -> Double {
        if let jobs = scenario.initial.jobs { return jobs.jobs.reduce(0.0) { $0 + Double($1.tasks) } }
        guard scenario.initial.utilization > 0, case .generated(let workloads) = scenario.workloads else { return 0 }
        let cores = scenario.machines.reduce(0.0) { $0 + Double($1.count) * Double($1.capacity.milliCores) / 1000 }
        let largestTask = workloads.map(\.cpu.typicalMean).max() ?? 1
        return scenario.initial.utilization * cores / max(largestTask, 0.001)
    }

    /// An error about the class with the most machines, or about the source of the machines.
    static func refusal(
        of list: Field, with classes: [MachineClass], _ need: Double, _ available: Int, for what: String = "a point"
    ) -> ConfigError {
        guard let elements = list.node.elements,
            let largest = classes.indices.max(by: { classes[$0].count < classes[$1].count })
        else { return refusal(of: list.path, list, nil, need, available, for: what) }
        // Conditions may have left out some of the list.
        let index = elements.firstIndex { $0["class"]?.text == classes[largest].name } ?? largest
        return refusal(of: "\(list.path)[\(index)].count", list, index, need, available, for: what)
    }

    private static func refusal(
        of path: String, _ list: Field, _ index: Int?, _ need: Double, _ available: Int, for what: String = "a point"
    ) -> ConfigError {
        let element = index.flatMap { list.node.elements?[$0] }
        let key = path.split(separator: ".").last.map(String.init) ?? ""
        let place = element?[key]?.place ?? element?.place ?? list.node.place
        return ConfigError(
            at: place, path: path,
            message: "\(what) needs about \(inBinaryUnits(need)) of memory; "
                + "accepted: at most the \(inBinaryUnits(Double(available))) that there is")
    }

    static func inBinaryUnits(_ bytes: Double) -> String {
        if bytes < 1_073_741_824 { return "\(Int(bytes / 1_048_576)) MiB" }
        let tenths = (bytes / 1_073_741_824 * 10).rounded() / 10
        return "\(tenths) GiB"
    }
}
