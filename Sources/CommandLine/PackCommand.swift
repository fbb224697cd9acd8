import ArgumentParser
internal import CellbenchAnalysis
internal import CellbenchConfig
import CellbenchExperiments
internal import CellbenchFiles
internal import CellbenchResults

/// The command `cellbench pack CONFIG`.
struct PackCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Fill a cell with a config's tasks under several placement policies, without time.",
        discussion: """
            Tasks arrive one after another; each is placed for good, or dropped for good. docs/packing.md says what is \
            measured. Ctrl-C writes nothing.
            """)

    @OptionGroup var config: ConfigOptions

    @Option(help: ArgumentHelp("Where to write packing.json (default: Results/<name>-packing).", valueName: "dir"))
    var output: String?

    @Option(name: .long, help: "How many cells to fill at once (default: all cores).")
    var jobs: Int?

    @OptionGroup var replacement: ReplacementOptions

    @Flag(help: "Print neither the table nor progress.")
    var quiet = false

    func validate() throws {
        if let output, output.isEmpty { throw ValidationError("--output must name a directory.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run(with components: Components) throws {
        let signals = StopSignals()
        let experiment = try Failure.report { try config.loadPacking(components) }
        let directory = ResultsDirectory(path: output ?? "Results/\(experiment.name)-packing")
        let run = PackingRun(experiment)
        let lock = try Failure.report {
            try directory.prepareForPacking(
                experiment.resolvedConfig, apartFrom: experiment.inputs, replacingOthers: replacement.force)
            let lock = try FolderLock(directory.path)
            directory.recoverPacking()
            return lock
        }
        let workers = Workers.count(jobs, atMost: experiment.mostCellsAtOnce, of: run.costs.count, called: "cell")
        signals.awaitRun()
        let line = quiet ? nil : Terminal.progress(costs: run.costs, of: "packings")
        let progress = line?.progress
        let packed = try Failure.report {
            defer { line?.clear() }
            return try run.run(workers: workers, stop: signals.flag) { progress?.pointDone($0) }
        }
        guard let packed, signals.received == nil else {
            Terminal.note("stopped: nothing is written")
            throw ExitCode(128 + (signals.received ?? 2))
        }
        try Failure.report {
            try withExtendedLifetime(lock) {
                try directory.write(
                    packed, config: experiment.resolvedConfig, apartFrom: experiment.inputs,
                    replacingOthers: replacement.force)
            }
        }
        signals.runEnded()
        guard !quiet else { return }
        Terminal.note("packing in \(directory.packingFile)")
        try Terminal.answer(packed.table(style: Terminal.style))
    }
}
