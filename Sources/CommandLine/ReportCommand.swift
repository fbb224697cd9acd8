import ArgumentParser
internal import CellbenchAnalysis
import CellbenchConfig
internal import CellbenchResults

/// The command `cellbench report RESULTS`.
struct ReportCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write results as one page for a browser, with tables and charts.",
        discussion: """
            The page needs nothing but itself. It has the table of 'compare', sortable, charts over whatever was swept, the \
            config, and the environment and cost, as far as they are beside the results. Of what 'pack' wrote, it has the \
            table and the curves.
            """)

    @Argument(help: "A results.json or packing.json, or a directory that holds it.")
    var results: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write the page (default: report.html beside the results).", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Hold these claims against the results, as 'check' does.", valueName: "file"))
    var claims: String?

    @OptionGroup var replacement: ReplacementOptions

    func validate() throws {
        if let output, output.isEmpty { throw ValidationError("--output must name a file.") }
    }

    func run(with components: Components) throws {
        guard let path = output ?? Report.defaultOutput(for: results) else {
            throw ValidationError("--output must name a file: the results come through a pipe, and have no folder.")
        }
        let file = OutputFile(path: path, .page)
        let isPacking = PackingFile.isPacking(results)
        if isPacking, claims != nil { throw ValidationError("--claims is of results, not of a packing.") }
        try Failure.report {
            if isPacking {
                try OutputFile.check(
                    [file], apartFrom: InputFiles(packing: results), replacingOthers: replacement.force)
                try file.write(
                    PackingReport(contentsOf: results).html(), replacingOthers: replacement.force)
                return
            }
            var inputs = InputFiles(results: results)
            if let claims { inputs.add(claims) }
            try OutputFile.check([file], apartFrom: inputs, replacingOthers: replacement.force)
            var report = try Report(contentsOf: results)
            report.components = components
            if let claims { report.check(try ClaimsFile(contentsOf: claims).claims) }
            try file.write(report.html(), replacingOthers: replacement.force)
        }
        Terminal.note("report in \(file.path)")
    }
}
