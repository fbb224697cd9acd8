internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// The machines of a cell, as a config says.
struct DecodedMachines {
    /// The classes, as they are written.
    var classes: [MachineClass]
    /// What a mistake in them is the fault of.
    var field: Field
    /// The preset that they are of.
    var preset: PresetUse?
    /// The trace that they are of.
    var trace: MachineTrace?
    /// How many times as many machines there are as in the preset or the trace.
    var scale = 1.0
    /// How many machines there are in a rack, where classes do not say; nil where nobody says.
    var perRack: Int?

    /// The classes, in the racks that they are in.
    var racked: [MachineClass] { classes.map { $0.racked(by: perRack) } }
}

extension SettingsSection {
    /// The machine classes of a cell: listed, of a preset, or of a trace.
    ///
    /// - Returns: the classes, and where they are from.
    /// - Throws: an error of the config, or of the trace at its place.
    func machines() throws(ConfigError) -> DecodedMachines {
        var machines = try machinesInNoRacks()
        machines.perRack = try countIfSet("machinesPerRack")
        return machines
    }

    private func machinesInNoRacks() throws(ConfigError) -> DecodedMachines {
        let ways = ["machines", "preset", "from"]
        let given = ways.filter { optional($0) != nil }
        guard given.count <= 1 else {
            throw field.error(
                "\(given.joined(separator: " and ")) together; accepted: one of \(ways.joined(separator: ", "))")
        }
        if let field = optional("preset") {
            let preset = try field.keyword(CellPreset.self)
            let scale = try amount("scale")
            let classes = preset.machines(scale: scale)
            guard classes.contains(where: { $0.count > 0 }) else {
                throw field.error("no machine at this scale; accepted: a larger one")
            }
            return DecodedMachines(
                classes: classes, field: field,
                preset: PresetUse(part: "cell", name: preset.rawValue, source: preset.source), scale: scale)
        }
        if let field = optional("from") {
            let scale = try amount("scale")
            let (classes, trace) = try field.machinesOfTrace(scale: scale)
            return DecodedMachines(classes: classes, field: field, trace: trace, scale: scale)
        }
        if let scale = optional("scale") {
            throw scale.error("machines that are listed cannot be scaled; accepted: with preset or from")
        }
        let field = try required("machines")
        return DecodedMachines(classes: try field.machineClasses(), field: field)
    }
}

extension MachineClass {
    /// The same machines in racks of so many, unless it is known already which racks they are in.
    fileprivate func racked(by machinesPerRack: Int?) -> MachineClass {
        guard let machinesPerRack, !knowsRacks, count > 0 else { return self }
        var machines = self
        machines.racks = (count + machinesPerRack - 1) / machinesPerRack
        return machines
    }
}

extension Field {
    /// The machines of a trace, each class with so many times as many.
    fileprivate func machinesOfTrace(
        scale: Double
    ) throws(ConfigError) -> (classes: [MachineClass], trace: MachineTrace) {
        let formats = MachineTrace.Format.allCases.map(\.rawValue)
        let section = try section(
            "a trace of machines", ConfigSettings.formatsOfMachines + [ConfigSettings.largestMachine])
        let given = MachineTrace.Format.allCases.filter { section.optional($0.rawValue) != nil }
        guard given.count == 1, let format = given.first else {
            throw error("\(given.count) traces; accepted: one of \(formats.joined(separator: ", "))")
        }
        let path = try section.required(format.rawValue)
        var options = Google2011Options()
        if let machine = try section.largestMachine(of: format == .google2011) { options.largestMachine = machine }
        let trace = MachineTrace(format, try path.text(), options)
        let classes = try context.traces.machines(trace, namedBy: path)
        let scaled = classes.map { machine -> MachineClass in
            var machine = machine
            machine.count = Int((Double(machine.count) * scale).rounded())
            return machine
        }
        guard scaled.contains(where: { $0.count > 0 }) else { throw error("no machines; accepted: at least one") }
        return (scaled, trace)
    }
}

extension SettingsSection {
    /// What the largest machine of Google's trace is taken to have; nil where it is not said.
    func largestMachine(of isGoogle: Bool) throws(ConfigError) -> Resources? {
        guard let field = optional("largestMachine") else { return nil }
        guard isGoogle else {
            throw field.error("\("largestMachine".quoted) is of \("google2011".quoted) alone; accepted: with that")
        }
        let machine = try field.section("a machine", ConfigSettings.machine)
        return Resources(cores: try machine.amount("cpu"), gibibytes: try machine.amount("memory"))
    }
}
