internal import Simulator

/// Reads `machine_events` of Google's trace of 2011: the machines that are there when the trace begins.
///
/// Machines that come later, go or change are left as they were then: a cell here does not change. Those whose capacity is not
/// known are left out.
enum Google2011Machines {
    private enum Event: Int64 {
        case add, remove, update
    }

    /// How many machines there are of each kind, named after their CPU and memory in hundredths of the largest's, and their platform,
    /// numbered in the order of appearance.
    static func read(
        _ path: String, _ options: Google2011Options, tap: ByteTap?
    ) throws(TraceError) -> [MachineKind: Int] {
        guard Folder.exists("\(path)/machine_events") else {
            throw .unreadable(path, "it has no machine_events; accepted: a folder with machine_events")
        }
        let table = try Google2011Table("\(path)/machine_events", .machineEvents, tap: tap)
        var platforms: [String: Int] = [:]
        var machines: [Int64: MachineKind] = [:]
        while let time = try table.next() {
            let machine = try table.integer(1, "machine ID")
            guard let event = Event(rawValue: try table.integer(2, "event type")) else {
                throw table.rows.error(
                    2, .unknownValue, "\(table.rows.quoted(2)) as event type: accepted: from 0 to 2")
            }
            let cpu = try table.fraction(4, "CPUs", atMost: 1)
            let memory = try table.fraction(5, "memory", atMost: 1)
            table.accept()
            // Read to the end all the same: a malformed row is told wherever it is.
            guard time <= Google2011Time.start else { continue }
            guard event != .remove, let cpu, let memory, cpu > 0, memory > 0 else {
                machines[machine] = nil
                continue
            }
            let name = table.rows.text(3) ?? ""
            let platform = platforms[name] ?? platforms.count + 1
            platforms[name] = platform
            let size = "\(Int((cpu * 100).rounded()))-\(Int((memory * 100).rounded()))"
            machines[machine] = MachineKind(
                name: "p\(platform)-\(size)", capacity: options.amount(cpu: cpu, memory: memory).atLeastAMilliCore)
        }
        return machines.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }.withDistinctNames()
    }
}
