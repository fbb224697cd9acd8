internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension PackingExperiment {
    /// Decodes a whole config for `pack`.
    init(_ root: ConfigNode, _ context: DecodingContext) throws(ConfigError) {
        let section = try Field(node: root, path: "", context: context).section(
            "a config", context.components.settings.table)
        name = try section.text("name")
        description = try section.textIfSet("description")
        replications = try section.count("replications")
        seed = try section.optional("seed")?.seed() ?? 0

        let cell = try section.required("cell").section("a cell", ConfigSettings.ofCell)
        let machines = try cell.machines()
        let field = try section.required("packing")
        var settings = try field.packing(machines)
        policies = try field.policies(beside: section.optional("placement"))
        settings.policies = policies.map(\.kind.word.word)
        try machines.check(policies, field)
        if let policy = policies.first(where: \.tellsNothingApart) {
            let placement = try section.required("placement")
            throw ConfigError(
                at: (placement.node["weights"] ?? placement.node).place, path: "placement.weights",
                message:
                    "a packing counts no tasks of jobs, so that \(policy.weightsWithoutPart.joined(separator: " and ")) "
                    + "alone tell no machines apart; accepted: a weight above 0 of another term")
        }

        try MemoryNeed.check(packingOn: machines, isCompacting: settings.compaction != nil, field)
        let tasks = try section.required("workloads").packingTasks(machines)
        demand = settings.demand
        demandPlace = (field.node["demand"] ?? field.node).place
        compaction = settings.compaction
        let runs = MachineRun.runs(of: machines.classes)
        let capacity = runs.reduce(Int64(0)) {
            $0 + settings.resource.amount(in: $1.capacity) * Int64($1.count)
        }
        // Half of what an integer holds leaves room for the task that passes the target.
        let target = settings.demand.map { Int64(min(($0 * Double(capacity)).rounded(), 0x1p62)) }
        work = PackingWork(tasks.source, demand: target, of: settings.resource, gpus: machines.gpus)
        setup = Packing.Setup(
            machines: runs, gpus: machines.gpus, placement: policies[0], constraints: tasks.constraints)
        setup.seed = seed
        switch settings.order {
        case .listed: break
        case .shuffled: work.order = .shuffled
        case .file(let path):
            let order = try field.order(from: path, tasks, machines)
            work.order = .given(order.arrivals)
            demand = nil
            work.demand = nil
            setup.ranks = order.ranks
        }
        try field.check(settings, tasks)
        notes = tasks.notes + ["sweep"].filter { root[$0] != nil }.map { "\($0) plays no part" }
        if settings.isOfFile, settings.demand != nil {
            notes.append("demand plays no part: the file of the order says which tasks arrive")
        }
        notes += policies.flatMap(\.weightsWithoutPart).map { "placement.weights.\($0) plays no part" }
        notes += ["initialUtilization", "initialJobs"].filter { cell.optional($0) != nil }.map {
            "cell.\($0) plays no part: the cell is empty at first"
        }
        let base = try section.optional("placement")?.placementOfPacking(policies) ?? PlacementSettings()
        traces = context.traces.uses
        inputs = context.traces.inputs
        resolvedConfig = ""
        resolvedConfig =
            ResolvedConfig(
                Settings(self, machines, tasks.workloads, placement: base), sweep: nil, traces: context.traces.files,
                packing: settings
            ).text
        try field.checkArrivals(work, capacity, tooMany: tooManyArrivals)
    }
}

extension Settings {
    /// The settings of a packing experiment, with placeholders for those of runs, for ``ResolvedConfig``.
    fileprivate init(
        _ experiment: PackingExperiment, _ machines: DecodedMachines, _ workloads: DecodedWorkloads,
        placement: PlacementSettings
    ) {
        name = experiment.name
        description = experiment.description
        replications = experiment.replications
        var scenario = Scenario(
            horizon: 0, machines: machines.racked, workloads: workloads.source, decisionTimes: [],
            architecture: .monolithic(MonolithicSettings()))
        scenario.seed = experiment.seed
        scenario.placement = placement
        self.scenario = scenario
        self.machines = machines
        self.workloads = workloads
        architectures = []
        isFilledAsPreset = false
    }
}

