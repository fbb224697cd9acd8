import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite("Sweeps and overrides")
struct ConfigSweepTests {
    private func config(sweep: String) -> ConfigText {
        var config = ConfigText.two
        config.architectures = """
            architectures:
              - { kind: monolithic, paths: multi }
              - { kind: shared-state, name: o.mega }
            """
        config.tail = "sweep:\n  " + sweep
        return config
    }

    private func values(_ experiment: Experiment, axis: Int = 0) -> [ParameterValue] {
        var result: [ParameterValue] = []
        for point in experiment.points where !result.contains(point.parameters[axis].value) {
            result.append(point.parameters[axis].value)
        }
        return result
    }

    @Test("points come by sweep, architecture and replication; the last axis varies fastest")
    func order() throws {
        var config = config(sweep: "retry.delay: [1s, 2s]\n  abandon.attempts: [3, 4]")
        config.tail += "\nreplications: 2"
        let points = try config.load().points
        var expected: [String] = []
        for (delay, attempts) in [(1.0, 3.0), (1, 4), (2, 3), (2, 4)] {
            for name in ["monolithic-multi", "o.mega"] {
                expected += [0, 1].map { "\(delay) \(attempts) \(name) \($0)" }
            }
        }
        let found = points.map { point in
            let numbers = point.parameters.compactMap { parameter -> Double? in
                guard case .number(let number) = parameter.value else { return nil }
                return number
            }
            return "\(numbers[0]) \(numbers[1]) \(point.architecture) \(point.replication)"
        }
        #expect(found == expected)
        #expect(points.allSatisfy { $0.scenario.replication == $0.replication })
        #expect(points[0].scenario.retry.delay == 1_000_000_000)
        #expect(points[15].scenario.retry.delay == 2_000_000_000)
        #expect(points[15].scenario.abandon.attempts == 4)
    }

    @Test(
        "spaced values are exact at their ends and round between",
        arguments: [
            ("retry.delay: { from: 100ms, to: 100s, count: 4, scale: log }", [0.1, 1, 10, 100]),
            ("retry.delay: { from: 100ms, to: 100, count: 4, scale: log }", [0.1, 1, 10, 100]),
            ("retry.delay: { from: 1min, to: 2min, count: 3 }", [60, 90, 120]),
            ("abandon.attempts: { from: 1, to: 32, count: 6, scale: log }", [1, 2, 4, 8, 16, 32]),
            ("architectures.o.mega.schedulers.batch: { from: 4, to: 1, count: 4, scale: linear }", [4, 3, 2, 1]),
            ("workloads.batch.memory: { from: 512MiB, to: 2GiB, count: 3, scale: log }", [0.5, 1, 2]),
        ])
    func spaced(sweep: String, expected: [Double]) throws {
        #expect(values(try config(sweep: sweep).load()) == expected.map { .number($0) })
    }

    @Test(
        "any number and any word can be swept, written out or not",
        arguments: [
            "decisionTime.service.job: [1s]", "warmup: [1s]", "horizon: [1h]", "cell.machines.m.count: [3]",
            "cell.machines.m.cpu: [8]", "cell.initialUtilization: [0.5]", "retry.position: [front, back]",
            "workloads.batch.interarrival.exponential.mean: [1s]", "workloads.batch.tasks: [3, 4]",
            "workloads.service.gpu: [0]", "architectures.o.mega.commit: [all-or-nothing]",
            "architectures.o.mega.schedulers.service: [3]", "architectures.o.mega.coarseCounts: [claims]",
            "placement.policy: [best-fit, first-fit]", "workloads.service.placement.policy: [worst-fit, best-fit]",
        ])
    func sweepable(sweep: String) throws {
        let experiment = try config(sweep: sweep).load()
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "resolved.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test(
        "sweeps that are none",
        arguments: [
            (
                "retry.delai: [1s]",
                "3: error: retry.delai: unknown key \"delai\"; the nearest known key is \"delay\"; accepted here: delay, position"
            ),
            (
                "retry.delay: [1s, 2GiB]",
                "21: error: retry.delay: \"2GiB\" has the unit \"GiB\", which is none of a time; accepted: \(time)"
            ),
            (
                "retry.delay: [1s, 1000ms]",
                "21: error: retry.delay: \"1000ms\" is among the swept values already; accepted: each once"
            ),
            ("retry.delay: []", "16: error: sweep.retry.delay: no values; accepted: at least one"),
            ("retry.delay: 1s", "16: error: sweep.retry.delay: \"1s\" is not the values of a sweep; accepted: a list"),
            (
                "retry.delay: [[1s]]",
                "17: error: sweep.retry.delay[0]: a sequence where a value is wanted; accepted: a number or a word"
            ),
            (
                "workloads.batch.cpu.x: [1]",
                "3: error: workloads.batch.cpu.x: there is nothing inside \"1\"; accepted: the path of a setting"
            ),
            ("name: [a]", "3: error: name: a sweep cannot change this; accepted: settings that are numbers or words"),
            ("seed: [1]", "3: error: seed: a sweep cannot change this; accepted: settings that are numbers or words"),
            (
                "replications: [1]",
                "3: error: replications: a sweep cannot change this; accepted: settings that are numbers or words"
            ),
            (
                "retry..delay: [1]",
                "3: error: retry..delay: \"retry..delay\" is not a path; accepted: keys with dots between, such as retry.delay"
            ),
            (
                "architectures.omega.commit: [incremental]",
                "3: error: architectures.omega.commit: there is no architecture \"omega\"; the nearest is \"o.mega\"; accepted: monolithic-multi, o.mega"
            ),
            (
                "cell.machines.n.count: [1]",
                "3: error: cell.machines.n.count: there is no machine class \"n\"; the nearest is \"m\"; accepted: m"
            ),
            (
                "retry.delay: { from: 0, to: 1s, count: 3, scale: log }",
                "24: error: sweep.retry.delay.from: a logarithmic scale never reaches 0; accepted: ends above 0"
            ),
            (
                "retry.delay: { from: 1s, to: 1GiB, count: 3 }",
                "32: error: sweep.retry.delay.to: it has not the kind of unit that \"from\" has; accepted: units of one kind"
            ),
            (
                "retry.delay: { from: 1s, to: 2s, count: 1 }",
                "43: error: sweep.retry.delay.count: \"1\" is not a whole number from 2 to 1000000"
            ),
            (
                "retry.delay: { from: 1s, count: 3 }",
                "16: error: sweep.retry.delay: \"to\" is missing and has no default"
            ),
            (
                "abandon.attempts: { from: 1, to: 4, count: 3 }",
                "21: error: abandon.attempts: \"2.5\" is not a whole number from 1 to 2147483647"
            ),
            (
                "abandon.attempts: { from: 1, to: 40000, count: 40000 }\n  warmup: { from: 0, to: 1s, count: 40000 }",
                "11: error: sweep.warmup: the sweep has too many combinations; accepted: at most 1000000 points"
            ),
            (
                "abandon.attempts: { from: 1, to: 600, count: 600 }\nreplications: 10000",
                "3: error: sweep: 600 combinations of 20000 runs; accepted: at most 715827 points"
            ),
        ])
    func badSweeps(sweep: String, message: String) {
        let failure = config(sweep: sweep).failure() ?? "no error"
        let line = sweep.contains("\n  warmup") ? 19 : 18
        #expect(failure == "test.yaml:\(line):\(message)")
    }

