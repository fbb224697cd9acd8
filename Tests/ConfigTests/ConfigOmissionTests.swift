import CellbenchSimulator
import CellbenchTraces
import Foundation
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite("A summary of a long sweep") struct SummaryTests {
    @Test func `Of more than a hundred values the ends are told`() throws {
        let text = """
            name: long
            horizon: 10s
            cell: { machines: [ { class: m, count: 1, cpu: 4, memory: 16GiB } ] }
            workloads: { batch: { interarrival: 1s, tasks: 1, duration: 1s, cpu: 1, memory: 1GiB } }
            decisionTime: { batch: { job: 100ms, task: 1ms } }
            architectures: [ { kind: shared-state } ]
            sweep: { decisionTime.batch.job: { from: 1s, to: COUNTs, count: COUNT } }

            """
        for (count, line) in [(4, "1, 2, 3, 4"), (101, "1, 2, 3, …, 101, 101 in all")] {
            let experiment = try Experiment.load(
                text: text.replacingOccurrences(of: "COUNT", with: "\(count)"), named: "long.yaml")
            #expect(experiment.summary().contains("\nsweep decisionTime.batch.job: \(line)\n"))
        }
    }
}

@Suite("What configs ask for and is not simulated")
struct ConfigOmissionTests {
    private static let rows = "submit_time,workload,tasks,task_duration,cpu,memory\n"
    /// Jobs at 0 s, 100 s and 5,000 s, of two workloads.
    private static let list = rows + "0,batch,2,3,1,1\n100,batch,1,1,1,1\n5000,service,1,1,1,1\n"

    private func config(_ from: String, horizon: String = "1h", cell: String = "", more: String = "") -> String {
        """
        name: traced
        horizon: \(horizon)
        cell: { machines: [{ class: m, count: 9, cpu: 8, memory: 16 }]\(cell) }
        workloads: { from: \(from) }
        architectures: [{ kind: shared-state }, { kind: monolithic, paths: multi }]
        \(more)

        """
    }

    private func load(_ text: String, _ list: String = list) throws -> Experiment {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", list.utf8)
        _ = try folder.write("none.csv", Self.rows.utf8)
        return try Experiment.load(file: try folder.write("config.yaml", text.utf8))
    }

    /// Lines below the table.
    private func lines(_ experiment: Experiment) throws -> [String] {
        let outcomes = Runner(workers: 1).run(experiment)
        let results = ResultsFile(experiment, outcomes: outcomes)
        #expect(try ResultsFile(json: Array(results.jsonText().utf8), file: "").traces == experiment.traces)
        let table = Comparison(results).table().split(separator: "\n", omittingEmptySubsequences: false)
        return table.map(String.init).filter { $0.contains(":") && !$0.hasSuffix(";") && !$0.hasSuffix(".") }
    }

