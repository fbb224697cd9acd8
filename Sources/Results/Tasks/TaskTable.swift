internal import CellbenchFiles
package import CellbenchSimulator

/// The table of `run --claims`: a row a task that ran, in the order of points and of time.
///
///     architecture,replication,start,end,workload,job_id,part,scheduler,machine,class,cpu,memory,gpu
///     monolithic,0,1.105,61.105,batch,#5,0,all-0,7,standard,0.5,1,0
///
/// Times are in seconds, resources in cores, GiB and GPUs, all without loss. Swept paths have a column each behind
/// `architecture`.
package struct TaskTable: Sendable {
    private static let first = "architecture"
    private static let columns = [
        "replication", "start", "end", "workload", "job_id", "part", "scheduler", "machine", "class", "cpu", "memory",
        "gpu",
    ]

    private let paths: [String]

    /// The table of points with values for the given swept paths.
    package init(paths: [String]) { self.paths = paths }

    /// The header row.
    package var header: String { CSVText.line([Self.first] + paths + Self.columns) }

    /// True if a text begins like a table of any experiment.
    static func isBeginning(_ text: String) -> Bool {
        let header = text.prefix { $0 != "\n" }
        return header.hasPrefix(first + ",") && header.hasSuffix("," + columns.joined(separator: ","))
    }

    /// Rows of one point.
    package struct Rows: Sendable {
        private let beginning: [UInt8]
        /// By workload, its name as a field.
        private let workloads: [[UInt8]]
        /// By machine, the number of its class.
        private let classOfMachine: [Int32]
        /// By class, its name as a field.
        private let classes: [[UInt8]]

        /// Appends a row for each task.
        package func append(_ tasks: StartedTasks, to text: inout [UInt8]) {
            let comma = UInt8(ascii: ",")
            var before = beginning
            before.append(fixedPoint: tasks.start, digits: 9)
            before.append(comma)
            if let end = tasks.end { before.append(fixedPoint: end, digits: 9) }
            before.append(comma)
            before += workloads[tasks.workload]
            before += ",#".utf8
            before += String(tasks.job, radix: 16).utf8
            before.append(comma)
            before.append(decimal: Int64(tasks.part))
            before.append(comma)
            if let scheduler = tasks.scheduler { before += CSVText.field(scheduler).utf8 }
            before.append(comma)
            var after: [UInt8] = [comma]
            after.append(fixedPoint: tasks.demand.milliCores, digits: 3)
            after.append(comma)
            // A MiB is a GiB / 1,024, which has ten digits behind the point: 0.0009765625.
            after.append(fixedPoint: tasks.demand.memoryMiB * 9_765_625, digits: 10)
            after.append(comma)
            after.append(fixedPoint: tasks.demand.milliGPUs, digits: 3)
            after.append(UInt8(ascii: "\n"))
            for machine in tasks.machines {
                text += before
                text.append(decimal: Int64(machine))
                text.append(comma)
                text += classes[Int(classOfMachine[Int(machine)])]
                text += after
            }
        }

        fileprivate init(beginning: String, workloads: [String], machines: [MachineClass]) {
            self.beginning = Array(beginning.utf8)
            self.workloads = workloads.map { Array(CSVText.field($0).utf8) }
            classes = machines.map { Array(CSVText.field($0.name).utf8) }
            classOfMachine = machines.enumerated().flatMap { number, machines in
                repeatElement(Int32(number), count: machines.count)
            }
        }
    }

    /// The rows of a point.
    ///
    /// - Parameters:
    ///   - architecture: the architecture's name.
    ///   - parameters: the swept values by path.
    ///   - replication: number of the repetition.
    ///   - workloads: names of the workloads.
    ///   - machines: the machine classes.
    /// - Returns: the rows, to which tasks are appended.
    package func rows(
        architecture: String, parameters: [String: ParameterValue], replication: Int, workloads: [String],
        machines: [MachineClass]
    ) -> Rows {
        let fields = [architecture] + paths.map { parameters[$0]?.description ?? "" } + ["\(replication)"]
        return Rows(
            beginning: fields.map { CSVText.field($0) + "," }.joined(), workloads: workloads, machines: machines)
    }
}
