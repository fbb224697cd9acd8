internal import CellbenchSimulator

/// All settings of a config: keys, shapes of values, meanings.
///
/// Decoding, `config.yaml`, `--set`, sweeps, `explain`, the JSON Schema and the reference page follow from them.
enum ConfigSettings {
    /// The settings at the top level, in the order of `config.yaml`.
    static func root(architectures kinds: [ArchitectureKind], policies: [PlacementKind]) -> [SettingDescription] {
        [
            .init("name", .name, "Name of the experiment; results go to Results/<name>."),
            .init("description", .text(what: "a text"), "Free text.", absent: .said("none")),
            .init("horizon", .span(excludesZero: true), "Simulated time from the start to the end of a run."),
            .init("warmup", .span(), "Time from which statistics are kept.", absent: .value(.span(0))),
            .init(
                "replications", .fixedCount(1...UInt64(Settings.mostReplications)),
                "Independent repetitions; replication r of every architecture sees the same jobs.",
                absent: .value(.count(1))),
            .init(
                "seed", .fixedCount(0...UInt64.max), "Seed of all random streams of the experiment.",
                absent: .value(.count(0))),
            .init("cell", cell, "Machines of the cell, and what runs on them at the start."),
            .init(
                "workloads", workloads(policies),
                "Jobs that are submitted: drawn from distributions, or read from a trace."),
            .init(
                "placement", .section(placement(policies)), "Choice of a machine for each task.",
                absent: .said("its settings' defaults")),
            .init(
                "decisionTime",
                .byWorkload(
                    .section(DecisionTime.descriptions()),
                    beside: [
                        .init(
                            Field.commitKey, .section(CommitTime.descriptions()),
                            "Time for which a commit occupies the cell, or the part of it that the scheduler owns.",
                            absent: .said("commits take no time"))
                    ]),
                "Time of an attempt at a job: job + task × tasks still to place, by workload.",
                absent: .said("its settings' defaults")),
            .init(
                "retry", .section(RetryPolicy.descriptions()), "Return of a job that is not fully placed.",
                absent: .said("its settings' defaults")),
            .init(
                "abandon", .section(AbandonPolicy.descriptions()), "Limits after which a job is abandoned.",
                absent: .said("its settings' defaults")),
            .init("architectures", architectures(kinds), "Architectures that are compared."),
            .init(
                "packing", .section(packing(policies)),
                "Tasks that arrive one after another and stay, as the command pack places them; run checks it and does not use it.",
                absent: .said("none")),
            .init("sweep", sweep, "Values of settings by path; every combination is simulated.", absent: .said("none")),
        ]
    }

    /// The settings that architectures of every kind have beside `kind`.
    private static let ofEveryArchitecture: [SettingDescription] = [
        .init(
            "name", .name, "Name in results and paths, unique in the file.",
            absent: .said("derived from the settings"))
    ]

    private static func architectures(_ kinds: [ArchitectureKind]) -> SettingShape {
        .list(
            .variants(key: "kind", common: ofEveryArchitecture, kinds.map { $0.settings.variant }), label: "name")
    }
}

extension SettingShape {
    /// The words of an enumeration, each with its meaning.
    static func words<Word: RawRepresentable<String> & CaseIterable>(
        _: Word.Type, _ meaning: (Word) -> String
    ) -> SettingShape {
        .word(Word.allCases.map { SettingWord($0.rawValue, meaning($0)) })
    }
}