extension Field {
    /// The section `packing` without its policies.
    func packing(_ machines: DecodedMachines) throws(ConfigError) -> PackingSettings {
        let section = try section("a packing", context.components.packing)
        var settings = PackingSettings()
        if let order = section.optional("order") { settings.order = try order.packingOrder() }
        settings.demand = try section.amountIfSet("demand")
        let hasGPUs = machines.classes.contains { $0.count > 0 && $0.capacity.milliGPUs > 0 }
        settings.resource = try section.wordIfSet("of", PackingResource.self) ?? (hasGPUs ? .gpu : .cpu)
        guard hasGPUs || settings.resource != .gpu else {
            throw try section.required("of").error("no machine has GPUs; accepted: cpu, memory")
        }
        if let field = section.optional("compaction") {
            let section = try field.section("a compaction", ConfigSettings.compaction)
            settings.compaction = .init(trials: try section.count("trials"), pending: try section.amount("pending"))
        }
        return settings
    }

    private func packingOrder() throws(ConfigError) -> PackingSettings.Order {
        guard node.entries == nil else {
            let section = try section("an order", ConfigSettings.orderFile)
            return .file(try section.required("file").text())
        }
        let text = try word(among: [ConfigSettings.listedOrder, ConfigSettings.shuffledOrder])
        return text == ConfigSettings.listedOrder ? .listed : .shuffled
    }

    /// The policies of this section `packing`, each with the options of `placement` that it takes.
    func policies(beside placement: Field?) throws(ConfigError) -> [PlacementSettings] {
        let section = try section("a packing", context.components.packing)
        guard let list = section.optional("policies") else {
            return [try placement?.placement() ?? PlacementSettings()]
        }
        let known = context.components.policies
        var kinds: [PlacementKind] = []
        for field in try list.elements("a list of policies") {
            let word = try field.word(among: known.map(\.word.word))
            guard let kind = known.first(where: { $0.word.word == word }) else { continue }
            guard !kinds.contains(kind) else {
                throw field.error("\(word.quoted) is in the list already; accepted: each policy once")
            }
            kinds.append(kind)
        }
        guard !kinds.isEmpty else { throw list.error("no policies; accepted: at least one") }
        guard let placement else {
            guard let weighing = kinds.first(where: { !$0.terms.isEmpty }) else {
                return kinds.map { PlacementSettings($0) }
            }
            throw list.error(
                "the policy \(weighing.word.word) without a weight above 0; accepted: with placement.weights, such as "
                    + "{ \(weighing.terms[0].word): 1 }")
        }
        return try placement.placements(of: kinds)
    }

    /// Refuses a demand that cannot be brought about, and drawn jobs without one.
    fileprivate func check(_ settings: PackingSettings, _ tasks: PackingSource) throws(ConfigError) {
        let resource = settings.resource
        switch tasks.source {
        case .drawn(let workloads):
            guard settings.demand != nil else {
                throw error("jobs are drawn, without end; accepted: a demand, such as 1.3")
            }
            let amounts = workloads.map { workload in
                switch resource {
                case .cpu: workload.cpu.typicalMean
                case .memory: workload.memory.typicalMean
                case .gpu: workload.gpu.typicalMean
                }
            }
            guard amounts.contains(where: { $0 > 0 }) else {
                throw error("no workload asks for \(resource.rawValue); accepted: another resource as of")
            }
        case .list(let list):
            let demand = list.tasks.contains { resource.amount(in: $0.demand) > 0 }
            guard demand || settings.demand == nil else {
                throw error("no task asks for \(resource.rawValue); accepted: no demand, or another resource as of")
            }
        }
    }
}

extension DecodedMachines {
    /// Refuses policies that choose devices where GPUs are pooled.
    fileprivate func check(_ policies: [PlacementSettings], _ place: Field) throws(ConfigError) {
        guard gpus != .devices, let kind = policies.map(\.kind).first(where: \.needsDevices) else {
            guard gpus == .devices, !classes.contains(where: { $0.count > 0 && $0.capacity.milliGPUs > 0 }) else {
                return
            }
            throw self.field.error(
                "GPUs are devices, and no machine has any; accepted: cell.gpus: pooled, or machines with GPUs")
        }
        throw place.error(
            "the policy \(kind.word.word) chooses devices, and the cell's GPUs are pooled; "
                + "accepted: with cell.gpus: devices, in a cell with GPUs")
    }
}
