import CellbenchSimulator
import Testing

@testable import CellbenchConfig

@Suite("Workloads in configs")
struct ConfigWorkloadTests {
    /// The small config with a distribution for the tasks' memory.
    private func config(memory: String) -> ConfigText {
        var config = ConfigText()
        config.cell = "cell: { machines: [{ class: m, count: 10, cpu: 4, memory: 16 }] }"
        config.workloads = "workloads: { a: { interarrival: 10s, tasks: 5, duration: 60s, cpu: 1, memory: \(memory) } }"
        return config
    }

    @Test("a value of a choice stands once, however it is spelt")
    func choiceOfOneValueTwice() {
        var config = ConfigText()
        config.workloads = config.workloads.replacing("1GiB", with: "{ choice: { 1GiB: 1, 1024MiB: 2 } }")
        #expect(
            config.failure()?.hasSuffix("\"1024MiB\" is the same as a value above; accepted: every value once") == true)
    }

    @Test(
        "every family of distribution",
        arguments: [
            ("2", Distribution(.constant(2))),
            ("512MiB", Distribution(.constant(0.5))),
            ("{ constant: 2 }", Distribution(.constant(2))),
            ("{ constant: { value: 2, max: 3 } }", Distribution(.constant(2), maximum: 3)),
            ("{ uniform: { min: 1, max: 2 } }", Distribution(.uniform(from: 1, to: 2))),
            ("{ uniform: { min: 1, max: 2 }, max: 1.5 }", Distribution(.uniform(from: 1, to: 2), maximum: 1.5)),
            ("{ exponential: { mean: 1TiB } }", Distribution(.exponential(mean: 1024))),
            ("{ normal: { mean: 4GiB, sd: 2, min: 64MiB } }", Distribution(.normal(mean: 4, sd: 2), minimum: 0.0625)),
            ("{ normal: { mean: 4GiB, sd: 2 }, min: 64MiB }", Distribution(.normal(mean: 4, sd: 2), minimum: 0.0625)),
            ("{ lognormal: { mean: 4, sd: 2, max: 9 } }", Distribution(.lognormal(mean: 4, sd: 2), maximum: 9)),
            ("{ pareto: { alpha: 1.5, min: 1 } }", Distribution(.pareto(alpha: 1.5, scale: 1))),
            ("{ pareto: { alpha: 1.5, min: 1, max: 9 } }", Distribution(.pareto(alpha: 1.5, scale: 1), maximum: 9)),
            (
                "{ choice: { 1GiB: 0.5, 2GiB: 1 } }",
                Distribution(.choice([.init(value: 1, weight: 0.5), .init(value: 2, weight: 1)]))
            ),
            (
                "{ choice: { 1: 3, 2: 1, max: 1.5 } }",
                Distribution(.choice([.init(value: 1, weight: 3), .init(value: 2, weight: 1)]), maximum: 1.5)
            ),
            (
                "{ quantiles: [[0, 1], [0.5, 2], [1, 2]] }",
                Distribution(
                    .quantiles([
                        .init(probability: 0, value: 1), .init(probability: 0.5, value: 2),
                        .init(probability: 1, value: 2),
                    ]))
            ),
        ])
    func families(text: String, distribution: Distribution) throws {
        let experiment = try config(memory: text).load()
        guard case .generated(let workloads) = experiment.points[0].scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads[0].memory == distribution)
        // Every config that can be read can be written.
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "resolved.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    private static let anyFamily =
        "accepted: a value, or one of constant, uniform, exponential, normal, lognormal, pareto, choice, quantiles"

    @Test(
        "distributions that are none",
        arguments: [
            ("~", ": nothing is not a distribution; \(anyFamily)"),
            ("[1, 2]", ": a sequence is not a distribution; \(anyFamily)"),
            ("{}", ": 0 families of distribution; \(anyFamily)"),
            ("{ constant: 1, normal: 2 }", ": 2 families of distribution; \(anyFamily)"),
            (
                "{ normal: 4 }",
                ".normal: \"4\" is not the parameters of a distribution; accepted: a mapping of mean, sd, min, max"
            ),
            ("{ normal: { mean: 4 } }", ".normal: \"sd\" is missing and has no default"),
            (
                "{ normal: { mean: 4, sd: -1 } }",
                ".normal.sd: \"-1\" is negative; accepted: an amount of memory of at least 0"
            ),
            ("{ lognormal: { mean: 0, sd: 1 } }", ".lognormal.mean: \"0\" is not above 0; accepted: \(anyMemory)"),
            ("{ exponential: { mean: 0 } }", ".exponential.mean: \"0\" is not above 0; accepted: \(anyMemory)"),
            (
                "{ pareto: { alpha: 0, min: 1 } }",
                ".pareto.alpha: \"0\" is not above 0; accepted: a bare number, such as 0.5"
            ),
            (
                "{ uniform: { min: 2, max: 1 } }",
                ".uniform: its min is above its max; accepted: a min of at most the max"
            ),
            (
                "{ normal: { mean: 4, sd: 1, min: 3, max: 2 } }",
                ": its min is above its max; accepted: a min of at most the max"
            ),
            ("{ normal: { mean: 4, sd: 1, min: 3 }, min: 2 }", ".min: a second min of one distribution; accepted: one"),
            ("{ normal: { mean: 4, sd: 1, min: 40 } }", ": \(never)"),
            ("{ constant: 1, min: 2 }", ": \(never)"),
            ("{ choice: { 1: 1, 2: 0 }, min: 2 }", ": \(never)"),
            (
                "{ exponential: { mean: 1s } }",
                ".exponential.mean: \"1s\" has the unit \"s\", which is none of an amount of memory; accepted: \(anyMemory)"
            ),
            ("{ choice: {} }", ".choice: its weights do not add up to more than 0; accepted: some weight above 0"),
            (
                "{ choice: { 1: 0 } }",
                ".choice: its weights do not add up to more than 0; accepted: some weight above 0"
            ),
            ("{ choice: { x: 1 } }", ".choice.x: \"x\" is not an amount of memory; accepted: \(anyMemory)"),
            ("{ quantiles: [[0, 1]] }", ".quantiles: \(ends)"),
            ("{ quantiles: [[0.1, 1], [1, 2]] }", ".quantiles: \(ends)"),
            (
                "{ quantiles: [[0, 1], [0, 2], [1, 3]] }",
                ".quantiles[1][0]: not above the probability before it; accepted: probabilities that increase"
            ),
            (
                "{ quantiles: [[0, 2], [1, 1]] }",
                ".quantiles[1][1]: less than the value before it; accepted: values that do not decrease"
            ),
            (
                "{ quantiles: [[0, 2, 3], [1, 1]] }",
                ".quantiles[0]: 3 values; accepted: a pair of a probability and a value"
            ),
        ])
    func badDistributions(text: String, message: String) {
        let failure = config(memory: text).failure() ?? "no error"
        #expect(failure.hasPrefix("test.yaml:4:"))
        #expect(failure.hasSuffix(": error: workloads.a.memory" + message))
    }

    private static let anyMemory = "a number with KiB, MiB, GiB or TiB, such as 512MiB (a bare number is GiB)"
    private static let never =
        "it practically never falls between its min and max; accepted: bounds that it does fall in"
    private static let ends = "it does not go from probability 0 to 1; accepted: points from [0, …] to [1, …]"

    @Test(
        "workloads that are none",
        arguments: [
            ("{}", "workloads: no workloads; accepted: at least one"),
            ("3", "workloads: \"3\" is not the workloads; accepted: a mapping with names as keys"),
            (
                "{ a: 3 }",
                "workloads.a: \"3\" is not a workload; accepted: a mapping of interarrival, tasks, duration, cpu, memory, gpu, load, constraints, spread, pickiness, placement"
            ),
            (
                "{ 'a b': {} }",
                "workloads.a b: \"a b\" is not a name; accepted: at most 200 letters, digits, dots, underscores and hyphens"
            ),
            ("{ a: { interarrival: 1s } }", "workloads.a: \"tasks\" is missing and has no default"),
            (
                "{ a: { interarrival: 1ns, tasks: 5, duration: 60s, cpu: 1, memory: 1 } }",
                "workloads.a.interarrival: a job more often than every microsecond; accepted: a mean of at least 1us"
            ),
            (
                "{ a: { interarrival: { choice: { 0: 1, 10s: 1, max: 1s } }, tasks: 5, duration: 60s, cpu: 1, memory: 1 } }",
                "workloads.a.interarrival: a job more often than every microsecond; accepted: a mean of at least 1us"
            ),
            (
                "{ a: { interarrival: 1, tasks: 5, duration: 60s, cpu: 0, memory: 1 } }",
                "workloads.a.cpu: tasks without processor time; accepted: more than 0 cores"
            ),
            (
                "{ a: { interarrival: 1, tasks: 5, duration: 60s, cpu: 1, memory: 1, gpu: 1 } }",
                "workloads.a.gpu: no machine of the cell can ever hold such a task; accepted: at most what the largest has"
            ),
            (
                "{ from: { csv: x.csv }, a: {} }",
                "workloads.a: unknown key \"a\"; the nearest known key is \"from\"; accepted here: from"
            ),
            (
                "{ from: x.csv }",
                "workloads.from: \"x.csv\" is not a trace; accepted: a mapping of csv, swf, google2011, alibaba-gpu-2023, "
                    + "published-simulator, onBadRow, window, timeScale, sizeScale, limit, loop, constraints, split, tasks, memoryPerProcessor, "
                    + "largestMachine, endTimes"
            ),
        ])
    func badWorkloads(text: String, message: String) {
        var config = ConfigText()
        config.workloads = "workloads: " + text
        let failure = config.failure() ?? "no error"
        #expect(failure.hasPrefix("test.yaml:6:"))
        #expect(failure.hasSuffix(": error: " + message))
    }

    @Test(
        "names that other YAMLs take for something else are names",
        arguments: ["on", "yes", "no", "1e3", "0x10", "from-x"])
    func oddNames(name: String) throws {
        var config = ConfigText()
        config.workloads = "workloads: { \(name): { interarrival: 1, tasks: 5, duration: 60s, cpu: 1, memory: 1 } }"
        let experiment = try config.load()
        #expect(experiment.points[0].scenario.workloads.names == [name])
        #expect(isSame(experiment, try Experiment.load(text: experiment.resolvedConfig, named: "r")))
    }
}