    @Test("jobs after the horizon are counted, and said below the table")
    func afterHorizon() throws {
        let experiment = try load(config("{ csv: jobs.csv }"))
        #expect(experiment.traces.map(\.jobsAfterHorizon) == [1])
        #expect(experiment.traces.map(\.jobs) == [3])
        #expect(
            try lines(experiment) == [
                "not submitted: no service job came within the time measured",
                "not simulated: 1 of the 3 jobs of jobs.csv, submitted after the horizon",
            ])
        #expect(
            experiment.summary().hasSuffix("not simulated: 1 of the 3 jobs of jobs.csv, submitted after the horizon\n"))
    }

    @Test("a workload that the config has settings for and the list no job of is there, and said to have none")
    func withoutJobs() throws {
        let part = Self.rows + "0,batch,2,3,1,1\n100,batch,1,1,1,1\n"
        let more = "decisionTime: { service: { job: 2s }, batch: { job: 1s } }"
        func with(_ architectures: String) -> String {
            config("{ csv: jobs.csv }", horizon: "5000s", more: more).replacing(
                "architectures: [", with: "architectures: [\(architectures), ")
        }
        let settings =
            "{ kind: partitioned, shares: { batch: 0.5, service: 0.5 } }, "
            + "{ kind: shared-state, schedulers: { service: 3 } }, { kind: monolithic, paths: single, path: service }"
        let experiment = try load(with(settings), part)
        for point in experiment.points {
            #expect(point.scenario.workloads.names == ["batch", "service"])
            #expect(point.scenario.decisionTimes.map(\.job) == [.perSecond, 2 * .perSecond])
        }
        #expect(
            experiment.summary().hasSuffix(
                "jobs.csv: no job of the workload \"service\", which the config has settings for\n"))
        let again = try load(experiment.resolvedConfig, part)
        #expect(again.points.map(\.scenario.workloads.names) == experiment.points.map(\.scenario.workloads.names))
        // A misspelt name is an error.
        let slip = with(settings).replacing("batch: { job: 1s }", with: "bach: { job: 1s }")
        #expect(throws: ConfigError.self) { try load(slip, part) }
    }

    @Test("nothing is said, and nothing written, where everything is simulated")
    func complete() throws {
        let experiment = try load(config("{ csv: jobs.csv }", horizon: "5000s"))
        #expect(try lines(experiment).isEmpty)
        let text = try ResultsFile(experiment, points: []).jsonText()
        for key in ["After", "Short", "nothingRuns", "notes"] { #expect(!text.contains(key)) }
    }

    @Test("where the horizon is swept, the count is that of the shortest")
    func sweptHorizon() throws {
        let more = "sweep: { horizon: [6000s, 50s, 1h] }"
        #expect(try load(config("{ csv: jobs.csv }", more: more)).traces.map(\.jobsAfterHorizon) == [2])
    }

    @Test("jobs that are not kept are counted as well, for every horizon")
    func streamed() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.list.utf8)
        let tree = try YAMLReader.tree(of: Array("csv: jobs.csv".utf8), file: "x.yaml")
        let cache = TraceCache(config: folder.path + "/x.yaml", keeping: 0)
        let field = Field(node: tree, path: "from", context: DecodingContext(traces: cache))
        let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"))
        for (horizon, late, last) in [(6000, 0, 5000), (50, 2, 0), (3600, 1, 100)] as [(Int64, Int, Int64)] {
            let trace = try cache.trace(setting, namedBy: field, until: horizon * .perSecond)
            guard case .streamed = trace.submitted else {
                Issue.record("kept")
                return
            }
            #expect(trace.times.late == late)
            #expect(trace.times.last == last * .perSecond)
        }
        #expect(cache.uses.map(\.jobsAfterHorizon) == [2])
    }

    @Test(
        "where nothing is simulated, that is an error",
        arguments: [
            (
                "{ csv: jobs.csv, window: { from: 50s } }", "10s", "",
                "workloads: all 2 jobs of \"jobs.csv\" are submitted after the horizon, the first at 50 s; accepted: a later "
                    + "horizon, or a window that begins later, such as window: { from: 100s }"
            ),
            (
                "{ csv: jobs.csv, window: { from: 3000s } , loop: true }", "10s", "",
                "workloads: the only job of \"jobs.csv\" is submitted after the horizon, the first at 2000 s; accepted: a later "
                    + "horizon, or a window that begins later, such as window: { from: 5000s }"
            ),
            (
                "{ csv: jobs.csv, window: { from: 1d } }", "1h", "",
                "workloads: no jobs in \"jobs.csv\": 3 begin unknown, submitted before the window; accepted: at least one"
            ),
            (
                "{ csv: jobs.csv, window: { from: 50s }, timeScale: 1000 }", "10s", "",
                "workloads: all 2 jobs of \"jobs.csv\" are submitted after the horizon, the first at 50000 s; accepted: a later "
                    + "horizon, or a window that begins later, such as window: { from: 100s }"
            ),
            (
                "{ csv: jobs.csv }", "1h", "warmup: 101s",
                "warmup: \"101s\" leaves no job to measure, the last that is simulated is submitted at 100 s; accepted: at most that"
            ),
            (
                "{ csv: none.csv }", "1h", "", "workloads: no jobs in \"none.csv\"; accepted: at least one"
            ),
        ])
    func nothing(from: String, horizon: String, more: String, message: String) throws {
        #expect {
            try load(config(from, horizon: horizon, more: more))
        } throws: { error in
            "\(error)".hasSuffix(": error: \(message)")
        }
    }

    @Test("times since 1970 are those of the trace, whatever they are scaled by", arguments: [0.001, 1])
    func sinceEpoch(timeScale: Double) throws {
        let list = Self.rows + "1700000000,batch,1,1,1,1\n"
        #expect {
            try load(config("{ csv: jobs.csv, timeScale: \(timeScale) }"), list)
        } throws: { error in
            "\(error)".contains("s, which seems to count from 1970; accepted:")
                && "\(error)".hasSuffix("such as window: { from: 1700000000s }")
        }
    }

    @Test("where every row is passed over, the error says why")
    func allSkipped() throws {
        let list = Self.rows + "x,batch,1,1,1,1\n1,batch\n2,batch\n"
        #expect {
            try load(config("{ csv: jobs.csv, onBadRow: skip }"), list)
        } throws: { error in
            "\(error)".hasSuffix(
                "no jobs in \"jobs.csv\": 1 rows: not a number, 2 rows: too few fields; accepted: at least one")
        }
        let one = try load(config("{ csv: jobs.csv, onBadRow: skip }"), list + "3,batch,1,1,1,1\n")
        #expect(try lines(one) == ["left out of jobs.csv: 1 row (not a number), 2 rows (too few fields)"])
    }

    @Test("jobs that began nobody knows when, and were submitted before the window, are said to be left out")
    func beginUnknown() throws {
        let experiment = try load(config("{ csv: jobs.csv, window: { from: 50s } }", horizon: "2h"))
        #expect(
            try lines(experiment) == [
                "left out of jobs.csv: 1 job and 2 tasks (begin unknown, submitted before the window)"
            ])
    }

    @Test("a warm-up that ends with the last job is fine")
    func warmup() throws {
        let points = try load(config("{ csv: jobs.csv }", more: "warmup: 100s")).points
        #expect(try simulate(points[0].scenario).workloads.map(\.jobs) == [1, 0])
    }

    @Test("passes of a loop after the horizon, and a limit that is not reached, are said")
    func loops() throws {
        let loop = try load(config("{ csv: jobs.csv, window: { to: 1000s }, loop: 10 }", horizon: "1550s"))
        #expect(loop.traces.map(\.passesAfterHorizon) == [8])
        #expect(loop.traces.map(\.jobs) == [4])
        #expect(
            try lines(loop).last
                == "not simulated of the loop over jobs.csv {window: {from: 0s, to: 1000s}, loop: 10}: 8 passes, which begin after the horizon"
        )
        let late = try load(config("{ csv: jobs.csv, window: { to: 1000s }, loop: 2 }", horizon: "1050s"))
        #expect(late.traces.map(\.jobsAfterHorizon) == [1])
        #expect(late.traces.map(\.jobs) == [4])
        let endless = try load(config("{ csv: jobs.csv, window: { to: 1000s }, loop: true }", horizon: "1050s"))
        #expect(try lines(endless).isEmpty || lines(endless).allSatisfy { $0.hasPrefix("not submitted") })
        let limit = try load(config("{ csv: jobs.csv, limit: 7 }", horizon: "2h"))
        #expect(limit.traces.map(\.jobsShortOfLimit) == [4])
        #expect(
            try lines(limit).last
                == "fewer than the limit: 3 of 7 jobs of jobs.csv {limit: 7}, which has no more")
        #expect(try load(config("{ csv: jobs.csv, limit: 3 }", horizon: "2h")).traces.map(\.jobsShortOfLimit) == [nil])
    }

    @Test("a loop over a trace of next to no time is refused at once")
    func tinyLoop() throws {
        let list = Self.rows + "0,batch,1,1,1,1\n0.000001,batch,1,1,1,1\n"
        #expect {
            try load(config("{ csv: jobs.csv, loop: true }", horizon: "1d"), list)
        } throws: { error in
            "\(error)".contains("its 2 jobs would be gone through 43200000001 times until the horizon")
        }
    }

    @Test("a list of jobs that run at the start and has none is said")
    func nothingRuns() throws {
        let experiment = try load(
            config("{ csv: jobs.csv }", horizon: "2h", cell: ", initialJobs: { csv: none.csv }"))
        #expect(experiment.traces.map(\.nothingRuns) == [nil, true])
        #expect(try lines(experiment) == ["nothing runs at the start: no job of none.csv does"])
    }

    @Test("of many lines about traces the first are printed")
    func manyLines() {
        let uses = (0..<30).map { number in
            TraceUse(
                format: "csv", path: "\(number).csv", jobs: 5, jobsRunning: 0, rows: 5, rowsSkipped: 0, skipped: [:],
                jobsAfterHorizon: 1)
        }
        #expect(uses.omissions.count == 8)
        #expect(uses.omissions.last == "23 more lines of this kind: results.json has them under \"traces\"")
        #expect((uses + uses).omissions == uses.omissions)
    }
}

