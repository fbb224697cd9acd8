import CellbenchSimulator
import CellbenchTraces
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

/// A folder with the files that the published simulator draws from, of one cluster and two workloads.
struct PublishedFolder: ~Copyable {
    static let interarrival = "c p 0 10\nc p 0 30\nc p 1 100\n"
    static let tasks = "c p 0 2\nc p 0 4\nc p 1 5\n"
    static let runtime = "c p 0 60\nc p 0 120\nc p 1 1000\n"
    /// Production jobs of scheduling class 3 and 1, one of neither, and one that asks for no cpu.
    static let state = """
        11 0 7 1 3 4 2.0 4294967296
        11 0 8 1 1 2 2.0 4294967296
        11 0 9 0 0 1 0.25 1073741824
        11 0 10 0 0 1 0 1073741824

        """
    static let paths = "interarrival: interarrival.log, tasks: tasks.log, runtime: runtime.log, requests: state.log"

    private let folder: TemporaryFolder

    init() throws {
        let made = try TemporaryFolder()
        let files = [
            "interarrival": Self.interarrival, "tasks": Self.tasks, "runtime": Self.runtime, "state": Self.state,
        ]
        for (name, text) in files { _ = try made.write("\(name).log", text.utf8) }
        folder = made
    }

    /// Path of the folder.
    var path: String { folder.path }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try folder.write(name, text.utf8) }

    /// A config with `files` under `published-simulator`, and further settings beside.
    func config(_ files: String = paths, beside: String = "", cell: String = "", tail: String = "") -> String {
        """
        name: published
        horizon: 2h
        cell: { machines: [{ class: m, count: 30, cpu: 8, memory: 16 }]\(cell) }
        workloads: { from: { published-simulator: { \(files) }\(beside) } }
        architectures: [{ kind: shared-state }]
        \(tail)

        """
    }

    func load(_ text: String, _ settings: [(String, String)] = []) throws -> Experiment {
        let overrides = ConfigOverrides(settings: settings.map { .init(path: $0, value: $1) })
        return try Experiment.load(file: try write("config.yaml", text), overrides: overrides)
    }
}

extension Experiment {
    /// The drawn workloads of each point.
    fileprivate var drawn: [[GeneratedWorkload]] {
        points.map {
            if case .generated(let workloads) = $0.scenario.workloads { workloads } else { [] }
        }
    }
}

@Suite("Workloads that are drawn from the published simulator's files")
struct ConfigPublishedTests {
    private func between(_ a: Double, _ b: Double) -> Distribution {
        Distribution(.quantiles([.init(probability: 0, value: a), .init(probability: 1, value: b)]))
    }

