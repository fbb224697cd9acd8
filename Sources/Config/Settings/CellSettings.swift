internal import CellbenchSimulator
internal import CellbenchTraces

extension ConfigSettings {
    /// Shape of `cell`: one source of machines, and the settings beside it.
    static let cell = SettingShape.oneOf(sourcesOfMachines, beside: besideMachines)

    /// The settings of `cell`, in one list.
    static let ofCell = SettingsTable(sourcesOfMachines + besideMachines)

    /// The sources of machines, of which a cell has exactly one.
    static let sourcesOfMachines: [SettingDescription] = [
        .init("machines", .list(.section(machineClass.settings), label: "class"), "Machine classes of the cell."),
        .init("preset", .words(CellPreset.self) { "from \($0.source)" }, "Machine classes of a published cell."),
        .init("from", .oneOf(formatsOfMachines, beside: [largestMachine]), "Trace whose machines are the cell's."),
    ]

    private static let besideMachines: [SettingDescription] = [
        .init(
            "scale", .amount(.number, .within(0...1000, accepted: "above 0, up to 1000")),
            "Factor of the number of machines of preset or from.", absent: .value(.amount(1))),
        .init(
            "gpus", .word(GPUForm.words), "What a machine's GPUs are to tasks.",
            absent: .said("pooled; devices for machines of alibaba-gpu-2023, whose shares are of one device")),
        .init(
            "where", .text(what: "CONDITIONS"),
            "Conditions on machines, by attribute, cpu, memory in GiB and gpu; others are left out: `gpu > 0`.",
            absent: .said("all machines")),
        .init(
            "machinesPerRack", .count(1...Int(Int32.max)), "Machines in a rack, of classes that say nothing of racks.",
            absent: .said("machines are in no racks")),
        .init(
            "initialUtilization", .amount(.number, .shareBelowOne),
            "Share of the CPU that jobs of the workloads hold at the start.",
            absent: .said("0, or that of the workloads' preset")),
        .init(
            "initialJobs", .oneOf(formatsOfJobs, beside: [onBadRow] + ofFormats),
            "Trace whose jobs run from time 0 without being scheduled.", absent: .said("none")),
    ]

    /// The settings of a machine class.
    static let machineClass = SettingsTable([
        .init("class", .name, "Name of the class, unique in the cell."),
        .init("count", .count(0...Int(Int32.max)), "Machines of the class."),
        .init("cpu", .amount(.cores, .positive), "Processor cores of a machine."),
        .init("memory", .amount(.memory, .positive), "Memory of a machine."),
        .init("gpu", .amount(.devices), "GPUs of a machine.", absent: .value(.amount(0))),
        .init(
            "attributes", .named(what: "ATTRIBUTE", .text(what: "a number, or a text without spaces")),
            "Attributes of the machines, which constraints of jobs look at.", absent: .said("none")),
        .init(
            "racks", .count(1...Int(Int32.max)), "Racks that the machines of the class fill evenly.",
            absent: .said("cell.machinesPerRack")),
    ])

    /// Size of the largest machine of Google's trace, whose machines are fractions of it.
    static let largestMachine = SettingDescription(
        "largestMachine", .section(machine),
        "Size of the largest machine of google2011, of which the trace gives all amounts as fractions.",
        absent: .said("its settings' defaults"))

    /// The settings of `largestMachine`; the defaults are those of ``Google2011Options``.
    static let machine: [SettingDescription] = {
        let usual = Google2011Options().largestMachine
        return [
            .init(
                "cpu", .amount(.cores, .positive), "Processor cores.", absent: .value(.amount(usual.cores))),
            .init(
                "memory", .amount(.memory, .positive), "Memory.", absent: .value(.amount(usual.gibibytes))),
        ]
    }()

    /// Settings that name a trace of machines, one for each format.
    static let formatsOfMachines = MachineTrace.Format.allCases.map { format in
        switch format {
        case .google2011:
            SettingDescription(format.rawValue, .text(what: "a path"), "Folder of Google's cluster trace of 2011.")
        case .alibabaGPU2023:
            SettingDescription(format.rawValue, .text(what: "a path"), "File of nodes of Alibaba's GPU trace of 2023.")
        }
    }
}
