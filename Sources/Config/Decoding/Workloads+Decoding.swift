internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// Workloads of a config, drawn or from a trace.
struct DecodedWorkloads {
    /// The jobs that are submitted.
    var source: WorkloadSource
    /// Jobs of the trace that run at time 0.
    var running: JobList?
    /// The trace; nil where jobs are drawn.
    var trace: TraceSetting?
    /// Use of the trace: the rows and jobs that were read.
    var use: TraceUse?
    /// Submission of the last job of the trace within the horizon.
    var lastSubmission: Nanoseconds?
    /// The preset of the workloads.
    var preset: WorkloadPreset?
    /// The workloads without load factors; ``loads`` has the factor of each, ``load`` the factor of all.
    var beforeLoad: [GeneratedWorkload] = []
    var loads: [Double] = []
    /// By workload, the placement that it has in place of the config's; empty for a trace.
    var placements: [PlacementSettings?] = []
    var load = 1.0
    /// The section with a preset and the changes beside it, kept for sweeps that change the preset.
    var written: ConfigNode?
}

extension PresetUse {
    /// The use of a preset of workloads.
    init(_ preset: WorkloadPreset) {
        self.init(part: "workloads", name: preset.rawValue, source: preset.source)
    }
}

extension Field {
    /// Workloads until `horizon`: drawn, of a preset, or from a trace, some jobs of which may run at time 0.
    ///
    /// `preset: cell` stands for the workloads of the cell's `preset`.
    func workloadSource(
        machines: [MachineClass], ofPreset preset: CellPreset?, until horizon: Nanoseconds
    ) throws(ConfigError) -> DecodedWorkloads {
        if let from = node["from"] {
            if Field(node: from, path: path, context: context).isOfPublishedFiles { return try publishedWorkloads() }
            if let load = node["load"] {
                throw ConfigError(
                    at: load.place, path: path(of: "load"),
                    message: "a trace's jobs arrive when they did; accepted: from.timeScale, 0.5 for twice as often")
            }
            let field = try section("a trace", keys: ["from"]).required("from")
            let setting = try field.traceSetting(canSelect: true)
            let trace = try context.traces.trace(setting, namedBy: field.path(of: setting), until: horizon)
            let file = setting.source.path
            for name in trace.submitted.names where !Name.isValid(name) {
                throw error("\(name.quoted) in \(file.quoted) is not a workload's name; accepted: \(Name.accepted)")
            }
            guard trace.times.last != nil else {
                throw error(trace.whyNothingIsSubmitted(of: file.quoted, setting.selection))
            }
            try field.checkRacks(of: machines, for: trace.submitted.requirements + trace.running.requirements)
            return DecodedWorkloads(
                source: trace.submitted, running: trace.running.jobs.isEmpty ? nil : trace.running, trace: setting,
                use: trace.use,
                lastSubmission: trace.times.last)
        }
        if let node = node["preset"], node.entries == nil { return try presetWorkloads(machines, preset) }
        let load = try loadFactor()
        var workloads: [GeneratedWorkload] = []
        var loads: [Double] = []
        var placements: [PlacementSettings?] = []
        for (entry, field) in try children("the workloads", keys: "names") where !field.isLoadFactor(entry.key) {
            guard Name.isValid(entry.key) else {
                throw ConfigError(
                    at: entry.place, path: field.path,
                    message: "\(entry.key.quoted) is not a name; accepted: \(Name.accepted)")
            }
            let workload = try field.generatedWorkload(name: entry.key, machines: machines)
            workloads.append(workload.workload)
            loads.append(workload.load)
            placements.append(workload.placement)
        }
        guard !workloads.isEmpty else { throw error("no workloads; accepted: at least one") }
        return DecodedWorkloads(
            source: .generated(try arriving(workloads, loads.map { $0 * load })), beforeLoad: workloads, loads: loads,
            placements: placements, load: load)
    }

    /// Least mean time between two submissions, in seconds.
    static var shortestInterarrival: Double { 1e-6 }

    /// A workload, its load factor and its placement; settings that are absent are those of `base`, if there is one.
    func generatedWorkload(
        name: String, machines: [MachineClass], base: GeneratedWorkload? = nil
    ) throws(ConfigError) -> (workload: GeneratedWorkload, load: Double, placement: PlacementSettings?) {
        let section = try section("a workload", context.components.workload)
        func distribution(
            _ key: String, _ path: KeyPath<GeneratedWorkload, Distribution>
        ) throws(ConfigError) -> Distribution {
            if section.optional(key) == nil, let base { return base[keyPath: path] }
            return try section.distribution(key)
        }
        var workload = GeneratedWorkload(
            name: name, interarrival: try distribution("interarrival", \.interarrival),
            tasks: try distribution("tasks", \.tasks), duration: try distribution("duration", \.duration),
            cpu: try distribution("cpu", \.cpu), memory: try distribution("memory", \.memory))
        if let base {
            (workload.gpu, workload.requirements, workload.pickiness) = (base.gpu, base.requirements, base.pickiness)
        }
        guard workload.interarrival.mean >= Field.shortestInterarrival else {
            throw (section.optional("interarrival") ?? self)
                .error("a job more often than every microsecond; accepted: a mean of at least 1us")
        }
        if workload.cpu.onlyValue == 0 {
            throw (section.optional("cpu") ?? self).error("tasks without processor time; accepted: more than 0 cores")
        }
        let load = try section.amount("load")
        if section.optional("gpu") != nil { workload.gpu = try section.distribution("gpu") }
        if let field = section.optional("constraints") {
            workload.requirements.constraints = try field.constraints()
            let suitable = machines.contains { machine in
                machine.count > 0 && workload.requirements.constraints.allSatisfy { $0.holds(for: machine.attributes) }
            }
            guard suitable else {
                throw field.error("no machine of the cell is suitable; accepted: what some machine has")
            }
        }
        if let field = section.optional("spread") {
            workload.requirements.spread = try field.spread()
            try field.checkRacks(of: machines, for: [workload.requirements])
        }
        if let pickiness = try section.amountIfSet("pickiness") { workload.pickiness = pickiness }
        try checkFits(workload, machines: machines)
        return (workload, load, try section.optional("placement")?.placement())
    }

    /// Refuses a constant demand that exceeds every machine.
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
