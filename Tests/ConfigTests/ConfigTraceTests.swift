import CellbenchSimulator
import CellbenchTraces
import Foundation
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite("Traces in configs")
struct ConfigTraceTests {
    private static let swf = """
        1   0   5  60   4 -1 -1  4 -1 -1  1 1 1 1  1 -1 -1 -1
        2 100   0  30   2 -1 -1  2 -1 -1  1 1 1 1  1 -1 -1 -1
        3 200   0  10   1 -1 -1  1 -1 -1  1 1 1 1  1 -1 -1 -1

        """
    private static let pods = """
        name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
        a,1000,1024,1,500,,LS,Running,0,100,40
        b,1000,1024,0,0,,BE,Running,50,90,
        c,1000,1024,0,0,,BE,Running,60,90,70

        """
    private static let state = "11 0 7 1 3 4 2.0 4294967296\n12 30000000 7 1 3 1\n"
    private static let list = "submit_time,workload,tasks,task_duration,cpu,memory\n1,batch,2,3,1,1\n"
    /// A job that ran when the trace began, and one that is submitted.
    private static let events = """
        0,,1,0,,0,u,2,9,0.1,0.1,0,0
        0,,1,0,,1,u,2,9,0.1,0.1,0,0
        610000000,,2,0,,0,u,0,0,0.1,0.1,0,0
        611000000,,2,0,,1,u,0,0,0.1,0.1,0,0
        620000000,,2,0,,4,u,0,0,0.1,0.1,0,0

        """

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try folder.write("log.swf", Self.swf.utf8)
        _ = try folder.write("pods.csv", Self.pods.utf8)
        _ = try folder.write("state.log", Self.state.utf8)
        _ = try folder.write("jobs.csv", Self.list.utf8)
        let events = URL(filePath: folder.path).appendingPathComponent("google/task_events")
        try FileManager.default.createDirectory(at: events, withIntermediateDirectories: true)
        try Data(Self.events.utf8).write(to: events.appendingPathComponent("part-00000-of-00500.csv"))
        return folder
    }

    private func config(_ from: String, cell: String = "", horizon: String = "1h") -> String {
        """
        name: traced
        horizon: \(horizon)
        cell: { machines: [{ class: m, count: 9, cpu: 8, memory: 16, gpu: 2 }]\(cell) }
        workloads: { from: \(from) }
        architectures: [{ kind: shared-state }, { kind: monolithic, paths: multi }]

        """
    }

    private func load(_ text: String, in folder: borrowing TemporaryFolder) throws -> Experiment {
        try Experiment.load(file: try folder.write("config.yaml", text.utf8))
    }

    @Test(
        "every format is read, its jobs run, and the results say what was taken",
        arguments: [
            ("{ csv: jobs.csv }", 1, 0, 1), ("{ swf: log.swf }", 3, 0, 3), ("{ alibaba-gpu-2023: pods.csv }", 2, 0, 3),
            ("{ google2011: google }", 1, 1, 5),
        ])
    func formats(from: String, jobs: Int, running: Int, rows: Int) throws {
        let folder = try folder()
        let experiment = try load(config(from), in: folder)
        for point in experiment.points {
            let figures = try simulate(point.scenario)
            #expect(figures.workloads.reduce(0) { $0 + $1.jobs } == jobs)
            #expect(figures.workloads.reduce(0) { $0 + $1.jobsFullyScheduled } == jobs)
            #expect(figures.cell.initialTasks == running)
        }
        let use = try #require(experiment.traces.first)
        #expect((use.jobs, use.jobsRunning, use.rows) == (jobs, running, rows))
        let results = ResultsFile(experiment, points: [])
        #expect(try ResultsFile(json: Array(results.jsonText().utf8), file: "").traces == experiment.traces)
    }

    @Test("jobs that ran already in one trace may begin with those of another")
    func initialJobs() throws {
        let folder = try folder()
        let own = try load(config("{ google2011: google }"), in: folder).points[0].scenario.initial.jobs
        #expect(own?.jobs.map(\.id) == [1])
        let other = try load(
            config("{ google2011: google }", cell: ", initialJobs: { published-simulator: state.log }"), in: folder)
        #expect(other.points[0].scenario.initial.jobs?.jobs.map(\.id) == [7])
        let none = try load(
            config("{ google2011: google }", cell: ", initialJobs: { swf: log.swf }"), in: folder)
        #expect(none.points[0].scenario.initial.jobs?.jobs.isEmpty == true)
    }

    @Test("a loop that ends before a workload's first job has that workload all the same, and so has a limit")
    func workloadsOfCutTrace() throws {
        let folder = try folder()
        let header = "submit_time,workload,tasks,task_duration,cpu,memory\n"
        _ = try folder.write("three.csv", (header + "0,a,1,1,1,1\n1,b,1,1,1,1\n2,c,1,1,1,1\n").utf8)
        for selection in ["loop: true", "loop: 10", "limit: 1"] {
            let experiment = try load(config("{ csv: three.csv, \(selection) }", horizon: "4s"), in: folder)
            #expect(experiment.points[0].scenario.workloads.names == ["a", "b", "c"])
            #expect(try simulate(experiment.points[0].scenario).workloads.count == 3)
        }
    }

    @Test("a load beside a trace is an error that says what scales it")
    func loadOfTrace() throws {
        let folder = try folder()
        let text = config("{ swf: log.swf }").replacing("log.swf } }", with: "log.swf }, load: 2 }")
        #expect {
            _ = try load(text, in: folder)
        } throws: { error in
            "\(error)".hasSuffix(
                ":4:44: error: workloads.load: a trace's jobs arrive when they did; accepted: from.timeScale, 0.5 for twice as often"
            )
        }
    }

    @Test("what jobs ask of machines may be ignored")
    func ignoredConstraints() throws {
        let folder = try folder()
        _ = try folder.write(
            "apart.csv",
            (Self.list.replacing("memory\n", with: "memory,spread\n").replacing(",1,1\n", with: ",1,1,machine\n")).utf8)
        for (text, expected) in [("", Spread(machine: .hard)), (", constraints: ignore", Spread())] {
            let experiment = try load(config("{ csv: apart.csv\(text) }"), in: folder)
            guard case .list(let list) = experiment.points[0].scenario.workloads else { return }
            #expect(list.requirements(of: list.jobs[0]).spread == expected)
            let again = try load(experiment.resolvedConfig, in: folder)
            #expect(isSame(experiment, again))
        }
    }

    @Test("a part of a trace may be chosen, and stretched, again and again")
    func selection() throws {
        let folder = try folder()
        func times(_ text: String, horizon: String = "1h") throws -> [Double] {
            let source = try load(config(text, horizon: horizon), in: folder).points[0].scenario.workloads
            guard case .list(let list) = source else { return [] }
            return list.jobs.map(\.submitted.inSeconds)
        }
        #expect(try times("{ swf: log.swf, window: { from: 50s, to: 150s } }") == [50])
        #expect(try times("{ swf: log.swf, timeScale: 0.5, limit: 2 }") == [0, 50])
        #expect(try times("{ swf: log.swf, loop: 2 }") == [0, 100, 200, 300, 400, 500])
        #expect(try times("{ swf: log.swf, loop: true }", horizon: "700s") == [0, 100, 200, 300, 400, 500, 600, 700])
    }

    @Test(
        "a resolved config with a trace loads to the same",
        arguments: [
            "{ csv: jobs.csv, onBadRow: skip }",
            "{ google2011: google, split: priority, largestMachine: { cpu: 8, memory: 4GiB } }",
            "{ swf: log.swf, split: queue, tasks: job, memoryPerProcessor: 512MiB, window: { from: 50s, to: 5min }, loop: 3 }",
            "{ swf: log.swf, timeScale: 0.25, sizeScale: 2, limit: 2, loop: true }",
        ])
    func fixedPoint(from: String) throws {
        let folder = try folder()
        // The workloads of an SWF log are not those of the cell state.
        let cell = from.contains("google") ? ", initialJobs: { published-simulator: state.log, endTimes: s }" : ""
        let experiment = try load(config(from, cell: cell), in: folder)
        let again = try load(experiment.resolvedConfig, in: folder)
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test(
        "mistakes have a place and say what is accepted",
        arguments: [
            (
                "{ csv: jobs.csv, swf: log.swf }",
                "workloads.from: 2 traces; accepted: one of csv, swf, google2011, "
                    + "alibaba-gpu-2023, published-simulator"
            ),
            (
                "{ limit: 3 }",
                "workloads.from: 0 traces; accepted: one of csv, swf, google2011, alibaba-gpu-2023, "
                    + "published-simulator"
            ),
            (
                "{ csv: jobs.csv, split: queue }",
                "workloads.from.split: \"split\" says nothing of csv; "
                    + "accepted: with google2011, published-simulator and swf"
            ),
            (
                "{ swf: log.swf, window: { from: 9s, to: 3s } }",
                "workloads.from.window.to: \"3s\" is not after the "
                    + "window's beginning; accepted: a later time"
            ),
            (
                "{ swf: log.swf, timeScale: 0 }",
                "workloads.from.timeScale: \"0\" is not above 0; accepted: a bare number, "
                    + "such as 0.5"
            ),
            (
                "{ swf: log.swf, window: { from: 1d } }",
                "workloads: no jobs in \"log.swf\": 3 before the window; accepted: at least one"
            ),
            (
                "{ published-simulator: state.log }",
                "workloads: the 1 jobs in \"state.log\" ran already; accepted here: jobs that are submitted, and those under "
                    + "cell.initialJobs"
            ),
        ])
    func mistakes(from: String, message: String) throws {
        let folder = try folder()
        #expect {
            try load(config(from), in: folder)
        } throws: { error in
            (error as? ConfigError)?.kind == .malformed && "\(error)".hasSuffix(": error: \(message)")
        }
    }

    @Test("mistakes in a trace are at their place in it, and a missing part of it is the config's")
    func malformed() throws {
        let folder = try folder()
        let log = try folder.write("log.swf", "1 2 3\n".utf8)
        #expect {
            try load(config("{ swf: log.swf }"), in: folder)
        } throws: { error in
            "\(error)" == "\(log):1: error: 3 fields in this row; accepted: 18"
        }
        #expect {
            try load(config("{ google2011: nowhere }"), in: folder)
        } throws: { error in
            guard let error = error as? ConfigError else { return false }
            return error.kind == .unreadable && error.path == "workloads.from.google2011"
                && error.message.contains("no such folder")
        }
    }

    @Test(
        "the shipped replays load with any trace of their format",
        arguments: [
            ("google-2011-replay", "google2011", "google", 5, 1),
            ("alibaba-gpu-2023-replay", "alibaba-gpu-2023", "pods.csv", 5, 0),
            ("swf-replay", "swf", "log.swf", 4, 0),
        ])
    func replays(name: String, format: String, path: String, points: Int, running: Int) throws {
        #expect(ShippedConfigs.replays.contains(name))
        let folder = try folder()
        var overrides = ConfigOverrides()
        overrides.settings = [.init(path: "workloads.from.\(format)", value: "\(folder.path)/\(path)")]
        let experiment = try Experiment.load(file: ShippedConfigs.file(name), overrides: overrides)
        #expect(experiment.name == name)
        #expect(experiment.points.count == points)
        #expect(experiment.points[0].scenario.initial.jobs?.jobs.count ?? 0 == running)
        for point in experiment.points {
            #expect(try simulate(point.scenario).workloads.contains { $0.tasksScheduled > 0 })
        }
    }

    @Test("the config as run has the digest of all of each file, whatever is chosen of it, and of machines too")
    func digests() throws {
        let folder = try folder()
        let machines = URL(filePath: folder.path).appendingPathComponent("google/machine_events")
        try FileManager.default.createDirectory(at: machines, withIntermediateDirectories: true)
        try Data("0,5,0,x,0.5,0.5\n".utf8).write(to: machines.appendingPathComponent("part-00000-of-00001.csv"))
        let text = config("{ google2011: google }").replacingOccurrences(
            of: "{ machines: [{ class: m, count: 9, cpu: 8, memory: 16, gpu: 2 }] }",
            with: "{ from: { google2011: google } }")
        let resolved = try load(text, in: folder).resolvedConfig
        #expect(resolved.contains("# google: sha256:\(SHA256.hexDigest(of: Self.events.utf8))\n"))
        #expect(resolved.contains("# google: sha256:\(SHA256.hexDigest(of: "0,5,0,x,0.5,0.5\n".utf8))\n"))
        let long = Self.list + (2..<50_000).map { "\($0),batch,1,1,1,1\n" }.joined()
        _ = try folder.write("jobs.csv", long.utf8)
        let limited = try load(config("{ csv: jobs.csv, limit: 2 }"), in: folder)
        #expect(limited.resolvedConfig.contains("# jobs.csv: sha256:\(SHA256.hexDigest(of: long.utf8))\n"))
        #expect(limited.traces[0].settings == "{limit: 2}")
    }

    @Test("the results say what ends were taken to be in, and what to know of a trace, and the table has that below")
    func notes() throws {
        let folder = try folder()
        _ = try folder.write("seconds.log", "11 0 7 0 0 4 2.0 4294967296\n12 30.5 7 0 0 1\n".utf8)
        func use(_ state: String) throws -> Experiment {
            try load(config("{ csv: jobs.csv }", cell: ", initialJobs: { published-simulator: \(state) }"), in: folder)
        }
        let inferred = try use("seconds.log")
        #expect(inferred.points[0].scenario.initial.jobs?.jobs.map(\.duration.inSeconds) == [30.5])
        #expect(inferred.traces.map(\.endTimes) == [nil, "s"])
        #expect(inferred.traces.map(\.notes) == [nil, nil])
        let absurd = try use("seconds.log, endTimes: us")
        #expect(absurd.traces.last?.endTimes == "us")
        let note = try #require(absurd.traces.last?.notes?.first)
        #expect(Comparison(ResultsFile(absurd, points: [])).omissions == ["seconds.log: \(note)"])
        #expect(absurd.resolvedConfig.contains("endTimes: us"))
        #expect(!inferred.resolvedConfig.contains("endTimes"))
        _ = try folder.write("both.log", "11 0 7 0 0 4 2.0 4294967296\n12 2000000 7 0 0 1\n".utf8)
        #expect {
            _ = try use("both.log")
        } throws: { error in
            "\(error)".contains("both.log: error: ends of jobs up to 2000000")
        }
    }

    @Test("what the largest machine has is the usual, where a config does not say, and within reason")
    func largestMachine() throws {
        let folder = try folder()
        let text = config("{ google2011: google, largestMachine: { cpu: 64 } }")
        let scenario = try load(text, in: folder).points[0].scenario
        guard case .list(let list) = scenario.workloads else { return }
        #expect(list.jobs[0].demand == Resources(cores: 6.4, gibibytes: 12.8))
        #expect(try load(text, in: folder).resolvedConfig.contains("largestMachine: {cpu: 64, memory: 128"))
        for (setting, message) in [
            ("cpu: 1e9", "largestMachine.cpu: \"1e9\" is too large; accepted: at most 2147483"),
            ("memory: 1e9", "largestMachine.memory: \"1e9\" is too large; accepted: at most 2097151GiB"),
        ] {
            #expect {
                _ = try load(config("{ google2011: google, largestMachine: { \(setting) } }"), in: folder)
            } throws: { error in
                "\(error)".hasSuffix(message)
            }
        }
    }

    @Test("machines that are left out of a list are told, below the table and in the results")
    func machinesLeftOut() throws {
        let folder = try folder()
        let machines = URL(filePath: folder.path).appendingPathComponent("google/machine_events")
        try FileManager.default.createDirectory(at: machines, withIntermediateDirectories: true)
        try Data("0,5,0,x,0.5,0.5\n0,6,0,x,,\n".utf8)
            .write(to: machines.appendingPathComponent("part-00000-of-00001.csv"))
        let text = config("{ csv: jobs.csv }").replacingOccurrences(
            of: "{ machines: [{ class: m, count: 9, cpu: 8, memory: 16, gpu: 2 }] }",
            with: "{ from: { google2011: google } }")
        let experiment = try load(text, in: folder)
        let line = "google: 1 machine is left out, as its capacity is 0 or not known"
        #expect(experiment.summary().hasSuffix("\(line)\n"))
        #expect(Comparison(ResultsFile(experiment, points: [])).omissions == [line])
    }

    @Test("a list of requests without times is no trace of jobs, wherever it stands")
    func requests() throws {
        let folder = try folder()
        _ = try folder.write("mix.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1000,1,0,0\n".utf8)
        for text in [
            config("{ alibaba-gpu-2023: mix.csv }"),
            config("{ csv: jobs.csv }", cell: ", initialJobs: { alibaba-gpu-2023: mix.csv }"),
        ] {
            #expect {
                _ = try load(text, in: folder)
            } throws: { error in
                "\(error)".contains("mix.csv: error: it has what pods ask for, but no times")
            }
        }
    }

    @Test("a list of pods that is not in order is sorted")
    func unsortedPods() throws {
        let folder = try folder()
        let rows = Self.pods.split(separator: "\n").map(String.init)
        let unsorted = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
        _ = try folder.write("unsorted.csv", unsorted.utf8)
        let first = try load(config("{ alibaba-gpu-2023: unsorted.csv, limit: 1 }"), in: folder).points[0].scenario
        guard case .list(let list) = first.workloads else { return }
        #expect(list.jobs.map(\.submitted) == [0])
        let all = try load(config("{ alibaba-gpu-2023: unsorted.csv }"), in: folder).points[0].scenario.workloads
        let sorted = try load(config("{ alibaba-gpu-2023: pods.csv }"), in: folder).points[0].scenario.workloads
        guard case .list(let all) = all, case .list(let sorted) = sorted else { return }
        #expect(all.jobs.map(\.id) == sorted.jobs.map(\.id))
    }

    @Test("a trace that is gone through again and again is read only as far as the simulation goes")
    func loops() throws {
        let folder = try folder()
        let source = try load(config("{ swf: log.swf, loop: 1000000 }", horizon: "10min"), in: folder).points[0]
            .scenario
        guard case .list(let list) = source.workloads else { return }
        #expect(list.jobs.count == 7)
        let unordered = Self.list + "9,batch,1,1,1,1\n5,batch,1,1,1,1\n"
        _ = try folder.write("jobs.csv", unordered.utf8)
        let looped = try load(config("{ csv: jobs.csv, loop: true }", horizon: "20s"), in: folder).points[0].scenario
        guard case .list(let list) = looped.workloads else { return }
        // 1, 5 and 9 s, and again 13.5 s later; the list begins at 0.
        #expect(list.jobs.map(\.submitted.inSeconds) == [1, 5, 9, 14.5, 18.5])
    }
}
