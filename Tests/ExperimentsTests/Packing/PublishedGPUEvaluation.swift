import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

/// The published GPU evaluation, which lies beside the repository and not in it.
enum PublishedGPUEvaluation {
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    private static let shared = root.appending(path: "../shared").standardized
    private static let reference = shared.appending(path: "reference/fgd")
    private static let traces = shared.appending(path: "traces/alibaba-gpu-v2023")

    /// True if the lists and the expected values are there.
    static var isThere: Bool {
        FileManager.default.fileExists(atPath: reference.appending(path: "expected.json").path)
            && FileManager.default.fileExists(atPath: traces.appending(path: "openb_node_list_all_node.csv").path)
    }

    /// Words of the policies by their published names.
    static let policies = [
        "Random": "randomized-first-fit", "DotProd": "dot-product", "BestFit": "best-fit",
        "GpuPacking": "gpu-packing", "GpuClustering": "gpu-clustering", "FGD": "fgd",
    ]

    /// Expected values of a measure at a demand.
    struct Expected: Decodable {
        var mean: Double
        var sd: Double
        var values: [Double]
    }

    /// By policy, measure and demand.
    typealias Measures = [String: [String: [String: Expected]]]

    private struct File: Decodable {
        var seeds: [Int]
        var workloads: [String: Measures]
    }

    /// The expected values of a list, and the position of a seed among them.
    static func expected(of list: String, seed: Int = 42) throws -> (values: Measures, position: Int) {
        let data = try Data(contentsOf: reference.appending(path: "expected.json"))
        let file = try JSONDecoder().decode(File.self, from: data)
        return (try #require(file.workloads[list]), try #require(file.seeds.firstIndex(of: seed)))
    }

    /// The shipped config on a list, in the published order of a seed if one is given.
    static func experiment(
        _ list: String, seed: Int? = nil, policies: String, replications: Int = 1
    ) throws -> PackingExperiment {
        let plain = traces.appending(path: "openb_pod_list_\(list).csv").path
        let pods = FileManager.default.fileExists(atPath: plain) ? plain : plain + ".gz"
        var settings = [
            "cell.from.alibaba-gpu-2023=\(traces.path)/openb_node_list_all_node.csv",
            "workloads.from.alibaba-gpu-2023=\(pods)", "packing.policies=[\(policies)]",
        ]
        if let seed { settings.append("packing.order={ file: \(reference.path)/orders/\(list)-\(seed).txt.gz }") }
        let overrides = ConfigOverrides(
            settings: try settings.map { try ConfigOverrides.Setting(argument: $0) }, replications: replications)
        return try PackingExperiment.load(
            file: root.appending(path: "Configs/fgd.yaml").path, overrides: overrides)
    }

    /// A curve's values by the names of the published measures.
    static func values(_ curve: PackingFile.Curve, _ measure: String) -> [Double?] {
        switch measure {
        case "alloc": curve.alloc
        case "frag_ratio": curve.fragRatio
        default: curve.fragAmount
        }
    }
}

@Suite(
    .enabled(
        if: PublishedGPUEvaluation.isThere,
        "the published evaluation is not in ../shared; scripts/reproduce --fgd needs it"))
struct PublishedGPUEvaluationTests {
    @Test(arguments: [("default", 42), ("gpuspec33", 43), ("multigpu50", 44)])
    func `In the published order every value of the policies without randomness is the published one`(
        list: String, seed: Int
    ) throws {
        let names = PublishedGPUEvaluation.policies.filter { $0.key != "Random" }
        let experiment = try PublishedGPUEvaluation.experiment(
            list, seed: seed, policies: names.values.sorted().joined(separator: ", "))
        let packed = try #require(try PackingRun(experiment).run(workers: 2))
        let (expected, position) = try PublishedGPUEvaluation.expected(of: list, seed: seed)
        var compared = 0
        for (name, word) in names {
            let curve = try #require(packed.curves.first { $0.policy == word })
            for (measure, tolerance) in [("alloc", 0.01), ("frag_amount", 0.01), ("frag_ratio", 0.005)] {
                for (at, published) in try #require(expected[name]?[measure]) {
                    let number = try #require(Int(at))
                    let here = try #require(PublishedGPUEvaluation.values(curve, measure)[number])
                    let difference = abs(here - published.values[position])
                    // Differences of decimals are not exact.
                    #expect(difference <= tolerance + 1e-9, "\(name) \(measure) at \(at): \(here)")
                    compared += 1
                }
            }
        }
        #expect(compared == 105)
    }

    @Test func `With random numbers of one's own the values are as far from the means as chance has it`() throws {
        let names = PublishedGPUEvaluation.policies
        let experiment = try PublishedGPUEvaluation.experiment(
            "default", policies: names.values.sorted().joined(separator: ", "))
        let packed = try #require(try PackingRun(experiment).run(workers: 2))
        let (expected, _) = try PublishedGPUEvaluation.expected(of: "default")
        for (name, word) in names {
            let curve = try #require(packed.curves.first { $0.policy == word })
            for measure in ["alloc", "frag_ratio", "frag_amount"] {
                for (at, published) in try #require(expected[name]?[measure]) {
                    let number = try #require(Int(at))
                    let here = try #require(PublishedGPUEvaluation.values(curve, measure)[number])
                    let most = 3 * max(published.sd, 0.05) * (1 + 1 / 10.0).squareRoot()
                    #expect(abs(here - published.mean) <= most, "\(name) \(measure) at \(at): \(here)")
                }
            }
        }
    }
}
