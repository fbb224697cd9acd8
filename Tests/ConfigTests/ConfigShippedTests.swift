import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig

/// The configs that people start from.
enum ShippedConfigs {
    static let folder = URL(filePath: #filePath).appending(path: "../../../Configs").standardized.path
    static let names = [
        "head-to-head", "decision-time-sweep", "scheduler-count-sweep", "commit-bottleneck", "published-example",
        "omega/fig-05-06", "omega/fig-07", "omega/fig-08", "omega/fig-09", "omega/fig-10", "omega/thesis-partitions",
        "omega/thesis-pickiness", "omega/saturation", "omega/scored-b", "seed-schedulers", "placement-chase",
        "placement-candidates", "placement-conflicts",
    ]

    /// Configs that need a trace, which is not in the repository.
    static let replays =
        ["google-2011-replay", "alibaba-gpu-2023-replay", "swf-replay", "published-traces"] + omegaReplays
    static let omegaReplays = [
        "omega/fig-11", "omega/fig-12", "omega/fig-13", "omega/fig-14", "omega/saturation-replay",
        "omega/scored-replay",
    ]

    /// Configs for `pack`.
    static let packings = ["fgd"]

    static func file(_ name: String) -> String { "\(folder)/\(name).yaml" }
}

@Suite("Shipped configs")
struct ConfigShippedTests {
    @Test("all of the folder are known to the tests")
    func allKnown() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: ShippedConfigs.folder)
        let others = ["omega", "omega/claims.yaml", "omega/verdicts.txt", "placement-claims.yaml"]
        #expect(
            files.sorted()
                == ((ShippedConfigs.names + ShippedConfigs.replays + ShippedConfigs.packings).map { "\($0).yaml" }
                + others).sorted())
    }

    @Test("the evaluation's replays load on a trace, and vary what they say", arguments: ShippedConfigs.omegaReplays)
    func omegaReplays(name: String) throws {
        let folder = try TemporaryFolder()
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,batch,1,10,1,1\n5,service,1,10,1,1\n"
        _ = try folder.write("jobs.csv", list.utf8)
        let text = try String(contentsOfFile: ShippedConfigs.file(name), encoding: .utf8)
            .replacing("google2011: google-2011", with: "csv: jobs.csv")
        let experiment = try Experiment.load(file: try folder.write("replay.yaml", text.utf8))
        #expect(experiment.name == name.split(separator: "/").last.map(String.init))
        let swept = Set(experiment.points.flatMap { $0.parameters.map(\.path) })
        #expect(swept.contains("workloads.from.sizeScale") && swept.contains { $0.hasPrefix("decisionTime.") })
    }

    @Test("each loads, under its own name", arguments: ShippedConfigs.names)
    func loads(name: String) throws {
        let experiment = try Experiment.load(file: ShippedConfigs.file(name))
        #expect(experiment.name == name.split(separator: "/").last.map(String.init))
        #expect(!experiment.points.isEmpty)
    }

    @Test(
        "each resolves to a text that loads to the same experiment and the same text", arguments: ShippedConfigs.names)
    func fixedPoint(name: String) throws {
        let experiment = try Experiment.load(file: ShippedConfigs.file(name))
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "resolved.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test("head-to-head has every kind of architecture")
    func headToHead() throws {
        let experiment = try Experiment.load(file: ShippedConfigs.file("head-to-head"))
        let names = experiment.points.filter { $0.replication == 0 }.map(\.architecture)
        #expect(
            names == [
                "monolithic-single", "monolithic-multi", "partitioned", "two-level", "shared-state",
                "omega-coarse-gang",
            ])
        #expect(Set(experiment.points.map(\.kind)) == Set(ArchitectureKind.all.map(\.name)))
    }

    @Test("the published example is the published example")
    func publishedExample() throws {
        let scenario = try Experiment.load(file: ShippedConfigs.file("published-example")).points[0].scenario
        let machine = Resources(milliCores: 4000, memoryMiB: 16 * 1024)
        #expect(scenario.machines == [MachineClass(name: "standard", count: 10_000, capacity: machine)])
        guard case .generated(let workloads) = scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads.map(\.name) == ["batch", "service"])
        #expect(workloads.map(\.interarrival) == [10, 20].map { Distribution(.exponential(mean: $0)) })
        #expect(workloads.map(\.tasks) == [100, 10].map { Distribution(.exponential(mean: $0)) })
        #expect(workloads.map(\.duration) == [100, 500].map { Distribution(.exponential(mean: $0)) })
        #expect(workloads.allSatisfy { $0.cpu == Distribution(.constant(1)) })
        #expect(workloads.allSatisfy { $0.memory == Distribution(.constant(2)) })
    }
}
