import ArgumentParser
import Experiments

/// `cellbench run CONFIG`.
struct RunCommand: ParsableCommand {
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

    @Flag(help: "List the points and simulate nothing.")
    var dryRun = false

    @Flag(help: "Print neither the table nor progress.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run() throws {
        let signals = StopSignals()
        let experiment = try Failure.report { try config.load() }
        if dryRun {
            print(experiment.pointListing(), terminator: "")
            return
        }
        let directory = ResultsDirectory(path: output ?? "Results/\(experiment.name)")
        let runner = Runner(workers: jobs ?? Terminal.cores, stop: signals.flag)
        let progress = quiet ? nil : Terminal.progress(over: experiment.points)
        let run = try Failure.report {
            defer { if progress != nil { Terminal.clearLine() } }
            return try ExperimentRun(experiment, into: directory, with: runner) { progress?.pointDone($0) }
        }
        if !quiet, run.pointsDone > 0 {
            print(Comparison(run.results).table(), terminator: "")
            Terminal.note("results in \(directory.path)")
        }
        if let signal = signals.received {
            Terminal.note("stopped: \(run.pointsDone) of \(run.pointsPlanned) points finished and kept")
            throw ExitCode(128 + signal)
        }
        if run.pointsFailed > 0 {
            Terminal.note("\(run.pointsFailed) of \(run.pointsPlanned) points failed; results.json says why")
            throw ExitCode(1)
        }
    }
}
