internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension Settings {
    /// Decodes a whole config.
    init(_ root: ConfigNode, _ context: DecodingContext) throws(ConfigError) {
        let section = try Field(node: root, path: "", context: context).section(
            "a config", context.components.settings.table)
        name = try section.text("name")
        description = try section.textIfSet("description")
        let horizon = try section.span("horizon")
        replications = try section.count("replications")

        let cell = try section.required("cell").section("a cell", ConfigSettings.ofCell)
        machines = try cell.machines()
        let classes = machines.racked
        workloads = try section.required("workloads").workloadSource(
            machines: classes, ofPreset: machines.preset.flatMap { CellPreset(rawValue: $0.name) }, until: horizon)
        isFilledAsPreset =
            workloads.preset != nil && cell.optional("initialUtilization") == nil && cell.optional("initialJobs") == nil
        let initial = try cell.initialState(of: &workloads, on: classes, until: horizon)
        workloads.takeWorkloadsWithoutJobs(namedIn: root, context)
        let names = workloads.source.names
        initialJobsTrace = initial.trace

        let decisionTime = section.optional("decisionTime")
        let decisionTimes = try decisionTime?.decisionTimes(workloads: names)
        let architecturesField = try section.required("architectures")
        architectures = try architecturesField.architectures(workloads: names)

        scenario = Scenario(
            horizon: horizon, machines: classes, workloads: workloads.source,
            decisionTimes: decisionTimes ?? names.map { _ in DecisionTime() },
            architecture: .monolithic(MonolithicSettings()))
        if let commitTime = try decisionTime?.commitTime(workloads: names) { scenario.commitTime = commitTime }
        scenario.seed = try section.optional("seed")?.seed() ?? 0
        scenario.gpus = machines.gpus
        scenario.warmup = try section.optional("warmup")?.warmup(horizon: horizon, last: workloads.lastSubmission) ?? 0
        scenario.initial = initial.state
        if workloads.placements.contains(where: { $0 != nil }) {
            scenario.placementByWorkload = names.indices.map {
                workloads.placements.indices.contains($0) ? workloads.placements[$0] : nil
            }
        }
        // For pack alone, and wrong settings are errors all the same.
        let packing = section.optional("packing")
        if let packing { _ = try packing.packing(machines) }
        let packed = try packing?.policies(beside: section.optional("placement")).map(\.kind) ?? []
        if let placement = section.optional("placement") {
            scenario.placement = try placement.placement(beside: packed)
        }
        if let retry = section.optional("retry") { scenario.retry = try retry.settings(RetryPolicy.self) }
        if let abandon = section.optional("abandon") { scenario.abandon = try abandon.settings(AbandonPolicy.self) }

        try checkDevices(section)
        try checkRacks(section)
        if section.optional("placement") != nil || !scenario.placementByWorkload.isEmpty {
            try checkPlacement(architecturesField)
        }
        try MemoryNeed.check(scenario, architectures, machines: machines.field, architecturesField)
    }
}

extension Settings {
    /// Refuses policies that choose devices where GPUs are pooled, and tasks that ask for a part of several devices.
    private func checkDevices(_ section: SettingsSection) throws(ConfigError) {
        guard scenario.gpus == .devices else {
            let kinds = [scenario.placement.kind] + scenario.placementByWorkload.compactMap { $0?.kind }
            guard let kind = kinds.first(where: \.needsDevices) else { return }
            let workloads = try section.required("workloads")
            throw (section.optional("placement") ?? workloads).error(
                "the policy \(kind.word.word) chooses devices, and the cell's GPUs are pooled; "
                    + "accepted: with cell.gpus: devices, in a cell with GPUs")
        }
        try section.required("workloads").checkShares(of: scenario.workloads)
        if let initial = scenario.initial.jobs {
            try section.required(initialJobsTrace == nil ? "workloads" : "cell").checkShares(of: .list(initial))
        }
        guard scenario.machines.contains(where: { $0.count > 0 && $0.capacity.milliGPUs > 0 }) else {
            throw try section.required("cell").error(
                "GPUs are devices, and no machine has any; accepted: cell.gpus: pooled, or machines with GPUs")
        }
    }

