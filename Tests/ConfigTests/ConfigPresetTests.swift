import CellbenchSimulator
import CellbenchTraces
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite("Presets in configs")
struct ConfigPresetTests {
    private func config(cell: String, workloads: String) -> String {
        """
        name: preset
        horizon: 1h
        cell: \(cell)
        workloads: \(workloads)
        architectures: [{ kind: shared-state }]

        """
    }

    private func load(cell: String, workloads: String) throws -> Experiment {
        try Experiment.load(text: config(cell: cell, workloads: workloads), named: "preset.yaml")
    }

    @Test("a preset gives machines, workloads and what runs at the start, and the results say whose they are")
    func presets() throws {
        let experiment = try load(
            cell: "{ preset: google-2011, scale: 0.1 }", workloads: "{ preset: google-2011-batch-service }")
        let scenario = experiment.points[0].scenario
        #expect(scenario.machines == CellPreset.google2011.machines(scale: 0.1))
        guard case .generated(let workloads) = scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads == WorkloadPreset.google2011BatchService.workloads)
        #expect(scenario.initial.utilization == 0.6)
        #expect(experiment.presets.map(\.name) == ["google-2011", "google-2011-batch-service"])
        let results = ResultsFile(experiment, points: [])
        #expect(try ResultsFile(json: Array(results.jsonText().utf8), file: "").presets == experiment.presets)
        // The config as run has all defaults filled in.
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(again.points[0].scenario.machines == scenario.machines)
        #expect(again.points[0].scenario.initial.utilization == 0.6)
    }

    @Test("load scales arrivals, of presets and of workloads that are written out, and can be swept")
    func load() throws {
        let plain = "batch: { interarrival: 10s, tasks: 1, duration: 1min, cpu: 1, memory: 1 }"
        for (text, factor) in [("{ load: 4, \(plain) }", 4.0), ("{ \(plain) }", 1)] {
            let source = try load(cell: "{ preset: seed-mix }", workloads: text).points[0].scenario.workloads
            guard case .generated(let workloads) = source else {
                Issue.record("not generated")
                return
            }
            #expect(workloads.map(\.interarrival) == [Distribution(.constant(10 / factor))])
        }
        let swept = try Experiment.load(
            text: config(cell: "{ preset: seed-mix }", workloads: "{ preset: alibaba-gpu-2023, load: 1 }")
                + "sweep: { workloads.load: [1, 2] }\n", named: "swept.yaml")
        let means = swept.points.map { point -> Double in
            guard case .generated(let workloads) = point.scenario.workloads else { return 0 }
            return workloads[0].interarrival.mean
        }
        #expect(abs(means[0] / means[1] - 2) < 1e-9)
    }

    @Test(
        "the config as run of a sweep over what presets give is the same experiment",
        arguments: [
            "workloads.load: [0.5, 1, 2]", "cell.preset: [seed-mix, google-2011]", "cell.scale: [1, 0.5]",
            "workloads.preset: [google-2011-batch-service, google-2011-priority]",
            "workloads.preset: [google-2011-priority, alibaba-gpu-2023]",
        ])
    func sweeps(sweep: String) throws {
        let text = config(
            cell: "{ preset: seed-mix, scale: 2 }", workloads: "{ preset: google-2011-batch-service, load: 0.1 }")
        let experiment = try Experiment.load(text: text + "sweep: { \(sweep) }\n", named: "swept.yaml")
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(
            again.points.map(\.scenario.initial.utilization) == experiment.points.map(\.scenario.initial.utilization))
        let names = Set(experiment.presets.map(\.name))
        #expect(!sweep.hasPrefix("cell.preset") || names.contains("google-2011"))
        #expect(!sweep.hasPrefix("workloads.preset") || names.contains("google-2011-priority"))
    }

    @Test("the config as run of a sweep over the scale of a trace's machines is the same experiment")
    func machinesOfTrace() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\na,8000,16384,2,T4\n".utf8)
        let text =
            config(
                cell: "{ from: { alibaba-gpu-2023: nodes.csv }, scale: 3 }",
                workloads: "{ batch: { interarrival: 10s, tasks: 1, duration: 1min, cpu: 1, memory: 1 } }")
            + "sweep: { cell.scale: [10, 20] }\n"
        let experiment = try Experiment.load(file: try folder.write("a.yaml", text.utf8))
        #expect(experiment.points.map { $0.scenario.machines[0].count } == [10, 20])
        #expect(experiment.points[0].scenario.machines[0].attributes == ["gpu_model": "T4"])
        let again = try Experiment.load(file: try folder.write("b.yaml", experiment.resolvedConfig.utf8))
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test("what is said of a preset's workload replaces that of the preset, the rest stays")
    func changed() throws {
        let experiment = try load(
            cell: "{ preset: omega-b }",
            workloads:
                "{ preset: cell, load: 2, batch: { load: 3, pickiness: 0.5 }, service: { tasks: 7, spread: machine } }")
        guard case .generated(let workloads) = experiment.points[0].scenario.workloads else {
            Issue.record("not generated")
            return
        }
        var expected = WorkloadPreset.omegaB.workloads
        expected[0].interarrival = Distribution(.exponential(mean: 1.5 / 6))
        expected[0].pickiness = 0.5
        expected[1].interarrival = Distribution(.exponential(mean: 15))
        expected[1].tasks = Distribution(.constant(7))
        expected[1].requirements.spread.machine = .hard
        #expect(workloads == expected)
        #expect(experiment.points[0].scenario.initial.utilization == 0.6)
        #expect(experiment.presets.map(\.name) == ["omega-b", "omega-b"])
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test(
        "the config as run of a sweep over a preset's workloads is the same experiment",
        arguments: [
            "cell.preset: [omega-a, omega-c, google-2011]", "cell.preset: [omega-a, alibaba-gpu-2023]",
            "workloads.batch.load: [1, 2.5]",
            "workloads.service.pickiness: [0.25, 1]", "workloads.preset: [cell, omega-c]",
            "workloads.batch.interarrival.exponential.mean: [1s, 2s]", "workloads.load: [1, 3]",
        ])
    func sweepsOverChanges(sweep: String) throws {
        let text = config(
            cell: "{ preset: omega-b }", workloads: "{ preset: cell, batch: { load: 2 }, service: { tasks: 3 } }")
        let experiment = try Experiment.load(text: text + "sweep: { \(sweep) }\n", named: "swept.yaml")
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(
            again.points.map(\.scenario.initial.utilization) == experiment.points.map(\.scenario.initial.utilization))
        let means = Set(experiment.points.map { "\($0.scenario.machines) \($0.scenario.workloads)" })
        #expect(means.count == experiment.points.count, "every point is another")
    }

    @Test("a workload that is written out may have a load of its own")
    func ownLoad() throws {
        let workload = "{ interarrival: 10s, tasks: 1, duration: 1min, cpu: 1, memory: 1, load: 4 }"
        let experiment = try load(cell: "{ preset: seed-mix }", workloads: "{ load: 2.5, batch: \(workload) }")
        guard case .generated(let workloads) = experiment.points[0].scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads.map(\.interarrival) == [Distribution(.constant(1))])
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again) && again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test("only a preset's workloads can be changed, and only a cell that has workloads gives them")
    func mistakesBesidePresets() {
        for (cell, workloads, message) in [
            ("omega-a", "{ preset: cel }", "\"cel\" is no preset; accepted: cell"),
            ("omega-a", "{ preset: cell, bach: { load: 2 } }", "unknown key \"bach\""),
            ("omega-a", "{ preset: cell, batch: { loat: 2 } }", "unknown key \"loat\""),
            ("omega-a", "{ preset: cell, batch: { load: 0 } }", "is not above 0"),
            (
                "seed-mix", "{ preset: cell }",
                "the cell has no workloads of its own; accepted with cell.preset: google-2011"
            ),
            (
                "omega-a", "{ preset: cell, load: 1000, batch: { load: 1000, interarrival: 100ms } }",
                "more often than every"
            ),
        ] {
            let error = #expect(throws: ConfigError.self) {
                try load(cell: "{ preset: \(cell) }", workloads: workloads)
            }
            #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        }
    }

    @Test("a workload may be called load or preset")
    func names() throws {
        let workload = "{ interarrival: 10s, tasks: 1, duration: 1min, cpu: 1, memory: 1 }"
        let source = try load(cell: "{ preset: seed-mix }", workloads: "{ load: \(workload), preset: \(workload) }")
        #expect(source.points[0].scenario.workloads.names == ["load", "preset"])
    }

    @Test(
        "mistakes have a place and say what is accepted",
        arguments: [
            (
                "{ preset: google }", "{ preset: google-2011-batch-service }",
                "cell.preset: \"google\" is none of the accepted words: google-2011, alibaba-gpu-2023, omega-a, omega-b, omega-c, seed-mix; "
                    + "the nearest is \"google-2011\""
            ),
            (
                "{ preset: seed-mix, machines: [] }", "{ preset: google-2011-batch-service }",
                "cell: machines and preset together; accepted: one of machines, preset, from"
            ),
            (
                "{ scale: 2, machines: [{ class: a, count: 1, cpu: 1, memory: 1 }] }",
                "{ preset: google-2011-batch-service }",
                "cell.scale: machines that are listed cannot be scaled; accepted: with preset or from"
            ),
            (
                "{ preset: seed-mix, scale: 0.0001 }", "{ preset: google-2011-batch-service }",
                "cell.preset: no machine at this scale; accepted: a larger one"
            ),
            (
                "{ preset: seed-mix }",
                "{ load: 1000, a: { interarrival: 1us, tasks: 1, duration: 1s, cpu: 1, memory: 1 } }",
                "workloads: with this load a job of a more often than every microsecond; accepted: a mean of at least 1us"
            ),
            (
                "{ preset: seed-mix }", "{ preset: google-2011-batch-service, load: 0 }",
                "workloads.load: \"0\" is not above 0; accepted: a bare number, such as 0.5"
            ),
            (
                "{ from: { google2011: nowhere } }", "{ preset: google-2011-batch-service }",
                "cell.from.google2011: \"nowhere\" cannot be read: it has no machine_events; accepted: a folder with "
                    + "machine_events"
            ),
        ])
    func mistakes(cell: String, workloads: String, message: String) {
        #expect {
            try load(cell: cell, workloads: workloads)
        } throws: { error in
            "\(error)".hasSuffix(": error: \(message)")
        }
    }
}

@Suite("Scaled distributions")
struct ScaledDistributionTests {
    @Test(
        "have so many times the quantiles",
        arguments: [
            Distribution(.constant(3)), Distribution(.uniform(from: 1, to: 4)), Distribution(.exponential(mean: 2)),
            Distribution(.normal(mean: 5, sd: 2), minimum: 1, maximum: 8), Distribution(.lognormal(mean: 4, sd: 9)),
            Distribution(.pareto(alpha: 2, scale: 3)),
            Distribution(.choice([.init(value: 1, weight: 1), .init(value: 5, weight: 3)])),
            Distribution(.quantiles([.init(probability: 0, value: 1), .init(probability: 1, value: 7)])),
        ])
    func scaled(distribution: Distribution) {
        let scaled = distribution.scaled(by: 2.5)
        for u in [0.01, 0.3, 0.5, 0.9, 0.999] {
            #expect(abs(scaled.quantile(u) - 2.5 * distribution.quantile(u)) < 1e-9)
        }
        #expect(abs(scaled.mean - 2.5 * distribution.mean) < 1e-9)
        #expect(scaled.minimum == 2.5 * distribution.minimum)
    }
}
