internal import CellbenchSimulator

extension ConfigSettings {
    /// Shape of `sweep`: values by path.
    static let sweep = SettingShape.named(
        what: "PATH",
        .either([
            .list(.text(what: "a value of the setting")),
            .section(spacedValues),
            .section(searchedValues),
        ]))

    /// Settings of values between two ends.
    static let spacedValues: [SettingDescription] = [
        .init("from", end, "First value."),
        .init("to", end, "Last value."),
        .init("count", .fixedCount(2...UInt64(Sweep.mostPoints)), "Values from the first to the last."),
        .init("scale", scale, "Spacing of the values.", absent: .value(.word(SweepScale.linear.rawValue))),
    ]

    /// Setting of values among which a search bisects.
    static let searchedValues: [SettingDescription] = [
        .init(
            "saturation", .section(saturation), "Search for the value from which on a figure is above a limit.")
    ]

    private static let end = SettingShape.text(what: "a number, with a unit where the setting takes one")

    /// Settings of a search for saturation.
    static let saturation: [SettingDescription] = [
        .init("of", .text(what: "a figure, such as waitTime.mean"), "Figure that is judged."),
        .init("workload", .name, "Workload whose figure is judged.", absent: .said("the greatest of all")),
        .init("above", .amount(.number), "Limit of the figure, in its base unit."),
        .init("from", end, "Least value."),
        .init("to", end, "Greatest value."),
        .init("scale", scale, "Spacing of the values.", absent: .said("log, where both ends are above 0")),
        .init(
            "within", .amount(.number, .within(0.001...1, accepted: "from 0.001 to 1")),
            "Distance of neighbouring values: a share of the lower (log), or of the range (linear).",
            absent: .value(.amount(0.05))),
        .init(
            "whole", .truth, "Whether only whole numbers are tried.", absent: .value(.word("false"))),
    ]

    private static let scale = SettingShape.words(SweepScale.self) { scale in
        switch scale {
        case .linear: "the same difference from each to the next"
        case .log: "the same factor from each to the next"
        }
    }
}