    private static let time = "a number with ns, us, ms, s, min, h or d, such as 250ms (a bare number is seconds)"

    @Test("overrides reach every setting, and are errors of theirs where they are wrong")
    func overrides() throws {
        var overrides = ConfigOverrides(seed: .max, replications: 3)
        overrides.settings = [
            try .init(argument: "decisionTime.batch.job=7s"),
            try .init(argument: "workloads.batch.tasks={ uniform: { min: 1, max: 3 } }"),
            try .init(argument: "architectures.monolithic-multi={ kind: two-level }"),
        ]
        let experiment = try ConfigText().load(overrides)
        #expect(experiment.seed == .max)
        #expect(experiment.points.map(\.replication) == [0, 1, 2])
        #expect(experiment.points[0].architecture == "two-level")
        #expect(experiment.points[0].scenario.decisionTimes == [DecisionTime(job: 7_000_000_000)])
        #expect(isSame(experiment, try Experiment.load(text: experiment.resolvedConfig, named: "r")))
    }

    @Test(
        "overrides that are none",
        arguments: [
            (
                "horizon=5GiB",
                "--set: error: horizon: \"5GiB\" has the unit \"GiB\", which is none of a time; accepted: \(time)"
            ),
            (
                "horizont=5s",
                "--set: error: horizont: unknown key \"horizont\"; the nearest known key is \"horizon\"; accepted here: name, description, horizon, warmup, replications, seed, cell, workloads, placement, decisionTime, retry, abandon, architectures, packing, sweep"
            ),
            (
                "architectures.x.commit=coarse",
                "--set: error: architectures.x.commit: there is no architecture \"x\"; the nearest is \"monolithic-multi\"; accepted: monolithic-multi"
            ),
            ("horizon=", "--set: error: horizon: nothing where a value is wanted; accepted: \(time)"),
            (
                "horizon=[",
                "--set: error: horizon: not YAML: while parsing a flow node did not find expected node content; accepted: a config in YAML or JSON"
            ),
        ])
    func badOverrides(argument: String, message: String) throws {
        #expect(ConfigText().failure(ConfigOverrides(settings: [try .init(argument: argument)])) == message)
    }

    @Test("what is not PATH=VALUE", arguments: ["", "=", "=1", "horizon"])
    func notSettings(argument: String) {
        #expect(throws: ConfigError.self) { try ConfigOverrides.Setting(argument: argument) }
    }

    @Test("numbers out of range name their option")
    func badOptions() {
        #expect(
            ConfigText().failure(ConfigOverrides(replications: 0))
                == "--replications: error: replications: \"0\" is not a whole number from 1 to 100000")
    }

    @Test("an override of a swept path takes its place; one of the sweep changes it")
    func overridesAndSweeps() throws {
        let config = config(sweep: "retry.delay: [1s, 2s]\n  warmup: [0s, 1s]")
        let fixed = try config.load(ConfigOverrides(settings: [.init(path: "retry.delay", value: "5s")]))
        #expect(fixed.points.count == 4)
        #expect(fixed.points.allSatisfy { $0.scenario.retry.delay == 5_000_000_000 })
        let changed = try config.load(ConfigOverrides(settings: [.init(path: "sweep.retry.delay", value: "[7s]")]))
        #expect(values(changed) == [.number(7)])
        let added = try config.load(ConfigOverrides(settings: [.init(path: "sweep.abandon.attempts", value: "[7, 8]")]))
        #expect(values(added, axis: 2) == [.number(7), .number(8)])
    }
}
