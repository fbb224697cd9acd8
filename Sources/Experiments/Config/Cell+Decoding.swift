internal import Simulator

extension Field {
    /// The machine classes of a cell.
    func machineClasses() throws(ConfigError) -> [MachineClass] {
        let fields = try elements("the list of machine classes")
        guard !fields.isEmpty else { throw error("no machine classes; accepted: at least one") }
        var classes: [MachineClass] = []
        var machines = 0
        var pathsByName: [String: String] = [:]
        for field in fields {
            let section = try field.section("a machine class", keys: ["class", "count", "cpu", "memory", "gpu"])
            let nameField = try section.required("class")
            let name = try nameField.name()
            if let first = pathsByName.updateValue(field.path, forKey: name) {
                throw nameField.error("\(name.quoted) is the class of \(first) already; accepted: a class of its own")
            }
            let count = try section.required("count").count(0...Int(Int32.max))
            machines += count
            guard machines <= Int(Int32.max) else {
                throw ConfigError(
                    at: field.node["count"]?.place ?? field.node.place, path: field.path(of: "count"),
                    message: "\(machines) machines so far; accepted: at most \(Int32.max) in the cell")
            }
            let capacity = Resources(
                cores: try section.required("cpu").amount(.cores, mustBePositive: true),
                gibibytes: try section.required("memory").amount(.memory, mustBePositive: true),
                gpus: try section.amount("gpu", .devices, default: 0))
            guard capacity.milliCores > 0, capacity.memoryMiB > 0 else {
                throw field.error("less than the smallest machine; accepted: at least 0.001 cores and 1MiB")
            }
            classes.append(MachineClass(name: name, count: count, capacity: capacity))
        }
        guard machines > 0 else { throw error("a cell without machines; accepted: at least one machine") }
        return classes
    }
}

extension Section {
    /// What a cell starts with, and the file of the jobs that run already, if any.
    func initialState(workloads: WorkloadSource) throws(ConfigError) -> (state: InitialState, file: String?) {
        var state = InitialState()
        if let field = optional("initialUtilization") {
            state.utilization = try field.amount(.number)
            guard state.utilization < 1 else {
                throw field.error("\(field.node.asFound) is not a share below 1; accepted: from 0 to below 1")
            }
            if case .list = workloads, state.utilization > 0 {
                throw field.error(
                    "a job list has no distributions to draw running jobs from; accepted: initialJobs, a list of them")
            }
        }
        guard let field = optional("initialJobs") else { return (state, nil) }
        let (list, file) = try field.jobList()
        state.jobs = try field.context.jobLists.renumbered(list, file: file, to: workloads.names) {
            (name: String) in field.error("in \(file.quoted) \(Name.unknown(name, "workload", among: workloads.names))")
        }
        return (state, file)
    }
}
