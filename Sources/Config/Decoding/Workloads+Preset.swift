internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension Field {
    /// Workloads of a preset, with the changes that stand beside `preset`: `load`, or settings of one of its workloads.
    ///
    /// - Parameters:
    ///   - machines: the machines of the cell.
    ///   - cell: the preset of the cell; `preset: cell` stands for its workloads.
    /// - Returns: the changed workloads.
    /// - Throws: an error of the config at its place.
    func presetWorkloads(_ machines: [MachineClass], _ cell: CellPreset?) throws(ConfigError) -> DecodedWorkloads {
        let preset = try workloadPreset(of: cell)
        let names = preset.workloads.map(\.name)
        let changes = names.map {
            SettingDescription($0, .section(context.components.workload.settings), "What is to be otherwise.")
        }
        let section = try section(
            "the workloads of a preset", [ConfigSettings.workloadPreset, ConfigSettings.load] + changes)
        let load = try section.amount("load")
        var (workloads, loads): ([GeneratedWorkload], [Double]) = ([], [])
        var placements: [PlacementSettings?] = []
        for base in preset.workloads {
            guard let field = section.optional(base.name) else {
                workloads.append(base)
                loads.append(1)
                placements.append(nil)
                continue
            }
            let changed = try field.generatedWorkload(name: base.name, machines: machines, base: base)
            workloads.append(changed.workload)
            loads.append(changed.load)
            placements.append(changed.placement)
        }
        return DecodedWorkloads(
            source: .generated(try arriving(workloads, loads.map { $0 * load })), preset: preset, beforeLoad: workloads,
            loads: loads, placements: placements, load: load, written: node)
    }

    /// Preset under the key `preset`, where `cell` stands for the workloads of the cell's preset.
    private func workloadPreset(of cell: CellPreset?) throws(ConfigError) -> WorkloadPreset {
        guard let node = node["preset"] else { preconditionFailure("a preset is named") }
        let field = Field(node: node, path: path(of: "preset"), context: context)
        let ofCell = ConfigSettings.presetOfCell
        guard node.text == ofCell else {
            if let text = node.text,
                NearestName.of(text, among: WorkloadPreset.allCases.map(\.rawValue) + [ofCell]) == ofCell
            {
                throw field.error(
                    "\(text.quoted) is no preset; accepted: \(ofCell), for that of the cell, or the name of one")
            }
            return try field.keyword(WorkloadPreset.self)
        }
        guard let preset = cell?.workloads else {
            let having = CellPreset.allCases.filter { $0.workloads != nil }.map(\.rawValue).joined(separator: ", ")
            throw field.error("the cell has no workloads of its own; accepted with cell.preset: \(having)")
        }
        context.note(.keyword(ofCell), of: node)
        return preset
    }
}
