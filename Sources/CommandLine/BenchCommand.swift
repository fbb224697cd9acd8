import ArgumentParser
import CellbenchCommitBench
import CellbenchExperiments
internal import CellbenchResults

/// The command `cellbench bench`.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Time the real commit path, on real threads, under jemalloc.",
        discussion: """
            Every benchmark is run in several processes, each of which gives one sample; allocations are counted \
            exactly. Compare two bench files, of one machine, with 'cellbench compare'. Ctrl-C keeps what is finished.
            """)

    @Option(help: ArgumentHelp("Where to write the figures (default: Results/bench.json).", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "How many schedulers run at once, such as 1,2,4 (default: 1,2,4,8, with --quick 1,2).", valueName: "list"),
        transform: BenchCommand.threadList)
    var threads: [Int]?

    @Flag(help: "Be done within a minute: one size of cell, shorter runs.")
    var quick = false

    @Flag(help: "Count only: allocations and claims, which are the same on any machine; time nothing.")
    var counts = false

    @Option(help: "How many processes to run for each benchmark (default: 10, with --counts 1).")
    var samples: Int?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Run only the benchmarks whose name contains this, or, with an '=' in it, whose line in --list does; repeatable.",
            valueName: "text"))
    var filter: [String] = []

    @Option(help: ArgumentHelp("The share of the cell's CPU that is held.", valueName: "share"))
    var utilization = 0.6

    @OptionGroup var replacement: ReplacementOptions

    @Flag(help: "List the benchmarks and run none.")
    var list = false

    @Flag(help: "Print neither the tables nor progress.")
    var quiet = false

    @Option(help: .hidden)
    var scenario: String?

    @Option(help: .hidden)
    var program: String?

    func validate() throws {
        if let output, output.isEmpty { throw ValidationError("--output must name a file.") }
        if let samples, !(1...10_000).contains(samples) {
            throw ValidationError("--samples must be between 1 and 10000.")
        }
        if !(0.2...0.9).contains(utilization) { throw ValidationError("--utilization must be between 0.2 and 0.9.") }
    }

    func run() throws {
        let all = BenchScenario.all(quick: quick, threads: threads, utilization: utilization)
        if let scenario {
            try measure(scenario, among: all)
            return
        }
        let wanted = all.filter { scenario in filter.isEmpty || filter.contains { scenario.matches($0) } }
        guard !wanted.isEmpty else {
            throw ValidationError("no benchmark contains \(filter.joined(separator: " or ")); --list prints them.")
        }
        if list {
            try Terminal.answer(wanted.map { $0.id + "\n" }.joined())
            return
        }
        let output = OutputFile(path: output ?? "Results/bench.json", .bench)
        try Failure.report {
            try OutputFile.check([output], apartFrom: InputFiles(), replacingOthers: replacement.force)
            if let problem = BenchRun.selfTest() { throw problem }
        }
        let samples = samples ?? (counts ? 1 : 10)
        let signals = StopSignals()
        signals.awaitRun()
        let line =
            quiet ? nil : Terminal.progress(costs: Array(repeating: 1, count: wanted.count * samples), of: "processes")
        if !quiet && !counts && BenchRun.isDebugBuild {
            Terminal.note("note: this is a debug build, whose times and allocations mean little")
        }
        let bench = BenchRun(wanted, samples: samples, command: command)
        let progress = line?.progress
        var file = bench.run(stop: signals.flag) { progress?.pointDone($0) }
        line?.clear()
        if counts { file.keepCounts() }
        try finish(file, output, stoppedBy: signals.received)
    }

    /// Writes the file, prints notes and the report, and ends with the exit status.
    private func finish(_ file: BenchFile, _ output: OutputFile, stoppedBy signal: Int32?) throws {
        if !file.benchmarks.isEmpty {
            try Failure.report { try output.write(file.jsonText(), replacingOthers: replacement.force) }
            if !quiet { Terminal.note("figures in \(output.path)") }
        }
        let failed = file.benchmarks.filter { $0.failure != nil }
        for benchmark in failed { Terminal.note("\(benchmark.label): error: \(benchmark.failure ?? "")") }
        var status: Int32 = failed.isEmpty ? 0 : 1
        if let signal, !file.complete {
            Terminal.note("stopped: what is finished is kept")
            status = 128 + signal
        }
        if !quiet, !counts, !file.benchmarks.isEmpty {
            let answered = Result { try Terminal.answer(BenchReport(file, clockCost: BenchRun.clockCost()).text()) }
            if status == 0 { try answered.get() }
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// The program and arguments that run one scenario in a process of its own; the scenario's id follows.
    private var command: [String] {
        var arguments = [program ?? BenchRun.thisProgram, "bench", "--utilization", "\(utilization)"]
        if quick { arguments.append("--quick") }
        if counts { arguments.append("--counts") }
        if let threads { arguments += ["--threads", threads.map(String.init).joined(separator: ",")] }
        return arguments + ["--scenario"]
    }

    private func measure(_ id: String, among all: [BenchScenario]) throws {
        guard let scenario = all.first(where: { $0.id == id }) else {
            throw ValidationError("no benchmark is called \(id).")
        }
        let text = try Failure.report {
            try BenchRun.runOne(scenario, extent: counts ? .counts : quick ? .quick : .whole).jsonText()
        }
        try Terminal.answer(text)
    }

    private static func threadList(_ text: String) throws -> [Int] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let counts = numbers.compactMap { $0 }.filter { (1...256).contains($0) }
        guard counts.count == numbers.count, Set(counts).count == counts.count else {
            throw ValidationError("--threads takes numbers from 1 to 256, each once, such as 1,2,4.")
        }
        return counts
    }
}
