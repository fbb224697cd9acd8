import ArgumentParser
internal import CellbenchAnalysis
internal import CellbenchResults

/// The commands `cellbench compare RESULTS` and `cellbench compare BASE NEW`.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Print one result head to head, or say whether a second one is worse.",
        usage: """
            cellbench compare <results> [--against <name>]
            cellbench compare <base> <new> [--tolerance <share>] [--strict] [--json | --markdown]
            """,
        discussion: """
            With one result: a row an architecture, a block a sweep point; then bars over the sweep. With two, of \
            'run' or of 'bench': a verdict metric by metric, the worst first. Each is a file or a directory; several \
            bench files in a directory are samples of the same. The last line is 'N passed, N failed': regressions, \
            drifts and what cannot be compared fail; what is inconclusive passes, except with --strict.

            Exit status of a verdict: 2 a regression, or a drift of a deterministic figure; else 3 something cannot be \
            compared, or NEW lacks it; else 4 something is inconclusive, with --strict; else 0.
            """)

    @Argument(help: "A results.json or a directory that holds it; for a verdict also a bench file, or several.")
    var results: String

    @Argument(help: ArgumentHelp("What to hold against it.", valueName: "new"))
    var new: String?

    @Option(
        help: ArgumentHelp(
            "Print paired differences from this architecture, with 95 % confidence intervals.", valueName: "name"))
    var against: String?

    @Option(
        help: ArgumentHelp(
            "How much worse is no regression, such as 0.02 (default: 2%).", valueName: "share"),
        transform: { text in
            guard let tolerance = VerdictSettings.tolerance(text) else {
                throw ValidationError("expected a share from 0 to below 1, such as 2% or 0.02.")
            }
            return tolerance
        })
    var tolerance: Double?

    @Flag(help: "Fail, with exit status 4, where something is inconclusive.")
    var strict = false

    @Flag(help: "Print the verdict with every comparison as JSON.")
    var json = false

    @Flag(help: "Print the verdict as a comment on a pull request.")
    var markdown = false

    func validate() throws {
        if new != nil, against != nil { throw ValidationError("--against is for one result, not for two.") }
        if new == nil, strict || json || markdown || tolerance != nil {
            throw ValidationError("--tolerance, --strict, --json and --markdown are for two results: <base> <new>.")
        }
        if json, markdown { throw ValidationError("--json and --markdown exclude one another.") }
    }

    func run() throws {
        guard let new else {
            try Terminal.answer(try headToHead())
            return
        }
        var settings = VerdictSettings(isStrict: strict)
        if let tolerance { settings.tolerance = tolerance }
        let verdict = try Failure.report { try Verdict(base: results, new: new, settings: settings) }
        let text = try Failure.report {
            if json { try verdict.jsonText() } else { markdown ? verdict.markdown() : verdict.table() }
        }
        try Terminal.answer(text)
        if verdict.exitStatus != 0 { throw ExitCode(verdict.exitStatus) }
    }

    private func headToHead() throws -> String {
        let comparison = try Failure.report { Comparison(try ResultsFile(contentsOf: results)) }
        return try Failure.report {
            if let against {
                try comparison.differenceTable(against: against)
            } else {
                comparison.table(style: Terminal.style)
            }
        }
    }
}
