internal import CellbenchSimulator
internal import CellbenchTraces

extension ConfigSettings {
    /// Shape of `workloads`: workloads by name, a preset, or a trace.
    static func workloads(_ policies: [PlacementKind]) -> SettingShape {
        .named(
            what: "WORKLOAD", .section(workload(policies)),
            beside: [
                workloadPreset.among(.optional),
                drawnFrom.among(.excluded),
                load,
            ])
    }

    /// Setting of the trace that jobs come from, or of the files of values that jobs are drawn from.
    static let drawnFrom = SettingDescription(
        "from", .oneOf(formatsOfJobs + [drawnFromFiles], beside: [onBadRow] + ofSelection + ofFormats),
        "Trace whose jobs are submitted, instead of workloads that are drawn.", absent: .said("none"))

    /// Settings of a workload.
    static func workload(_ policies: [PlacementKind]) -> [SettingDescription] {
        ofEveryWorkload + [
            .init(
                "placement", .section(placement(policies)),
                "Choice of a machine for each task of the workload, in place of the config's.",
                absent: .said("the config's"))
        ]
    }

    private static let ofEveryWorkload: [SettingDescription] = [
        .init("interarrival", .distribution(.time), "Time between two submissions of a job."),
        .init("tasks", .distribution(.tasks), "Tasks of a job, rounded up to at least 1."),
        .init("duration", .distribution(.time), "Time that each task of a job runs."),
        .init("cpu", .distribution(.cores), "Processor cores that each task of a job holds."),
        .init("memory", .distribution(.memory), "Memory that each task of a job holds."),
        .init("gpu", .distribution(.devices), "GPUs that each task of a job holds.", absent: .value(.amount(0))),
        load,
        .init(
            "constraints",
            .either([.text(what: ConstraintText.accepted), .list(.text(what: "such conditions"))]),
            "Attributes that a machine must have for a task of the workload.", absent: .said("none")),
        .init(
            "spread", .either([.text(what: SpreadText.accepted, isParameter: true), .section(spread)]),
            "Places in which no two tasks of a job run together.", absent: .said("none")),
        .init(
            "pickiness",
            .amount(
                .number, .within(1e-6...1, accepted: "from 0.000001 to 1", problem: "is not a share of machines")),
            "Share of the machines that suits a job, drawn for each job.", absent: .value(.amount(1))),
    ]

    /// Settings of the places in which tasks of a job are apart.
    static let spread: [SettingDescription] = [
        .init("machine", formOfSpread, "On machines.", absent: .said("may be together")),
        .init("rack", formOfSpread, "In racks.", absent: .said("may be together")),
    ]

    private static let formOfSpread = SettingShape.words(Spread.Form.self) { form in
        switch form {
        case .hard: "no two in one place; a task for which none is left waits"
        case .soft: "a task goes where the fewest of the job's others are"
        }
    }

    /// Factor of the rate at which jobs arrive.
    static let load = SettingDescription(
        "load", .amount(.number, .within(1e-3...1e3, accepted: "from 0.001 to 1000")),
        "Factor of the rate at which jobs arrive.", absent: .value(.amount(1)))

    /// Word for the preset that belongs to the cell's preset.
    static let presetOfCell = "cell"

    /// The preset of the workloads.
    static let workloadPreset = SettingDescription(
        "preset",
        .word(
            WorkloadPreset.allCases.map { SettingWord($0.rawValue, "from \($0.source)") }
                + [SettingWord(presetOfCell, "the one that belongs to cell.preset")]),
        "Published workloads; what is said of each beside it takes the place of the preset's.", absent: .said("none"))

    private static let drawnFromFiles = SettingDescription(
        TraceFormat.publishedSimulator.rawValue, .section(filesToDrawFrom),
        "Files of observed values from which jobs are drawn as the published simulator draws them.")

    /// Settings of the files that the published simulator's workloads are drawn from.
    static let filesToDrawFrom: [SettingDescription] =
        PublishedQuantity.allCases.map { quantity in
            let values =
                switch quantity {
                case .interarrival: "times between jobs"
                case .tasks: "numbers of tasks"
                case .runtime: "run times"
                }
            return SettingDescription(quantity.rawValue, .text(what: "a path"), "File of observed \(values).")
        } + [
            .init(
                PublishedFiles.requestsKey, .text(what: "a path"), "Initial cell state that requests are drawn from."),
            .init(
                "cluster", .text(what: "a text", isParameter: true), "Cluster whose values are used.",
                absent: .said("the only one in the files")),
            .init(
                "policy", .text(what: "a text", isParameter: true), "Policy whose values are used.",
                absent: .said("the only one in the files")),
        ]
}
