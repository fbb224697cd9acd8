internal import CellbenchSimulator

/// Reads `machine_events` of Google's trace of 2011: the machines that are there when the trace begins.
///
/// Machines that come, go or change later are left as they were at the beginning, because a simulated cell does not
/// change. Machines whose capacity is 0 or unknown are left out, and counted in a note.
enum Google2011Machines {
    private enum Event: Int64 {
        case add, remove, update
    }

    /// A row: an event of a machine.
    private struct Change {
        let machine: Int64
        let event: Event
        /// Fractions of the largest machine's capacity; nil where they are unknown.
        let cpu, memory: Double?
        /// Number of the machine's platform in the file.
        let platform: Int

        init(_ table: Google2011Table, platform: Int) throws(TraceError) {
            machine = try table.integer(1, "machine ID")
            guard let event = Event(rawValue: try table.integer(2, "event type")) else {
                throw table.rows.error(
                    2, .unknownValue, "\(table.rows.quoted(2)) as event type: accepted: from 0 to 2")
            }
            self.event = event
            cpu = try table.fraction(4, "CPUs", atMost: 1)
            memory = try table.fraction(5, "memory", atMost: 1)
            self.platform = platform
        }
    }

    /// Number of machines of each kind, and notes about the list, a sentence each.
    ///
    /// The name of a kind has its platform, numbered in the order of appearance, and its CPU and memory in hundredths
    /// of the largest machine's: `p1-50-25`.
    static func read(
        _ path: String, _ options: Google2011Options, tap: ByteTap?
    ) throws(TraceError) -> (counts: [MachineKind: Int], notes: [String]) {
        guard try Google2011Table.isTable("machine_events", in: path) else {
            throw .unreadable(path, "it has no machine_events; accepted: a folder with machine_events")
        }
        let table = try Google2011Table("\(path)/machine_events", .machineEvents, tap: tap)
        var names: [String: Int] = [:]
        let changes = Google2011Rows(table) { table, _ throws(TraceError) in
            let name = table.rows.text(3) ?? ""
            let number = names[name] ?? names.count
            names[name] = number
            return try Change(table, platform: number)
        }
        var platforms: [Int: Int] = [:]
        var machines: [Int64: MachineKind] = [:]
        var unknown: Set<Int64> = []
        // All rows are read, so that a malformed one is told wherever it stands.
        while let (time, change) = try changes.next() {
            guard time <= Google2011Time.start else { continue }
            unknown.remove(change.machine)
            guard change.event != .remove, let cpu = change.cpu, let memory = change.memory, cpu > 0, memory > 0 else {
                machines[change.machine] = nil
                if change.event != .remove { unknown.insert(change.machine) }
                continue
            }
            let platform = platforms[change.platform] ?? platforms.count + 1
            platforms[change.platform] = platform
            let size = "\(Int((cpu * 100).rounded()))-\(Int((memory * 100).rounded()))"
            machines[change.machine] = MachineKind(
                name: "p\(platform)-\(size)", capacity: options.amount(cpu: cpu, memory: memory).atLeastAMilliCore)
        }
        let counts = machines.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }.withDistinctNames()
        guard !unknown.isEmpty else { return (counts, []) }
        let left =
            unknown.count == 1 ? "1 machine is left out, as its" : "\(unknown.count) machines are left out, as their"
        return (counts, ["\(left) capacity is 0 or not known"])
    }
}
