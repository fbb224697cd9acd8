internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// Machines of a cell, as the config has them: before racks, after scaling.
struct DecodedMachines {
    /// The machine classes on which all conditions hold.
    var classes: [MachineClass]
    /// The machine classes, with those that conditions leave out.
    var allClasses: [MachineClass] = []
    /// Place of the classes in the config, for errors about them.
    var field: Field
    /// The preset that the classes come from.
    var preset: PresetUse?
    /// The trace that the classes come from.
    var trace: MachineTrace?
    /// Factor of the number of machines of the preset or the trace.
    var scale = 1.0
    /// Conditions by which machines were left out.
    var conditions: [Constraint] = []
    /// What the machines' GPUs are.
    var gpus = GPUForm.pooled
    /// True if the config says what GPUs are.
    var saysGPUs = false
    /// Machines in a rack, for classes that do not say; nil where `machinesPerRack` is not set.
    var perRack: Int?

    /// The classes with their racks.
    var racked: [MachineClass] { classes.map { $0.racked(by: perRack) } }
}

extension SettingsSection {
    /// Machine classes of a cell: listed, of a preset, or of a trace.
    ///
    /// - Returns: the classes and their origin.
    /// - Throws: an error of the config, or of the trace at its place.
    func machines() throws(ConfigError) -> DecodedMachines {
        var machines = try machinesInNoRacks()
        machines.perRack = try countIfSet("machinesPerRack")
        machines.allClasses = machines.classes
        if let field = optional("where") {
            machines.conditions = try field.constraints()
            machines.classes = try field.machines(of: machines.classes, where: machines.conditions)
        }
        let gpus = try wordIfSet("gpus", GPUForm.self)
        machines.saysGPUs = gpus != nil
        machines.gpus = gpus ?? machines.usualGPUs
        if machines.gpus == .devices { try machines.checkDevices() }
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

extension DecodedMachines {
    /// What GPUs are where the config does not say: shares of Alibaba's trace are of one device each.
    var usualGPUs: GPUForm {
        let hasGPUs = classes.contains { $0.count > 0 && $0.capacity.milliGPUs > 0 }
        return trace?.format == .alibabaGPU2023 && hasGPUs ? .devices : .pooled
    }

    /// Refuses machines whose GPUs are no devices.
    fileprivate func checkDevices() throws(ConfigError) {
        for machine in classes where machine.count > 0 {
            let (whole, most) = (Devices.whole, Int64(Devices.most))
            guard machine.capacity.milliGPUs % whole == 0, machine.capacity.milliGPUs / whole <= most else {
                throw field.error(
                    "machines of class \(machine.name.quoted) have "
                        + "\(shortest(Double(machine.capacity.milliGPUs) / Double(whole))) GPUs, and GPUs are devices; "
                        + "accepted: whole devices, at most \(most)")
            }
        }
    }
}

extension MachineClass {
    /// The class's attributes, and its amounts where no attribute has their names.
    fileprivate var describing: [String: AttributeValue] {
        let amounts = [
            "cpu": Double(capacity.milliCores) / 1000, "memory": Double(capacity.memoryMiB) / 1024,
            "gpu": Double(capacity.milliGPUs) / 1000,
        ]
        return attributes.merging(amounts.mapValues { AttributeValue(shortest($0)) }) { own, _ in own }
    }

    /// The class with racks of `machinesPerRack` machines, unless the class already says which racks it fills.
    fileprivate func racked(by machinesPerRack: Int?) -> MachineClass {
        guard let machinesPerRack, !knowsRacks, count > 0 else { return self }
        var machines = self
        machines.racks = (count + machinesPerRack - 1) / machinesPerRack
        return machines
    }
}

extension Field {
    /// The classes on which all conditions hold.
    fileprivate func machines(
        of classes: [MachineClass], where conditions: [Constraint]
    ) throws(ConfigError) -> [MachineClass] {
        let chosen = classes.filter { machine in conditions.allSatisfy { $0.holds(for: machine.describing) } }
        guard chosen.contains(where: { $0.count > 0 }) else {
            throw error("no machine of the cell is such; accepted: what some machine has")
        }
        return chosen
    }

    /// Machine classes of a trace, with `scale` times as many machines each.
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
    /// Size of the largest machine of Google's trace; nil where it is not set.
    func largestMachine(of isGoogle: Bool) throws(ConfigError) -> Resources? {
        guard let field = optional("largestMachine") else { return nil }
        guard isGoogle else {
            throw field.error("\("largestMachine".quoted) is of \("google2011".quoted) alone; accepted: with that")
        }
        let machine = try field.section("a machine", ConfigSettings.machine)
        return Resources(cores: try machine.amount("cpu"), gibibytes: try machine.amount("memory"))
    }
}
