import ArgumentParser
internal import CellbenchConfig
import CellbenchExperiments
internal import CellbenchResults
import CellbenchTraces

/// The command `cellbench trace`.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Look into the trace of a real cluster, fit a workload to it, or convert it.",
        subcommands: [InspectTraceCommand.self, FitTraceCommand.self, ConvertTraceCommand.self])
}

/// A trace, and the part of it to read.
struct TraceOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The trace, as FORMAT:PATH; FORMAT is one of "
                + TraceFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "spec"),
        transform: TraceOptions.source)
    var source: TraceSource

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting as configs have it beside the format, such as onBadRow=skip, split=priority or timeScale=0.1; repeatable.",
            valueName: "key=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Only what is submitted from this time of the trace on, such as 2h.", valueName: "time"))
    var from: TraceTime?

    @Option(help: ArgumentHelp("Only what is submitted before this time of the trace.", valueName: "time"))
    var to: TraceTime?

    @Option(help: ArgumentHelp("Only so many jobs.", valueName: "jobs"))
    var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number of at least 1.") }
        if let from, let to, to.value <= from.value { throw ValidationError("--to takes a time after --from.") }
    }

    /// The choice that the options make: the trace, and the part of it.
    func choice() throws -> TraceChoice {
        var choice = try TraceChoice(source, settings: try settings.map { try ConfigOverrides.Setting(argument: $0) })
        if let from { choice.selection.start = from.value }
        if let to { choice.selection.end = to.value }
        if let limit { choice.selection.limit = limit }
        guard choice.selection.passes != nil || choice.selection.limit != nil else {
            throw ValidationError("loop=true never ends here: give a number of passes, such as loop=3, or --limit.")
        }
        return choice
    }

    /// Opens a reader of a choice.
    func open(_ choice: TraceChoice) throws -> SelectedJobs {
        try SelectedJobs(choice.source, choice.selection)
    }

    private static func source(_ text: String) throws -> TraceSource {
        let formats = TraceFormat.allCases.map(\.rawValue).joined(separator: ", ")
        guard let colon = text.firstIndex(of: ":"), let format = TraceFormat(rawValue: String(text[..<colon]))
        else {
            throw ValidationError("'\(text)' is not FORMAT:PATH, where FORMAT is one of \(formats).")
        }
        let path = String(text[text.index(after: colon)...])
        guard !path.isEmpty else { throw ValidationError("'\(text)' names no file or folder after the colon.") }
        return TraceSource(format, path)
    }
}

/// A time with its unit, as in configs: `2h`.
struct TraceTime: ExpressibleByArgument {
    /// Nanoseconds since the beginning of the trace.
    let value: Int64

    init?(argument: String) {
        guard let value = Int64(withUnit: argument) else { return nil }
        self.value = value
    }
}

/// The command `cellbench trace inspect SPEC`.
struct InspectTraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Say what is in a trace: counts, quantiles by workload, what was passed over."
    )

    @OptionGroup var trace: TraceOptions

    @Option(
        help: ArgumentHelp("Hold the peak against the cell of this config.", valueName: "config"))
    var cell: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let report = try Failure.report {
            let machines = try cell.map { try Experiment.cell(ofConfig: $0) } ?? []
            let choice = try trace.choice()
            return TraceReport(trace.source, try TraceSummary(of: choice.source, choice.selection, on: machines))
        }
        try Terminal.answer(json ? try report.jsonText() : report.text())
    }
}

/// The command `cellbench trace fit SPEC`.
struct FitTraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Print workloads for a config, distributed as those of a trace.")

    @OptionGroup var trace: TraceOptions

    func run() throws {
        let text = try Failure.report {
            let choice = try trace.choice()
            return try TraceFitText(trace.source, try TraceSummary(of: choice.source, choice.selection)).text()
        }
        try Terminal.answer(text)
    }
}

/// The command `cellbench trace convert SPEC FILE`.
struct ConvertTraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write the jobs of a trace as a job list in CSV.")

    @OptionGroup var trace: TraceOptions

    @Argument(help: ArgumentHelp("The job list to write.", valueName: "file"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "Where to write the jobs that ran already when the trace began (default: nowhere).", valueName: "file"))
    var initialJobs: String?

    @OptionGroup var replacement: ReplacementOptions

    func validate() throws {
        if output.isEmpty { throw ValidationError("the job list to write must be named.") }
        if initialJobs?.isEmpty == true { throw ValidationError("--initial-jobs must name a file.") }
    }

    func run() throws {
        let conversion = try Failure.report {
            let choice = try trace.choice()
            let files = TraceConversion.outputs(output, initialJobs: initialJobs)
            try OutputFile.check(files, apartFrom: InputFiles(choice.source), replacingOthers: replacement.force)
            let conversion = try TraceConversion(of: try trace.open(choice))
            try conversion.write(to: files, replacingOthers: replacement.force)
            return conversion
        }
        for line in conversion.notes(output, initialJobs: initialJobs) { Terminal.note(line) }
    }
}
