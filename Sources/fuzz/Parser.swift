internal import CellbenchAnalysis
internal import CellbenchConfig
internal import CellbenchExperiments
internal import CellbenchResults
import CellbenchTraces

/// A reader of files that come from elsewhere, for one file in a folder of its own.
struct Parser: Sendable {
    /// Name of the parser, and of its folder of seeds.
    let name: String
    /// Name of the file.
    var file = "input"
    /// Reads the file; any error is a good answer.
    let read: @Sendable (_ path: String) throws -> Void

    /// All parsers.
    static let all: [Parser] =
        [
            Parser(name: "config", file: "input.yaml") { _ = try Experiment.load(file: $0).summary() },
            Parser(name: "claims", file: "input.yaml") { _ = try ClaimsFile(contentsOf: $0) },
            Parser(name: "results", file: "results.json") { path in
                let results = try ResultsFile(contentsOf: path)
                let comparison = Comparison(results)
                _ = comparison.table()
                if let first = comparison.architectures.first { _ = try comparison.differenceTable(against: first) }
                _ = try Report(contentsOf: path).html()
            },
            Parser(name: "verdict", file: "results.json") { path in
                _ = try Verdict(base: path, new: path, settings: VerdictSettings(isStrict: false)).table()
            },
            Parser(name: "journal", file: "points.journal") { path in
                let experiment = try Experiment.load(text: Self.tiny, named: "tiny.yaml")
                _ = try ExperimentRun(
                    experiment, into: ResultsDirectory(path: Self.folder(of: path, levels: 1)),
                    with: Runner(workers: 1),
                    isResuming: true)
            },
            Parser(name: "machines-google2011", file: "machine_events/part-00000-of-00001.csv") { path in
                try Self.load("cell: { from: { google2011: \(Self.folder(of: path)) } }")
            },
            Parser(name: "machines-alibaba", file: "nodes.csv") { path in
                try Self.load("cell: { from: { alibaba-gpu-2023: \(path) } }")
            },
        ]
        + TraceFormat.allCases.map { format in
            Parser(name: format.rawValue, file: format == .google2011 ? "task_events/part-00000-of-00001.csv" : "input")
            { path in
                var source = TraceSource(format, format == .google2011 ? Self.folder(of: path) : path)
                _ = try TraceSummary(of: source.open())
                source.onBadRow = .skip
                _ = try TraceSummary(of: source.open())
            }
        }
        + ["interarrival", "tasks", "runtime"].map { quantity in
            Parser(name: "published-\(quantity)", file: "input.log") { path in
                let files = ["interarrival", "tasks", "runtime"].map { other in
                    "\(other): \(other == quantity ? path : "Tests/Corpus/published-\(other)/a")"
                }
                let all = (files + ["requests: Tests/Corpus/published-simulator/a"]).joined(separator: ", ")
                try Self.load(
                    "workloads: { from: { published-simulator: { \(all) } } }")
            }
        }

    /// The folder `levels` levels above a file.
    private static func folder(of path: String, levels: Int = 2) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast(levels).joined(separator: "/")
    }

    /// A config of one point that is simulated at once.
    private static let tiny = config(besides: "")

    private static let workload = "{ interarrival: 10s, tasks: 1, duration: 1s, cpu: 1, memory: 1GiB }"

    /// The tiny config, with some of its settings replaced.
    private static func config(besides given: String) -> String {
        let defaults = [
            "cell: { machines: [ { class: m, count: 2, cpu: 4, memory: 16GiB } ] }",
            "workloads: { batch: \(workload), service: \(workload) }",
        ].filter { line in !given.hasPrefix(line.prefix { $0 != " " }) }
        return
            (["name: tiny", "horizon: 100s", "architectures: [ { kind: shared-state } ]", given] + defaults
            + ["decisionTime: { batch: { job: 100ms, task: 1ms }, service: { job: 100ms, task: 1ms } }"])
            .joined(separator: "\n") + "\n"
    }

    private static func load(_ given: String) throws {
        _ = try Experiment.load(text: config(besides: given), named: "tiny.yaml")
    }
}
