import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Constraints in configs")
struct ConfigConstraintTests {
    private func config(_ constraints: String, attributes: String = "{ gpu_model: T4, kernel: 3 }") -> String {
        """
        name: picky
        horizon: 1h
        cell:
          machines:
            - { class: plain, count: 5, cpu: 4, memory: 16 }
            - { class: gpu, count: 5, cpu: 4, memory: 16, gpu: 2, attributes: \(attributes) }
        workloads:
          batch: { interarrival: 10s, tasks: 2, duration: 1min, cpu: 1, memory: 1, constraints: \(constraints) }
          service: { interarrival: 10s, tasks: 1, duration: 1min, cpu: 1, memory: 1, pickiness: 0.5 }
        architectures: [{ kind: shared-state }]

        """
    }

    @Test(
        "are a text or a list of them, and the config as run says them",
        arguments: [
            ("gpu_model in T4|A10", [Constraint("gpu_model", .in, ["T4", "A10"])]),
            (
                "[gpu_model = T4, 'kernel > 2; zone != b']",
                [
                    Constraint("gpu_model", .in, ["T4"]), Constraint("kernel", .greater, ["2"]),
                    Constraint("zone", .notIn, ["b"]),
                ]
            ),
        ])
    func read(text: String, expected: [Constraint]) throws {
        let experiment = try Experiment.load(text: config(text), named: "picky.yaml")
        guard case .generated(let workloads) = experiment.points[0].scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads.map(\.requirements.constraints) == [expected, []])
        #expect(workloads.map(\.pickiness) == [1, 0.5])
        #expect(
            experiment.points[0].scenario.machines[1].attributes == ["gpu_model": "T4", "kernel": "3"])
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(try simulate(experiment.points[0].scenario).workloads.allSatisfy { $0.jobsFullyScheduled > 300 })
    }

    @Test(
        "values are texts as they are written, quoted or plain, and the config as run says them",
        arguments: [
            "010", "10", "3.10", "3.1", "1.0", "9007199254740993", "0x10", "1e3", "1_000", "yes", "on", "true",
            "12:30:00",
            "2024-01-01", "+5", "-0", ".5", ".inf", "0o7", "é",
        ])
    func texts(value: String) throws {
        for (attributes, flag) in [("{ rack: \(value) }", value), ("{ rack: \"\(value)\" }", "\"rack = \(value)\"")] {
            let constraints = flag == value ? "rack = \(value)" : flag
            let experiment = try Experiment.load(text: config(constraints, attributes: attributes), named: "a.yaml")
            for experiment in [experiment, try Experiment.load(text: experiment.resolvedConfig, named: "b.yaml")] {
                #expect(experiment.points[0].scenario.machines[1].attributes == ["rack": AttributeValue(value)])
                guard case .generated(let workloads) = experiment.points[0].scenario.workloads else {
                    Issue.record("not generated")
                    return
                }
                #expect(workloads[0].requirements.constraints == [Constraint("rack", .in, [AttributeValue(value)])])
            }
        }
        // Another spelling is another value, even of the same number.
        for other in ["\(value)0", "0\(value)", "+\(value)"] {
            #expect(throws: ConfigError.self) {
                try Experiment.load(text: config("rack = \(other)", attributes: "{ rack: \(value) }"), named: "a.yaml")
            }
        }
    }

    @Test("of --set too")
    func overridden() throws {
        let set = ConfigOverrides.Setting(path: "cell.machines.gpu.attributes.kernel", value: "010")
        let experiment = try Experiment.load(
            text: config("kernel > 9"), named: "a.yaml", overrides: ConfigOverrides(settings: [set]))
        #expect(experiment.points[0].scenario.machines[1].attributes == ["gpu_model": "T4", "kernel": "010"])
        #expect(throws: ConfigError.self) {
            try Experiment.load(
                text: config("kernel = 10"), named: "a.yaml", overrides: ConfigOverrides(settings: [set]))
        }
    }

    @Test(
        "mistakes have a place and say what is accepted",
        arguments: [
            (
                "gpu_model", "{ gpu_model: T4 }",
                "workloads.batch.constraints: \"gpu_model\" is not a set of constraints; accepted: "
                    + "conditions such as gpu_model in A10|T4; zone != b; kernel > 3"
            ),
            (
                "gpu_model = V100", "{ gpu_model: T4 }",
                "workloads.batch.constraints: no machine of the cell is suitable; accepted: "
                    + "what some machine has"
            ),
            (
                "gpu_model = T4", "{ gpu_model: 'a|b' }",
                "cell.machines[1].attributes.gpu_model: \"a|b\" is not a word; accepted: a "
                    + "number, or a text without spaces, quotes and any of ; | < > = !"
            ),
        ])
    func mistakes(constraints: String, attributes: String, message: String) {
        #expect {
            try Experiment.load(text: config(constraints, attributes: attributes), named: "picky.yaml")
        } throws: { error in
            "\(error)".hasSuffix(": error: \(message)")
        }
    }
}
