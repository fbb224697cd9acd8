internal import Simulator
internal import Traces

extension Field {
    /// Where jobs come from, until `horizon`: distributions, or a trace, of which some jobs may run already.
    func workloadSource(
        machines: [MachineClass], until horizon: Nanoseconds
    ) throws(ConfigError) -> (source: WorkloadSource, running: JobList?, trace: TraceSetting?) {
        if node["from"] != nil {
            let field = try section("a trace", keys: ["from"]).required("from")
            let setting = try field.traceSetting(canSelect: true)
            let trace = try context.traces.trace(setting, namedBy: field.path(of: setting), until: horizon)
            let file = setting.source.path
            for name in trace.jobs.workloads where !Name.isValid(name) {
                throw error("\(name.quoted) in \(file.quoted) is not a workload's name; accepted: \(Name.accepted)")
            }
            guard !trace.jobs.jobs.isEmpty else {
                throw error("no jobs in \(file.quoted); accepted: at least one")
            }
            return (.list(trace.jobs), trace.running.jobs.isEmpty ? nil : trace.running, setting)
        }
        var workloads: [GeneratedWorkload] = []
        for (entry, field) in try children("the workloads", keys: "names") {
            guard Name.isValid(entry.key) else {
                throw ConfigError(
                    at: entry.place, path: field.path,
                    message: "\(entry.key.quoted) is not a name; accepted: \(Name.accepted)")
            }
            workloads.append(try field.generatedWorkload(name: entry.key, machines: machines))
        }
        guard !workloads.isEmpty else { throw error("no workloads; accepted: at least one") }
        return (.generated(workloads), nil, nil)
    }

    private func generatedWorkload(
        name: String, machines: [MachineClass]
    ) throws(ConfigError) -> GeneratedWorkload {
        let section = try section(
            "a workload", keys: ["interarrival", "tasks", "duration", "cpu", "memory", "gpu"])
        let interarrival = try section.required("interarrival")
        let cpu = try section.required("cpu")
        var workload = GeneratedWorkload(
            name: name, interarrival: try interarrival.distribution(of: .time),
            tasks: try section.required("tasks").distribution(of: .tasks),
            duration: try section.required("duration").distribution(of: .time),
            cpu: try cpu.distribution(of: .cores),
            memory: try section.required("memory").distribution(of: .memory))
        let shortest = 1e-6
        guard workload.interarrival.mean >= shortest else {
            throw interarrival.error("a job more often than every microsecond; accepted: a mean of at least 1us")
        }
        if workload.cpu.onlyValue == 0 {
            throw cpu.error("tasks without processor time; accepted: more than 0 cores")
        }
        if let gpu = section.optional("gpu") { workload.gpu = try gpu.distribution(of: .devices) }
        try checkFits(workload, machines: machines)
        return workload
    }

    /// Refuses a demand that is constant and more than any machine has.
    private func checkFits(_ workload: GeneratedWorkload, machines: [MachineClass]) throws(ConfigError) {
        let (cpu, memory, gpu) = (
            workload.cpu.onlyValue ?? 0, workload.memory.onlyValue ?? 0, workload.gpu.onlyValue ?? 0
        )
        func fits(_ demand: Resources) -> Bool {
            machines.contains { $0.count > 0 && demand.fits(in: $0.capacity) }
        }
        let alone = [
            ("cpu", Resources(cores: cpu, gibibytes: 0)),
            ("memory", Resources(cores: 0, gibibytes: memory)),
            ("gpu", Resources(cores: 0, gibibytes: 0, gpus: gpu)),
        ]
        for (key, demand) in alone where !fits(demand) {
            let place = node[key]?.place ?? node.place
            throw ConfigError(
                at: place, path: path(of: key),
                message: "no machine of the cell can ever hold such a task; accepted: at most what the largest has")
        }
        guard fits(Resources(cores: cpu, gibibytes: memory, gpus: gpu)) else {
            throw error("no machine of the cell can ever hold such a task; accepted: cpu, memory and gpu that one has")
        }
    }
}
