internal import CellbenchSimulator
internal import CellbenchTraces

extension ConfigSettings {
    /// Settings that name a trace of jobs, one for each format.
    static let formatsOfJobs = TraceFormat.allCases.map { format in
        SettingDescription(format.rawValue, .text(what: "a path"), format.meaning)
    }

    /// Treatment of a malformed row.
    static let onBadRow = SettingDescription(
        "onBadRow",
        .words(BadRowPolicy.self) { policy in
            switch policy {
            case .fail: "the trace is refused"
            case .skip: "the row is left out and counted"
            }
        }, "Treatment of a row that is malformed.", absent: .value(.word(BadRowPolicy.fail.rawValue)))

    /// Settings of the part of a trace that is used.
    static let window: [SettingDescription] = [
        .init("from", .span(), "Submission time of the first job.", absent: .value(.span(0))),
        .init("to", .span(), "Time before which jobs are submitted.", absent: .said("the end of the trace")),
    ]

    /// Number of times that a trace may be gone through.
    static let passes = 1...1_000_000

    /// Settings that select and scale the jobs of a trace.
    static let ofSelection: [SettingDescription] = [
        .init(
            "window", .section(window), "Part of the trace that is used.", absent: .said("all of it")),
        .init(
            "timeScale", .amount(.number, .within(1e-6...1e6, accepted: "from 1e-6 to 1e6")),
            "Factor of the times between submissions; tasks run as long as ever.", absent: .value(.amount(1))),
        .init(
            "sizeScale", .amount(.number, .within(1e-6...1e6, accepted: "from 1e-6 to 1e6")),
            "Factor of the number of a job's tasks, at least one of which stays.", absent: .value(.amount(1))),
        .init("limit", .count(1...Int(Int32.max)), "Jobs to be submitted at most.", absent: .said("all")),
        .init(
            "loop", .either([.truth, .count(passes)]),
            "Times that the trace is gone through; true: until the horizon.", absent: .value(.count(1))),
        .init(
            "constraints",
            .words(TraceSelection.Constraints.self) { constraints in
                switch constraints {
                case .obey: "jobs have them"
                case .ignore: "jobs take any machine"
                }
            }, "Use of what jobs ask of machines beside capacity.",
            absent: .value(.word(TraceSelection().constraints.rawValue))),
    ]

    /// Settings that only some formats have.
    static let ofFormats: [SettingDescription] = [
        .init(
            "split",
            .word([
                SettingWord("none", "swf: one workload, batch"),
                SettingWord("queue", "swf: a workload a queue"),
                SettingWord(
                    "omega",
                    "google2011, published-simulator: service has production priority and scheduling class 2 or 3"),
                SettingWord("priority", "google2011, published-simulator: service has production priority"),
            ]), "Rule that tells workloads of a trace apart.", absent: .said("none of swf, omega of the others")),
        .init(
            "tasks",
            .words(SWFOptions.Tasks.self) { tasks in
                switch tasks {
                case .processors: "a task of one core for each processor of a job"
                case .job: "one task of as many cores"
                }
            }, "What becomes a task of a job of swf.", absent: .value(.word(SWFOptions().tasks.rawValue))),
        .init(
            "memoryPerProcessor", .amount(.memory), "Memory of a processor of swf, where the log does not say.",
            absent: .value(.amount(0))),
        largestMachine,
        .init(
            "endTimes", .words(PublishedSimulatorOptions.TimeUnit.self) { $0.inWords },
            "Unit of the end times of published-simulator.", absent: .said("what the file's own values suggest")),
    ]
}
