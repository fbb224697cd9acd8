import ArgumentParser
internal import CellbenchAnalysis

/// The command `cellbench check RESULTS CLAIMS`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say claim by claim whether results bear it out.",
        discussion: """
            Claims are written in YAML: names for values of results, and what is to hold between them; docs/claims.md \
            says how. Exit status: 2 a claim fails; else 3 one cannot be judged, as something is not in the results; \
            else 0.
            """)

    @Argument(help: "A results.json, a directory that holds it, or a directory of several such directories.")
    var results: String

    @Argument(help: "Claims in YAML or JSON.")
    var claims: String

    @Flag(help: "Print the outcomes as JSON.")
    var json = false

    @Flag(help: "Print the outcomes as a table in Markdown.")
    var markdown = false

    func validate() throws {
        if json, markdown { throw ValidationError("--json and --markdown exclude one another.") }
    }

    func run() throws {
        let report = try Failure.report {
            let claims = try ClaimsFile(contentsOf: claims).claims
            return ClaimsReport(claims, against: try ClaimedResults(contentsOf: results))
        }
        try Terminal.answer(
            try Failure.report { json ? try report.jsonText() : markdown ? report.markdown() : report.text() })
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }
}