@Suite("Cells that cannot be filled as asked")
struct ConfigFillTests {
    private func config(
        _ duration: String, memory: String = "32GiB", interarrival: String = "10s", fill: String = "0.6"
    )
        -> String
    {
        """
        name: filled
        horizon: 10min
        cell: { machines: [{ class: m, count: 50, cpu: 8, memory: \(memory) }], initialUtilization: \(fill) }
        workloads:
          batch: { interarrival: \(interarrival), tasks: 5, duration: \(duration), cpu: 1, memory: 1GiB }
        architectures: [{ kind: shared-state }]

        """
    }

    @Test(
        "a workload without a steady state is refused",
        arguments: [
            ("{ pareto: { alpha: 1, min: 10s } }", "10s", "jobs of batch run infinitely long on average"),
            ("{ pareto: { alpha: 0.5, min: 10s } }", "10s", "jobs of batch run infinitely long on average"),
            ("0s", "10s", "no workload has jobs that run in a steady state"),
            ("5min", "{ pareto: { alpha: 1, min: 10s } }", "no workload has jobs that run in a steady state"),
        ])
    func refused(duration: String, interarrival: String, problem: String) {
        #expect {
            try Experiment.load(text: config(duration, interarrival: interarrival), named: "c.yaml")
        } throws: { error in
            "\(error)".contains("c.yaml:3:86: error: cell.initialUtilization: \(problem)")
                || "\(error)".contains(": error: cell.initialUtilization: \(problem)")
        }
        #expect(throws: Never.self) {
            try Experiment.load(text: config(duration, interarrival: interarrival, fill: "0"), named: "c.yaml")
        }
    }

    @Test("a long tail with an end can be filled with")
    func bounded() throws {
        let text = config("{ pareto: { alpha: 0.5, min: 10s, max: 1h } }")
        let figures = try simulate(try Experiment.load(text: text, named: "c.yaml").points[0].scenario)
        #expect(figures.cell.initialTasks == 240)
        #expect(figures.cell.initialShortfall == nil)
    }

    @Test("a cell without the room is filled as far as it goes, and that is counted and said")
    func shortfall() throws {
        let experiment = try Experiment.load(text: config("5min", memory: "2GiB"), named: "c.yaml")
        let results = ResultsFile(experiment, outcomes: Runner(workers: 1).run(experiment))
        let cell = try #require(results.points[0].cell)
        #expect(cell[.initialTasks] == 100)
        #expect((cell[.initialUtilizationReached], cell[.initialUtilizationAsked]) == (0.25, 0.6))
        let again = try ResultsFile(json: Array(results.jsonText().utf8), file: "")
        #expect(again.points[0].cell == cell)
        #expect(
            Comparison(again).table().contains(
                "\nfilled less by all: 25.0 % of the cores at the start, for want of room or jobs, where "
                    + "cell.initialUtilization asks for 60.0 %\n"))
        let full = try Experiment.load(text: config("5min"), named: "c.yaml")
        #expect(
            try !ResultsFile(full, outcomes: Runner(workers: 1).run(full)).jsonText().contains("initialUtilization"))
    }
}
