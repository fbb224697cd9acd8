import ArgumentParser
internal import CellbenchAnalysis
internal import CellbenchConfig
import CellbenchExperiments
internal import CellbenchResults

/// The command `cellbench run CONFIG`.
struct RunCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Simulate a config's points in parallel, write the results and print them head to head.",
        discussion: """
            A point is an architecture, a value for each swept path and a replication. Ctrl-C keeps the points that \
            are finished.
            """)

    @OptionGroup var config: ConfigOptions

    @Option(help: ArgumentHelp("Where to write the results (default: Results/<name>).", valueName: "dir"))
    var output: String?

    @Option(name: .long, help: "How many points to simulate at once (default: all cores).")
    var jobs: Int?

    @Flag(help: "Keep the points that an earlier run of the same config finished in the same place.")
    var resume = false

    @Option(
        help: ArgumentHelp("Write which task ran on which machine when to this file, as CSV.", valueName: "file"))
    var claims: String?

    @OptionGroup var replacement: ReplacementOptions

    @Flag(help: "List the points and simulate nothing.")
    var dryRun = false

    @Flag(help: "Print neither the table nor progress.")
    var quiet = false

    func validate() throws {
        if let output, output.isEmpty { throw ValidationError("--output must name a directory.") }
        if let claims, claims.isEmpty { throw ValidationError("--claims must name a file.") }
        if claims != nil, resume {
            throw ValidationError("--claims goes without --resume: points of an earlier run have left no claims.")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run(with components: Components) throws {
        let signals = StopSignals()
        // Reading the config may take long, with a large job list.
        let experiment = try Failure.report { try config.load(components) }
        if dryRun {
            try Terminal.answer(experiment.pointListing())
            return
        }
        let directory = ResultsDirectory(path: output ?? "Results/\(experiment.name)")
        let workers = Workers.count(
            jobs, atMost: experiment.mostPointsAtOnce, of: experiment.points.count, called: "point")
        let runner = Runner(workers: workers, stop: signals.flag)
        signals.awaitRun {
            Terminal.note("stopped: what is finished is in the journal in \(directory.path); --resume takes it up")
        }
        let line = quiet ? nil : Terminal.progress(over: experiment)
        let progress = line?.progress
        let run = try Failure.report {
            defer { line?.clear() }
            return try ExperimentRun(
                experiment, into: directory, with: runner, isResuming: resume,
                writingTasks: claims.map { OutputFile(path: $0, .tasks) }, replacingOthers: replacement.force,
                onFinish: { progress?.pointDone($0) }, onTable: { awaitTable($0, signals, directory) })
        }
        signals.runEnded()
        // Notes and exit status come before the answer, so that an answer that cannot be written hides nothing.
        var status: Int32 = 0
        let hasAnswer = !quiet && run.pointsDone > 0
        if resume, !quiet || run.hasEarlier && run.pointsKept == 0 {
            let why = run.hasEarlier && run.pointsKept == 0 ? ", which was of another config, seed or version" : ""
            Terminal.note("\(run.pointsKept) points kept of an earlier run\(why)")
        }
        if run.pointsKept > 0, let earlier = run.earlierRevision, let now = RunEnvironment.current().gitRevision,
            earlier != now
        {
            Terminal.note("note: they were simulated by revision \(earlier.prefix(12)), this is \(now.prefix(12))")
        }
        for note in run.notes { Terminal.note(note) }
        if hasAnswer, run.isWritten { Terminal.note("results in \(directory.path)") }
        tellOfClaims(run, hasAnswer)
        if let signal = signals.received, run.pointsDone < run.pointsPlanned {
            let place =
                run.isWritten ? "" : ", in the journal beside the results that are there: --resume takes them up"
            Terminal.note("stopped: \(run.pointsDone) of \(run.pointsPlanned) points finished and kept\(place)")
            status = 128 + signal
        } else if run.pointsFailed > 0 {
            Terminal.note("\(run.pointsFailed) of \(run.pointsPlanned) points failed; results.json says why")
            status = 1
        } else if claims != nil, !run.hasTasks {
            status = signals.received.map { 128 + $0 } ?? 1
        }
        if hasAnswer {
            let answered = Result {
                try Terminal.answer(Comparison(run.results, without: run.pointsNotHeld).table(style: Terminal.style))
            }
            if status == 0 { try answered.get() }
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// Has signals cut the writing of the claims short.
    private func awaitTable(_ table: TableUnderWay, _ signals: StopSignals, _ directory: ResultsDirectory) {
        signals.awaitRun { [claims] in
            let lost = table.remove() ? ", and no claims in \(claims ?? "")" : ""
            Terminal.note("stopped: results in \(directory.path)\(lost)")
        }
    }

    private func tellOfClaims(_ run: ExperimentRun, _ hasAnswer: Bool) {
        guard let claims else { return }
        if !run.hasTasks {
            Terminal.note("no claims in \(claims): a run that is stopped writes none")
        } else if hasAnswer {
            Terminal.note("claims in \(claims)")
        }
    }
}