    @Test("each quantity is drawn from its file, and what tasks ask for from the jobs that run")
    func drawn() throws {
        let folder = try PublishedFolder()
        let experiment = try folder.load(folder.config())
        let workloads = try #require(experiment.drawn.first)
        #expect(
            workloads == [
                GeneratedWorkload(
                    name: "batch", interarrival: between(10, 30), tasks: between(1.5, 3.5), duration: between(60, 120),
                    cpu: between(0.25, 1), memory: between(1, 2)),
                GeneratedWorkload(
                    name: "service", interarrival: Distribution(.constant(100)), tasks: Distribution(.constant(5)),
                    duration: Distribution(.constant(1000)), cpu: Distribution(.constant(0.5)),
                    memory: Distribution(.constant(1))),
            ])
        let figures = try simulate(experiment.points[0].scenario)
        #expect(figures.workloads.allSatisfy { $0.jobsFullyScheduled > 50 })
    }

    @Test("the results say what was taken from each file, and what was not")
    func uses() throws {
        let folder = try PublishedFolder()
        try folder.write("tasks.log", PublishedFolder.tasks + "d p 0 1\nc q 0 1\nc p 0 x\n")
        let experiment = try folder.load(
            folder.config(PublishedFolder.paths + ", cluster: c, policy: p", beside: ", onBadRow: skip"))
        let uses = experiment.traces
        #expect(uses.map(\.quantity) == ["interarrival", "tasks", "runtime", "requests"])
        #expect(uses.map(\.path) == ["interarrival.log", "tasks.log", "runtime.log", "state.log"])
        #expect(uses.map(\.rows) == [3, 6, 3, 4])
        #expect(uses.map(\.rowsSkipped) == [0, 3, 0, 1])
        #expect(uses[1].settings == "{cluster: \"c\", policy: \"p\", onBadRow: skip}")
        #expect(uses[1].skipped.mapValues(\.rows) == ["another cluster or policy": 2, "not a number": 1])
        #expect(uses[3].skipped.mapValues(\.jobs) == ["no cpu requested": 1])
        #expect(uses[3].settings == "{onBadRow: skip}")
        let results = ResultsFile(experiment, points: [])
        #expect(try ResultsFile(json: Array(results.jsonText().utf8), file: "").traces == uses)
    }

    @Test("the split decides whose requests are drawn, and which jobs of the state are of which workload")
    func split() throws {
        let folder = try PublishedFolder()
        let omega = ", initialJobs: { published-simulator: state.log }"
        let priority = ", initialJobs: { published-simulator: state.log, split: priority }"
        let first = try folder.load(folder.config(cell: omega))
        let second = try folder.load(folder.config(beside: ", split: priority", cell: priority))
        #expect(first.drawn[0].map(\.cpu) == [between(0.25, 1), Distribution(.constant(0.5))])
        #expect(second.drawn[0].map(\.cpu) == [Distribution(.constant(0.25)), between(0.5, 1)])
        func service(_ experiment: Experiment) -> [UInt64]? {
            experiment.points[0].scenario.initial.jobs?.jobs.filter { $0.workload == 1 }.map(\.id)
        }
        #expect(service(first) == [7])
        #expect(service(second) == [7, 8])
        let swept = try folder.load(
            folder.config(tail: "sweep: { workloads.from.split: [omega, priority] }"))
        #expect(swept.drawn == first.drawn + second.drawn)
        // The trace is used once for each split, the other files once.
        #expect(swept.traces.map(\.quantity) == ["interarrival", "tasks", "runtime", "requests", "requests"])
    }

    @Test(
        "the config as run is the same experiment",
        arguments: [
            ("", "", "", ""), (", cluster: c", ", onBadRow: skip, split: priority, endTimes: s", "", ""),
            (", policy: p", "", ", initialUtilization: 0.3", "sweep: { workloads.load: [0.5, 1, 2] }"),
            ("", "", ", initialJobs: { published-simulator: state.log, split: priority }", ""),
            ("", "", "", "sweep: { workloads.from.split: [omega, priority] }"),
            (", cluster: c", "", "", "sweep: { workloads.from.published-simulator.cluster: [c] }"),
        ])
    func fixedPoint(files: String, beside: String, cell: String, tail: String) throws {
        let folder = try PublishedFolder()
        let text = folder.config(PublishedFolder.paths + files, beside: beside, cell: cell, tail: tail)
        let experiment = try folder.load(text)
        let again = try folder.load(experiment.resolvedConfig)
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(again.traces == experiment.traces)
        let loaded = try folder.load(text, [("workloads.load", "1.3")])
        #expect(isSame(loaded, try folder.load(loaded.resolvedConfig)))
        #expect(!isSame(loaded, experiment) || tail.contains("load"))
    }

    @Test("a sweep of load has jobs arrive as often as it says, and reads each file once")
    func load() throws {
        let folder = try PublishedFolder()
        let experiment = try folder.load(folder.config(tail: "sweep: { workloads.load: [1, 4] }"))
        #expect(
            experiment.drawn.map { $0.map(\.interarrival) } == [
                [between(10, 30), Distribution(.constant(100))], [between(2.5, 7.5), Distribution(.constant(25))],
            ])
        #expect(experiment.drawn[0].map(\.tasks) == experiment.drawn[1].map(\.tasks))
        #expect(experiment.traces.map(\.quantity) == ["interarrival", "tasks", "runtime", "requests"])
        #expect(experiment.resolvedConfig.components(separatedBy: "sha256:").count == 5)
    }

    @Test("running jobs can be drawn as well, to fill the cell")
    func utilization() throws {
        let folder = try PublishedFolder()
        let experiment = try folder.load(folder.config(cell: ", initialUtilization: 0.5"))
        #expect(experiment.points[0].scenario.initial.utilization == 0.5)
        #expect(try simulate(experiment.points[0].scenario).cell.initialTasks > 50)
    }

    @Test(
        "the digest of the config as run is one of what the files hold",
        arguments: ["interarrival.log", "tasks.log", "runtime.log", "state.log"])
    func digests(name: String) throws {
        let folder = try PublishedFolder()
        let before = try folder.load(folder.config()).resolvedConfig
        let old = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        #expect(before.contains("# \(name): sha256:\(SHA256.hexDigest(of: old.utf8))\n"))
        try folder.write(name, old + "\n")
        let after = try folder.load(folder.config()).resolvedConfig
        #expect(after != before)
        #expect(after.contains("# \(name): sha256:\(SHA256.hexDigest(of: (old + "\n").utf8))\n"))
    }

    @Test("a file may be set from the command line, and have several clusters and policies")
    func choice() throws {
        let folder = try PublishedFolder()
        let other = try folder.write("other.log", "c p 0 1\nc p 1 1\nd p 0 2\nd q 0 3\n")
        let set = [("workloads.from.published-simulator.interarrival", other)]
        let files = PublishedFolder.paths + ", cluster: c"
        #expect(try folder.load(folder.config(files), set).drawn[0][0].interarrival == Distribution(.constant(1)))
        func error(_ more: String) -> String {
            do {
                _ = try folder.load(folder.config(PublishedFolder.paths + more), set)
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            error("").hasSuffix(
                "workloads.from.published-simulator: values of 2 clusters; accepted: with cluster, one of c, d"))
        #expect(
            error(", cluster: d").hasSuffix(
                "workloads.from.published-simulator: values of 2 policies; accepted: with policy, one of p, q"))
        #expect(
            error(", cluster: cc").hasSuffix(
                "published-simulator.cluster: there is no cluster \"cc\"; the nearest is \"c\"; accepted: c, d"))
        #expect(
            error(", cluster: c, policy: q").hasSuffix(
                "published-simulator.policy: there is no policy \"q\"; the nearest is \"p\"; accepted: p"))
        #expect(
            error(", cluster: d, policy: q").hasSuffix(
                "published-simulator.tasks: \"tasks.log\" has no values of batch (d q), and \"\(other.prefix(60))\(other.count > 60 ? "…" : "")\" has; "
                    + "accepted: values of the same workloads in each file"))
    }
}
