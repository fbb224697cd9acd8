internal import CellbenchFiles
internal import CellbenchResults
package import CellbenchSimulator
package import CellbenchTraces
internal import Yams

/// Writes a config with every default filled in.
///
/// Order and units do not follow the original config, so that equal experiments have equal texts. Paths of traces stay
/// as they were written, relative to the original config, so that the text does not depend on the folder it was made
/// in.
package struct ResolvedConfig {
    private let settings: Settings
    private let sweep: ConfigNode?
    private let traces: [TraceCache.File]
    private let packing: PackingSettings?

    /// A decoded config, its `sweep`, and the files of its traces; with `packing`, a config for `pack` alone.
    init(_ settings: Settings, sweep: ConfigNode?, traces: [TraceCache.File], packing: PackingSettings? = nil) {
        self.settings = settings
        self.sweep = sweep
        self.traces = traces
        self.packing = packing
    }

    /// Text in YAML, below comments with the digests of the traces.
    ///
    /// With these, the digest of the text covers everything that the results depend on.
    var text: String {
        guard !traces.isEmpty else { return yaml }
        let lines = traces.map { "# \($0.path.printable(atMost: 1000)): sha256:\($0.digest)\n" }
        return "# Traces; relative paths start from the folder of the config that was run.\n" + lines.joined() + yaml
    }

    private var yaml: String {
        ResolvedConfig.text(
            .block(
                SettingTree.standard.settings.compactMap { setting in node(of: setting.key).map { (setting.key, $0) } })
        )
    }

    /// Value of a key at the top level; nil where the text has none.
    private func node(of key: String) -> Node? {
        let scenario = settings.scenario
        guard packing == nil || ResolvedConfig.keysOfPacking.contains(key) else { return nil }
        switch key {
        case "name": return .name(settings.name)
        case "description": return settings.description.map(Node.quoted)
        case "horizon": return .time(scenario.horizon)
        case "warmup": return .time(scenario.warmup)
        case "replications": return .plain("\(settings.replications)")
        case "seed": return .plain("\(scenario.seed)")
        case "cell": return cell
        case "workloads": return workloads
        case "placement":
            // The default is not written, so that texts and digests of configs without a policy stay as they are.
            return scenario.placement == PlacementSettings() ? nil : scenario.placement.node
        case "decisionTime": return decisionTimes
        case "retry": return .flow(scenario.retry.pairs())
        case "abandon": return .flow(scenario.abandon.pairs())
        case "architectures":
            return .list(settings.architectures.map { $0.node(workloads: scenario.workloads.names) })
        case "packing": return packing?.node
        case "sweep": return sweep.flatMap { $0.entries?.isEmpty == false ? Node($0) : nil }
        default: preconditionFailure("every setting at the top level is written")
        }
    }

    /// Keys of a config for `pack`.
    private static let keysOfPacking = [
        "name", "description", "replications", "seed", "cell", "workloads", "placement", "packing",
    ]

    private var cell: Node {
        var cell = machines
        let keepsSource = cell.first?.0 != "machines"
        // Else classes are written without those that conditions leave out.
        if keepsSource || keepsConditions, !settings.machines.conditions.isEmpty {
            cell.append(("where", .quoted(ConstraintText.text(settings.machines.conditions))))
        }
        if keepsSource ? settings.machines.saysGPUs : settings.machines.gpus != .pooled {
            cell.append(("gpus", .plain(settings.machines.gpus.rawValue)))
        }
        if let perRack = settings.machines.perRack { cell.append(("machinesPerRack", .plain("\(perRack)"))) }
        // Where a sweep changes the preset of the workloads, the utilization follows the preset and is not written.
        if packing == nil, !(settings.isFilledAsPreset && presetNode != nil) {
            cell.append(("initialUtilization", .number(settings.scenario.initial.utilization)))
        }
        if let trace = settings.initialJobsTrace { cell.append(("initialJobs", trace.node)) }
        return .block(cell)
    }

    /// The machine classes, or their source where a sweep changes the source: `preset: A` and `scale`.
    private var machines: [(String, Node)] {
        // Workloads of the cell's preset follow the source too.
        let isKept =
            ["cell.preset", "cell.scale", "cell.from"].contains(where: sweeps) || presetNode != nil
            // A file of an order names machines by their trace.
            || packing?.isOfFile == true
        guard isKept else { return [("machines", classes)] }
        let scale = ("scale", Node.number(settings.machines.scale))
        if let trace = settings.machines.trace { return [("from", trace.node), scale] }
        if let preset = preset(of: "cell") { return [("preset", .name(preset)), scale] }
        return [("machines", classes)]
    }

    /// True if a sweep may change which of the listed classes the conditions leave out.
    private var keepsConditions: Bool { ["cell.machines", "cell.where"].contains(where: sweeps) }

    private var classes: Node {
        .list(
            (keepsConditions ? settings.machines.allClasses : settings.machines.classes).map { machine in
                var pairs: [(String, Node)] = [
                    ("class", .name(machine.name)), ("count", .plain("\(machine.count)")),
                    ("cpu", .number(Double(machine.capacity.milliCores) / 1000)),
                    ("memory", .memory(Double(machine.capacity.memoryMiB) / 1024)),
                    ("gpu", .number(Double(machine.capacity.milliGPUs) / 1000)),
                ]
                if !machine.attributes.isEmpty {
                    let attributes = machine.attributes.sorted { $0.key < $1.key }
                    let nodes = attributes.map { ($0.key, Node.quoted($0.value.text)) }
                    pairs.append(("attributes", .flow(nodes)))
                }
                if let racks = machine.racks { pairs.append(("racks", .plain("\(racks)"))) }
                return .flow(pairs)
            })
    }

    private var workloads: Node {
        switch settings.scenario.workloads {
        case .list, .streamed: .block([("from", settings.workloads.trace?.node ?? .flow([]))])
        case .generated: presetNode ?? .block(drawnWorkloads)
        }
    }

    /// The workloads' section as written, if a sweep changes the preset in it; else nil.
    private var presetNode: Node? {
        guard let written = settings.workloads.written else { return nil }
        let isOfCell = written["preset"]?.text != settings.workloads.preset?.rawValue
        return sweeps("workloads.preset") || isOfCell && sweeps("cell.preset") ? Node(written) : nil
    }

    private var drawnWorkloads: [(String, Node)] {
        let load =
            settings.workloads.load != 1 || sweeps("workloads.load")
            ? [("load", Node.number(settings.workloads.load))] : []
        // Workloads drawn from files keep the files' paths; comments have the files' digests.
        if let trace = settings.workloads.trace { return [("from", trace.node)] + load }
        let loads = zip(settings.workloads.beforeLoad, settings.workloads.loads).map { workload, load in
            load != 1 || sweeps("workloads.\(workload.name).load") ? load : nil
        }
        return load
            + ResolvedConfig.pairs(
                ofGenerated: settings.workloads.beforeLoad, loads: loads, placements: settings.workloads.placements)
    }

    private func preset(of part: String) -> String? { settings.presets.first { $0.part == part }?.name }

    /// True if the sweep changes the setting at a path, or a setting below it.
    private func sweeps(_ path: String) -> Bool {
        sweep?.entries?.contains { $0.key == path || $0.key.hasPrefix(path + ".") } ?? false
    }

    /// Config with only `workloads:`.
    package static func text(ofGenerated workloads: [GeneratedWorkload]) -> String {
        text(.block([("workloads", .block(pairs(ofGenerated: workloads)))]))
    }

    /// Config with only `workloads:`, of which each has tasks and demand, but no times.
    package static func text(ofRequests workloads: [TraceSummary.Workload]) -> String {
        text(
            .block([
                (
                    "workloads",
                    .block(
                        workloads.map { workload in
                            func pair(_ quantity: TraceSummary.Quantity, _ node: (Double) -> Node) -> (String, Node)? {
                                workload.distribution(of: quantity).map { (quantity.rawValue, $0.node(node)) }
                            }
                            let pairs = [
                                pair(.tasks, Node.number), pair(.cpu, Node.number), pair(.memory, Node.memory),
                                pair(.gpu, Node.number),
                            ]
                            return (workload.name, .block(pairs.compactMap { $0 }))
                        })
                )
            ]))
    }

    private static func pairs(
        ofGenerated workloads: [GeneratedWorkload], loads: [Double?] = [], placements: [PlacementSettings?] = []
    ) -> [(String, Node)] {
        workloads.enumerated().map { number, workload in
            var settings: [(String, Node)] = [
                ("interarrival", workload.interarrival.node(Node.time)),
                ("tasks", workload.tasks.node(Node.number)),
                ("duration", workload.duration.node(Node.time)),
                ("cpu", workload.cpu.node(Node.number)),
                ("memory", workload.memory.node(Node.memory)),
                ("gpu", workload.gpu.node(Node.number)),
            ]
            let asked = workload.requirements
            if !asked.spread.isEmpty {
                // A mapping, because a sweep may change one of the two places.
                let places = [("machine", asked.spread.machine), ("rack", asked.spread.rack)]
                let forms = places.compactMap { place, form in form.map { (place, Node.plain($0.rawValue)) } }
                settings.append(("spread", .flow(forms)))
            }
            if !asked.constraints.isEmpty {
                settings.append(("constraints", .quoted(ConstraintText.text(asked.constraints))))
            }
            if loads.indices.contains(number), let load = loads[number] { settings.append(("load", .number(load))) }
            if workload.pickiness != 1 { settings.append(("pickiness", .number(workload.pickiness))) }
            if placements.indices.contains(number), let placement = placements[number] {
                settings.append(("placement", placement.node))
            }
            return (workload.name, .block(settings))
        }
    }

    private static func text(_ node: Node) -> String {
        do {
            return try serialize(node: node, width: -1, allowUnicode: true)
        } catch {
            // A plain tree of texts can always be written.
            preconditionFailure("the config cannot be written: \(error)")
        }
    }

    private var decisionTimes: Node {
        let names = settings.scenario.workloads.names
        var times = zip(names, settings.scenario.decisionTimes).map { name, time in
            (name, Node.flow(time.pairs()))
        }
        // Free commits are not written, so that texts and digests of configs without them stay as they are.
        let commit = settings.scenario.commitTime
        if commit != CommitTime() {
            times.append((Field.commitKey, .flow(commit.pairs())))
        }
        return .block(times)
    }
}

extension Settings.Architecture {
    fileprivate func node(workloads: [String]) -> Node {
        .block(
            [("kind", .plain(settings.kind.name)), ("name", .name(name))]
                + settings.settings.pairs(workloads: workloads))
    }
}