    /// Refuses a policy that looks at racks where nobody says which machines share one.
    private func checkRacks(_ section: SettingsSection) throws(ConfigError) {
        let placements = [scenario.placement] + scenario.placementByWorkload.compactMap { $0 }
        guard placements.contains(where: \.looksAtRacks) else { return }
        guard let first = scenario.machines.first(where: { $0.count > 0 && !$0.knowsRacks }) else { return }
        let workloads = try section.required("workloads")
        throw (section.optional("placement") ?? workloads).error(
            "failureDomains counts tasks by rack, and nobody says in which the machines of class \(first.name.quoted) "
                + "are; accepted: with racks or attributes.rack of the class, or cell.machinesPerRack")
    }

    /// Refuses a placement by which no architecture places, because each has a policy of its own.
    private func checkPlacement(_ field: Field) throws(ConfigError) {
        guard architectures.allSatisfy({ $0.settings.hasOwnPlacement(in: scenario($0, replication: 0)) }) else {
            return
        }
        throw field.error(
            "there is a placement, and every architecture has a policy of its own; "
                + "accepted: no placement, or an architecture that places by it")
    }
}

extension Field {
    /// Refuses tasks that ask for more than one device and not for whole ones.
    func checkShares(of workloads: WorkloadSource) throws(ConfigError) {
        let accepted = "accepted, as GPUs are devices: at most 1, or whole numbers"
        switch workloads {
        case .generated(let workloads):
            for workload in workloads {
                guard let found = workload.gpu.someShareOfSeveral else { continue }
                let field = self.node[workload.name].map {
                    Field(node: $0, path: path(of: workload.name), context: context)
                }
                throw (field ?? self).error(
                    "tasks of workload \(workload.name.quoted) may ask for \(shortest(found)) GPUs; \(accepted)")
            }
        case .list(let list):
            for job in list.jobs {
                for part in list.parts(of: job) where !Devices.canServe(milliGPUs: part.demand.milliGPUs) {
                    throw error(
                        "a task of workload \(list.workloads[job.workload].quoted) asks for "
                            + "\(shortest(Double(part.demand.milliGPUs) / 1000)) GPUs; \(accepted)")
                }
            }
        case .streamed: break
        }
    }

    /// Warmup: a time before the horizon, and before or at the last submission of a trace.
    fileprivate func warmup(horizon: Nanoseconds, last: Nanoseconds?) throws(ConfigError) -> Nanoseconds {
        let warmup = try time()
        guard warmup < horizon else {
            throw error("\(node.asFound) leaves nothing to measure; accepted: less than the horizon")
        }
        if let last, warmup > last {
            throw error(
                "\(node.asFound) leaves no job to measure, the last that is simulated is submitted at "
                    + "\(shortest(last.inSeconds)) s; accepted: at most that")
        }
        return warmup
    }

    /// Key for the cost of commits among the decision times, unless a workload has this name.
    static var commitKey: String { "commit" }

    fileprivate func decisionTimes(workloads: [String]) throws(ConfigError) -> [DecisionTime] {
        try byWorkload(
            "the decision times", workloads, besides: Field.commitKey, default: DecisionTime()
        ) { field throws(ConfigError) in
            try field.settings(DecisionTime.self)
        }
    }

    fileprivate func commitTime(workloads: [String]) throws(ConfigError) -> CommitTime? {
        guard let node = node[Field.commitKey], !workloads.contains(Field.commitKey) else { return nil }
        let field = Field(node: node, path: path(of: Field.commitKey), context: context)
        return try field.settings(CommitTime.self)
    }

    /// Values by workload, with a default for workloads without one; `other` is a key that may stand among the names.
    func byWorkload<Value>(
        _ what: String, _ workloads: [String], besides other: String? = nil, default value: Value,
        read: (Field) throws(ConfigError) -> Value
    ) throws(ConfigError) -> [Value] {
        var result = workloads.map { _ in value }
        let numbers = Dictionary(zip(workloads, workloads.indices)) { first, _ in first }
        for (entry, field) in try children(what, keys: "workloads") {
            guard let index = numbers[entry.key] else {
                if entry.key == other { continue }
                let accepted = workloads + (other.map { [$0] } ?? [])
                throw ConfigError(
                    at: entry.place, path: field.path, message: Name.unknown(entry.key, "workload", among: accepted))
            }
            result[index] = try read(field)
        }
        return result
    }
}
