import CellbenchSimulator

@testable import CellbenchConfig
@testable import CellbenchFiles

/// A small legal config, in parts that tests replace.
struct ConfigText {
    var head = "name: small\nhorizon: 1h"
    var cell = "cell:\n  machines:\n    - { class: m, count: 10, cpu: 4, memory: 16 }"
    var workloads = """
        workloads:
          batch:
            interarrival: { exponential: { mean: 10s } }
            tasks: 5
            duration: 60s
            cpu: 1
            memory: 1GiB
        """
    var architectures = "architectures:\n  - { kind: monolithic, paths: multi }"
    var tail = ""

    var text: String { [head, cell, workloads, architectures, tail].joined(separator: "\n") + "\n" }

    /// The config with two workloads, batch and service.
    static var two: ConfigText {
        var result = ConfigText()
        result.workloads += """

              service: { interarrival: 20s, tasks: 1, duration: 1h, cpu: 2, memory: 4GiB }
            """
        return result
    }

    func load(_ overrides: ConfigOverrides = ConfigOverrides()) throws -> Experiment {
        try Experiment.load(text: text, named: "test.yaml", overrides: overrides)
    }

    /// The error line of loading; nil if loading succeeds.
    func failure(_ overrides: ConfigOverrides = ConfigOverrides()) -> String? {
        do {
            _ = try Experiment.load(text: text, named: "test.yaml", overrides: overrides)
            return nil
        } catch {
            return error.description
        }
    }
}

/// True if two experiments are equal apart from their texts.
func isSame(_ a: Experiment, _ b: Experiment) -> Bool {
    a.name == b.name && a.description == b.description && a.seed == b.seed && a.horizon == b.horizon
        && a.points.count == b.points.count && zip(a.points, b.points).allSatisfy { isSame($0, $1) }
}

private func isSame(_ a: Point, _ b: Point) -> Bool {
    a.architecture == b.architecture && a.kind == b.kind && a.parameters == b.parameters
        && a.replication == b.replication && a.estimatedCost == b.estimatedCost && isSame(a.scenario, b.scenario)
}

private func isSame(_ a: Scenario, _ b: Scenario) -> Bool {
    let sources =
        switch (a.workloads, b.workloads) {
        case (.generated(let a), .generated(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        default: false
        }
    return sources && a.horizon == b.horizon && a.warmup == b.warmup && a.seed == b.seed
        && a.replication == b.replication && a.machines == b.machines && a.retry == b.retry && a.abandon == b.abandon
        && a.initial.utilization == b.initial.utilization && a.initial.jobs == b.initial.jobs
        && a.placement == b.placement && a.placementByWorkload == b.placementByWorkload
        && a.decisionTimes == b.decisionTimes && a.commitTime == b.commitTime && a.architecture == b.architecture
}
