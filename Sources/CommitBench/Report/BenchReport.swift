internal import CellbenchFiles
public import CellbenchResults
internal import CellbenchSimulator

/// The text of a bench's figures: tables, costs, failures and a legend.
public struct BenchReport {
    private let file: BenchFile
    private let clockCost: Double

    /// A report of `file`, measured with a clock whose reading takes `clockCost` nanoseconds.
    public init(_ file: BenchFile, clockCost: Double) {
        self.file = file
        self.clockCost = clockCost
    }

    /// The text, for a terminal of `width` columns.
    public func text(width: Int = 120) -> String {
        [batchTable(width), threadTable(width), costs(), failures(), legend()]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var batches: [Benchmark] { file.benchmarks.filter { $0.metrics["timePerTransaction"] != nil } }
    private var threads: [Benchmark] { file.benchmarks.filter { $0.metrics["throughput"] != nil } }

    private func batchTable(_ width: Int) -> String {
        guard !batches.isEmpty else { return "" }
        let headings = ["transaction", "± ", "claim", "p50", "p99", "p99.9", "max", "alloc", "n"]
        let rows = batches.map { benchmark -> [String] in
            let samples = benchmark.samples("timePerTransaction")
            let time = samples.median()
            let claims = benchmark.number("claims") ?? 1
            return [benchmark.name, text(benchmark.number("machines")), text(claims)]
                + [
                    FigureText.nanoseconds(time), FigureText.spread(samples),
                    FigureText.nanoseconds(time.map { $0 / claims }),
                ] + latencies(benchmark) + [FigureFormat.count(benchmark.value("allocationsPerTransaction"))]
                + ["\(samples.count)"]
        }
        return grid(["one thread", "machines", "claims"], headings, rows, width)
    }

    private func threadTable(_ width: Int) -> String {
        guard !threads.isEmpty else { return "" }
        let headings = [
            "a second", "± ", "× 1", "p50", "p99", "p99.9", "max", "real", "spurious", "wasted", "alloc", "n",
        ]
        let rows = threads.map { benchmark -> [String] in
            let samples = benchmark.samples("throughput")
            let conflicts = benchmark.figures("conflictFraction")
            return [benchmark.name, text(benchmark.number("threads"))]
                + [FigureText.rate(samples.median()), FigureText.spread(samples), speedup(benchmark)]
                + latencies(benchmark)
                + [
                    FigureFormat.share(conflicts["real"] ?? nil), FigureFormat.share(conflicts["spurious"] ?? nil),
                    FigureFormat.share(benchmark.figures("wastedPlacements")["value"] ?? nil),
                    FigureFormat.count(benchmark.value("allocationsPerTransaction")), "\(samples.count)",
                ]
        }
        return grid(["on threads", "threads"], headings, rows, width)
    }

    /// Throughput as a multiple of that of one thread.
    private func speedup(_ benchmark: Benchmark) -> String {
        let one = threads.first {
            $0.name == benchmark.name && $0.number("threads") == 1
                && $0.number("claims") == benchmark.number("claims")
                && $0.number("machines") == benchmark.number("machines")
        }
        guard let base = one?.samples("throughput").median(), base > 0,
            let rate = benchmark.samples("throughput").median()
        else { return FigureFormat.missing }
        return FigureText.ratio(rate / base)
    }

    private func latencies(_ benchmark: Benchmark) -> [String] {
        let latency = benchmark.figures("latency")
        return ["p50", "p99", "p999", "max"].map { FigureText.nanoseconds(latency[$0] ?? nil) }
    }

    private func grid(_ stub: [String], _ headings: [String], _ rows: [[String]], _ width: Int) -> String {
        TextGrid(
            stub: .init(
                heading: "",
                columns: stub.enumerated().map { .init(heading: $0.element, isNumeric: $0.offset > 0) }),
            groups: [.init(heading: "", columns: headings.map { .init(heading: $0) })], sections: [rows]
        ).rendered(width: max(width, 1)).joined(separator: "\n")
    }

    private func costs() -> String {
        let machines = 10_000.0
        let costs = file.commitCosts(machines: machines).filter { $0.name.hasPrefix("commit/") }
        guard !costs.isEmpty else { return "" }
        let rows = costs.map { name, cost in
            [
                name, FigureText.nanoseconds(cost.transaction), FigureText.nanoseconds(cost.claim),
                // The bench of shared state times the commit alone, as a simulated scheduler places while it decides.
                name.hasPrefix("commit/shared-state/")
                    ? "commit: { transaction: \(configured(cost.transaction)), claim: \(configured(cost.claim)) }"
                    : "(with the placing)",
            ]
        }
        return TextGrid(
            stub: .init(heading: "", columns: [.init(heading: "on \(Int(machines)) machines", isNumeric: false)]),
            groups: [
                .init(
                    heading: "",
                    columns: [
                        .init(heading: "a transaction"), .init(heading: "a claim"),
                        .init(heading: "for a config, under decisionTime", isNumeric: false),
                    ])
            ], sections: [rows]
        ).rendered(width: 120).joined(separator: "\n") + yardstick()
    }

    /// A line that compares the Swift commit path with the loop in C.
    private func yardstick() -> String {
        let pairs = file.benchmarks.compactMap { reference -> String? in
            guard reference.name.hasPrefix("reference/"),
                let commit = batches.first(where: {
                    $0.name == "commit/shared-state/fine/incremental" && $0.parameters == reference.parameters
                }), let ours = commit.samples("timePerTransaction").median(),
                let loop = reference.samples("timePerTransaction").median(), loop > 0
            else { return nil }
            return "\(FigureText.ratio(ours / loop)) for \(text(reference.number("claims")))"
        }
        guard !pairs.isEmpty else { return "" }
        return "fine/incremental takes times the C loop of the same checks: " + pairs.joined(separator: ", ")
            + " claims\n"
    }

    private func failures() -> String {
        file.benchmarks.compactMap { benchmark in
            benchmark.failure.map { "\(benchmark.label): \($0)".printable + "\n" }
        }.joined()
    }

    private func legend() -> String {
        var lines: [String] = []
        let single = batches.contains { $0.note("latency")?.hasPrefix("single") == true }
        if !batches.isEmpty {
            lines.append("transaction, claim: median over n processes of the median over batches; ±: half the range;")
        }
        if !threads.isEmpty {
            lines.append(
                "a second: transactions that took effect; × 1: against one thread; real, spurious: transactions in")
            lines.append(
                "conflict, as no room was left or only a version had moved, per successful one; wasted: placements in vain;"
            )
            if let transfer { lines.append(transfer) }
        }
        lines.append(
            "p50 … max: of means over batches of 50us or more on threads and where a transaction takes less than 1us, else of"
        )
        lines.append(
            "single ones (\(single ? "the file says which" : "here all of them batches")); alloc: allocations a transaction."
        )
        lines.append("Reading the clock takes \(FigureText.nanoseconds(clockCost)).")
        if !file.complete { lines.append("Stopped early: not every process was run.") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line about transfers of cache lines, which depend on where the system puts the threads.
    private var transfer: String? {
        let figures = threads.map { $0.figures("cacheLineTransfer") }
        guard let least = figures.compactMap({ $0["min"] ?? nil }).min(),
            let most = figures.compactMap({ $0["max"] ?? nil }).max()
        else { return nil }
        return
            "A cache line took \(FigureText.nanoseconds(least)) to \(FigureText.nanoseconds(most)) from one thread's "
            + "processor to another's."
    }

    /// A time for a config, in whole nanoseconds; a time above 0 is at least 1 ns.
    private func configured(_ nanoseconds: Double) -> String {
        nanoseconds > 0 ? "\(max(1, Int(nanoseconds.rounded())))ns" : "0ns"
    }

    private func text(_ number: Double?) -> String { number.map { "\(Int($0))" } ?? FigureFormat.missing }
}

extension Benchmark {
    fileprivate func number(_ name: String) -> Double? {
        if case .number(let value) = parameters[name] { value } else { nil }
    }

    fileprivate func samples(_ name: String) -> [Double] {
        if case .timed(_, _, let samples) = metrics[name] { samples } else { [] }
    }

    fileprivate func value(_ name: String) -> Double? {
        if case .exact(_, _, let value) = metrics[name] { value } else { nil }
    }

    fileprivate func figures(_ name: String) -> [String: Double?] {
        if case .info(_, let figures, _) = metrics[name] { figures } else { [:] }
    }

    fileprivate func note(_ name: String) -> String? {
        if case .info(_, _, let note) = metrics[name] { note } else { nil }
    }
}
