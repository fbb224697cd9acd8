import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles
@testable import CellbenchResults

/// A folder of its own for each test, gone afterwards.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }
}

@Suite("Config files")
struct ConfigFilesTests {
    private static let list = """
        submit_time,workload,tasks,task_duration,cpu,memory
        1,service,1,10,1,1
        2,batch,3,10,1,1

        """

    private func config(workloads: String = "{ from: { csv: jobs.csv } }", initial: String = "") -> String {
        """
        { "name": "reference", "horizon": 86400, "replications": 2, "seed": 7,
          "cell": { "machines": [{"class": "only", "count": 3, "cpu": 4, "memory": 16}]\(initial) },
          "workloads": \(workloads), "decisionTime": {"batch": {"job": 0.1, "task": 0.005}},
          "architectures": [{"kind": "two-level", "schedulers": {"batch": 1, "service": 1}, "offerInterval": 1,
            "allocatorDecisionTime": 0.001, "minimumOffer": {"cpu": 100, "memory": 100},
            "offerProcessing": "immediate", "name": "subject"}] }
        """
    }

    private func failure(_ file: String) -> ConfigError? {
        do {
            _ = try Experiment.load(file: file)
            return nil
        } catch {
            return error
        }
    }

    @Test("a config made by a machine, with a job list beside it")
    func machineMade() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.list.utf8)
        let file = try folder.write("config.json", config().utf8)
        let experiment = try Experiment.load(file: file)
        #expect(experiment.points.count == 2)
        let scenario = experiment.points[1].scenario
        #expect(scenario.horizon == 86_400_000_000_000)
        #expect(scenario.workloads.names == ["service", "batch"])
        #expect(scenario.decisionTimes == [DecisionTime(), DecisionTime(job: 100_000_000, task: 5_000_000)])
        var settings = TwoLevelSettings(schedulers: [1, 1])
        settings.minimumOffer = Resources(cores: 100, gibibytes: 100)
        settings.offerProcessing = .immediate
        #expect(scenario.architecture == .twoLevel(settings))

        for input in [file, "\(folder.path)/jobs.csv", "\(folder.path)/./jobs.csv"] {
            #expect(experiment.inputs.conflict(with: input) != nil)
        }
        #expect(experiment.inputs.conflict(with: "\(folder.path)/other.csv") == nil)

        // Written beside the original, the resolved config is the same experiment; nothing in it names the machine.
        #expect(!experiment.resolvedConfig.contains(folder.path))
        let again = try Experiment.load(file: folder.write("resolved.yaml", experiment.resolvedConfig.utf8))
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test("jobs that run already are numbered as the workloads are")
    func initialJobs() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.list.utf8)
        _ = try folder.write("first.csv", "submit_time,workload,tasks,task_duration,cpu,memory\n0,batch,9,1,1,1\n".utf8)
        let initial = ", \"initialJobs\": { \"csv\": \"first.csv\" }"
        let file = try folder.write("config.json", config(initial: initial).utf8)
        let experiment = try Experiment.load(file: file)
        let jobs = experiment.points[0].scenario.initial.jobs
        #expect(jobs?.workloads == ["service", "batch"])
        #expect(jobs?.jobs.map(\.workload) == [1])
        #expect(isSame(experiment, try Experiment.load(file: folder.write("r.yaml", experiment.resolvedConfig.utf8))))

        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,no name,9,1,1,1\n"
        _ = try folder.write("first.csv", list.utf8)
        #expect(failure(file)?.message.hasPrefix("\"no name\" in \"first.csv\" is not a workload's name") == true)
    }

    @Test(
        "errors in a job list are at their place in the list",
        arguments: [
            ("\(list)3,batch,x,1,1,1\n", ":4:9: error: tasks: \"x\" is not a whole number of at least 1"),
            ("\(list)3,batch\n", ":4: error: 2 fields in this row; accepted: 6, as in the header"),
        ])
    func badLists(list: String, message: String) throws {
        let folder = try TemporaryFolder()
        let jobs = try folder.write("jobs.csv", list.utf8)
        #expect(failure(try folder.write("config.json", config().utf8))?.description == jobs + message)
    }

    @Test("a list without jobs is no workload")
    func emptyList() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", "submit_time,workload,tasks,task_duration,cpu,memory\n".utf8)
        let error = failure(try folder.write("config.json", config().utf8))
        #expect(error?.message == "no jobs in \"jobs.csv\"; accepted: at least one")
    }

    @Test("running jobs cannot be drawn from a list")
    func utilizationOfList() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.list.utf8)
        let file = try folder.write("config.json", config(initial: ", \"initialUtilization\": 0.5").utf8)
        #expect(failure(file)?.path == "cell.initialUtilization")
    }

    @Test("files that cannot be read are told apart from files that are wrong")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let missing = failure("\(folder.path)/none.yaml")
        #expect(missing?.kind == .unreadable)
        #expect(
            missing?.description == "\(folder.path)/none.yaml: error: no such file; accepted: a config in YAML or JSON")
        #expect(failure(folder.path)?.kind == .unreadable)
        #expect(failure(folder.path)?.message == "it is a folder; accepted: a config in YAML or JSON")
        let list = failure(try folder.write("config.json", config().utf8))
        #expect(list?.kind == .unreadable)
        #expect(list?.path == "workloads.from.csv")
        #expect(list?.line == 3)
    }

    @Test(
        "texts that are no configs",
        arguments: [
            ("", ": error: the config is empty; accepted: a mapping of settings"),
            ("# nothing\n", ": error: the config is empty; accepted: a mapping of settings"),
            ("a\u{0}b", ":1:2: error: a zero byte; accepted: a YAML or JSON text in UTF-8, not a binary file"),
            ("just words", ":1:1: error: \"just words\" is not a config; accepted: a mapping of name, description, "),
            ("a: b: c", ":1:5: error: not YAML: mapping values are not allowed in this context; accepted: "),
            ("? [a]\n: b", ":1:3: error: a key that is not a text; accepted: texts"),
            ("a: *b", ":1:4: error: not YAML: found undefined alias"),
            (String(repeating: "[", count: 900), ":"),
            (String(repeating: "[", count: 100_000), ":"),
            (String(repeating: "- ", count: 100_000), ":"),
            (
                String(repeating: "[", count: 70) + String(repeating: "]", count: 70),
                ":1:66: error: nested more than 64 deep"
            ),
            (laughs(9, key: "z"), ":"),
            (laughs(30, key: "? *l29\n"), ": error: too many aliases beside keys that are not plain texts; accepted: "),
        ])
    func noConfigs(text: String, message: String) {
        #expect {
            try Experiment.load(text: text, named: "x.yaml")
        } throws: { error in
            let line = (error as? ConfigError)?.description ?? ""
            return line.hasPrefix("x.yaml" + message) && !line.contains("\n")
        }
    }

    @Test("bytes that are no text")
    func notText() {
        for bytes in [[0xFF, 0xFE, 0x61], [0xC3, 0x28], [0x61, 0x3A, 0x20, 0x01]] as [[UInt8]] {
            #expect(throws: ConfigError.self) {
                try Experiment.load(bytes: bytes, named: "x.yaml", overrides: ConfigOverrides())
            }
        }
    }

    @Test(
        "compressed configs, and those in other encodings, are told what they are",
        arguments: [
            ([0x1F, 0x8B, 8, 0], "compressed with gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "compressed with xz"),
            ([0x50, 0x4B, 3, 4], "a zip archive"), ([0xFF, 0xFE, 0x61, 0], "a text in UTF-16"),
        ] as [([UInt8], String)])
    func compressed(bytes: [UInt8], what: String) {
        #expect {
            try Experiment.load(bytes: bytes, named: "x.yaml", overrides: ConfigOverrides())
        } throws: { error in
            "\(error)".hasPrefix("x.yaml: error: it is \(what); accepted: a YAML or JSON text in UTF-8")
        }
    }

    @Test("a byte order mark does not matter, nor do other line ends")
    func windows() throws {
        for end in ["\r\n", "\r"] {
            let text = "\u{FEFF}" + ConfigText.two.text.replacing("\n", with: end)
            #expect(isSame(try Experiment.load(text: text, named: "x"), try ConfigText.two.load()))
        }
    }

    @Test("anchors and aliases may be used")
    func aliases() throws {
        var config = ConfigText.two
        config.tail = "decisionTime: { batch: &t { job: 3s }, service: *t }"
        let time = DecisionTime(job: 3_000_000_000)
        #expect(try config.load().points[0].scenario.decisionTimes == [time, time])
    }

    /// "Billion laughs": a few lines that stand for very many.
    private static func laughs(_ levels: Int, key: String) -> String {
        let lines = (1..<levels).map { "l\($0): &l\($0) [*l\($0 - 1),*l\($0 - 1),*l\($0 - 1),*l\($0 - 1)]" }
        return (["l0: &l0 [ha, ha]"] + lines + ["\(key): 1"]).joined(separator: "\n")
    }

    @Test(
        "a description is kept to the letter",
        arguments: ["plain", "a: b # c", "two\nlines\n", "é 🎉 \"quoted\" \\", "", "true", "null"])
    func descriptions(text: String) throws {
        var config = ConfigText()
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        config.tail = "description: \"\(escaped)\""
        let experiment = try config.load()
        #expect(experiment.description == text)
        #expect(isSame(experiment, try Experiment.load(text: experiment.resolvedConfig, named: "r")))
    }

    @Test("what this machine's memory cannot hold is refused by name")
    func memory() throws {
        let gibibyte = 1 << 30
        let machine = MachineClass(name: "m", count: 1_000_000, capacity: Resources(cores: 4, gibibytes: 16))
        let workload = GeneratedWorkload(
            name: "a", interarrival: Distribution(.constant(1)), tasks: Distribution(.constant(1)),
            duration: Distribution(.constant(1)), cpu: Distribution(.constant(1)), memory: Distribution(.constant(1)))
        var settings = SharedStateSettings(schedulers: [64])
        let century = 100 * 365 * 86_400 * Nanoseconds.perSecond
        let scenario = Scenario(
            horizon: century, machines: [machine], workloads: .generated([workload]), decisionTimes: [DecisionTime()],
            architecture: .sharedState(settings))
        let tree = try YAMLReader.tree(of: Array("[{ count: 1, schedulers: { a: 64 } }]".utf8), file: "x.yaml")
        let field = Field(node: tree, path: "list", context: DecodingContext(traces: TraceCache(config: "")))
        func message(_ settings: SharedStateSettings, available: Int) -> String? {
            do {
                let architecture = Settings.Architecture(name: "s", settings: .sharedState(settings))
                try MemoryNeed.check(scenario, [architecture], machines: field, field, available: available)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(message(settings, available: gibibyte) == nil)
        // A scheduler takes 8 KiB and 32 B a day of the horizon.
        settings.schedulers = [60_000]
        #expect(
            message(settings, available: 8 * gibibyte)
                == "x.yaml:1:26: error: list[0].schedulers: a point needs about 65.8 GiB of memory; accepted: at most the "
                + "8.0 GiB that there is")
        settings.schedulers = [1]
        #expect(
            message(settings, available: gibibyte / 20)
                == "x.yaml:1:11: error: list[0].count: a point needs about 61 MiB of memory; accepted: at most the 51 MiB "
                + "that there is")
    }
}
