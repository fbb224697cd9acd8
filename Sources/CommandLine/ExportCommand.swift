import ArgumentParser
internal import CellbenchResults

/// The command `cellbench export RESULTS --csv`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print results as one tidy table for pandas, R or a spreadsheet.",
        usage: """
            cellbench export <results> --csv [--output <file>]
            cellbench export --columns [--json]
            """,
        discussion: """
            A row a point and workload, and a row a point and scheduler; swept paths have a column each. What does not \
            exist is empty. --columns says what the columns are.
            """)

    @Argument(help: "A results.json or a directory that holds it.")
    var results: String?

    @Flag(help: "As comma-separated values with a header.")
    var csv = false

    @Flag(help: "Print what the columns are.")
    var columns = false

    @Flag(help: "With --columns: print as JSON what they are, and how charts draw them.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var replacement: ReplacementOptions

    func validate() throws {
        guard !columns else {
            if results != nil || csv || output != nil || replacement.force {
                throw ValidationError("--columns stands alone, or with --json.")
            }
            return
        }
        if json { throw ValidationError("--json goes with --columns.") }
        if results == nil { throw ValidationError("Missing expected argument '<results>'") }
        if !csv { throw ValidationError("--csv is the only format there is; say so.") }
        if let output, output.isEmpty { throw ValidationError("--output must name a file.") }
    }

    func run() throws {
        guard let results else {
            try Terminal.answer(json ? Failure.report { try TidyTable.columnsJSON() } : TidyTable.columns)
            return
        }
        let file = output.map { OutputFile(path: $0, .table) }
        let text = try Failure.report {
            if let file {
                try OutputFile.check(
                    [file], apartFrom: InputFiles(results: results), replacingOthers: replacement.force)
            }
            return TidyTable(try ResultsFile(contentsOf: results)).csv
        }
        guard let file else { return try Terminal.answer(text) }
        try Failure.report { try file.write(text, replacingOthers: replacement.force) }
    }
}
