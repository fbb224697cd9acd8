import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

/// Every described setting is read, `--set` changes it, and sweeps change it if the description says so.
struct DescribedSettingsTests {
    /// Configs that together may have every setting.
    static let bases =
        [
            listed, "preset: omega-a", "from: { google2011: nowhere }",
            "from: { alibaba-gpu-2023: nowhere }", listed + "\n  initialJobs: { csv: nowhere }",
            listed + "\n  initialJobs: { swf: nowhere }", listed + "\n  initialJobs: { google2011: nowhere }",
            listed + "\n  initialJobs: { published-simulator: nowhere }",
        ].map { base(cell: $0, workloads: drawn) }
        + [
            "{ preset: google-2011-batch-service }", "{ from: { csv: nowhere } }", "{ from: { swf: nowhere } }",
            "{ from: { google2011: nowhere } }", "{ from: { alibaba-gpu-2023: nowhere } }",
            "{ from: { published-simulator: nowhere } }",
            "{ from: { published-simulator: { interarrival: a, tasks: b, runtime: c, requests: d } } }",
        ].map { base(cell: listed, workloads: $0) }
        + [
            base(cell: listed, workloads: drawn.replacing(" },", with: ", placement: \(weighted) },"))
                + "\nplacement: \(weighted)"
        ]

    private static let weighted = "{ policy: weighted, weights: { balance: 1 } }"

    private static let listed = "machines: [{ class: c, count: 4, cpu: 8, memory: 16GiB, gpu: 2, racks: 2 }]"

    private static let drawn = """
        { batch: { interarrival: 10s, tasks: 2, duration: 1min, cpu: 1, memory: 1GiB },
          service: { interarrival: 10s, tasks: 2, duration: 1min, cpu: 1, memory: 1GiB } }
        """

    private static func base(cell: String, workloads: String) -> String {
        """
        name: base
        horizon: 1h
        cell:
          \(cell)
        workloads: \(workloads.replacing("\n", with: " "))
        architectures:
          - { kind: monolithic, name: monolithic, paths: single, path: batch }
          - { kind: partitioned, name: partitioned, shares: { batch: 0.3, service: 0.3 } }
          - { kind: two-level, name: two-level }
          - { kind: shared-state, name: shared-state }
        """
    }

    /// Paths of settings other than sections, with the names that the bases have.
    static let leaves = SettingExplanation().paths().filter { path in
        guard let shape = try? SettingTree.standard.find(path).setting.shape else { return true }
        return shape.settingsBelow.isEmpty && !path.hasPrefix("sweep.") && !path.hasSuffix(".kind")
    }

    static func named(_ path: String) -> String {
        path.replacing("WORKLOAD", with: "batch").replacing("CLASS", with: "c").replacing("ATTRIBUTE", with: "disk")
            .replacing("VALUE", with: "2")
    }

    @Test(arguments: leaves)
    func aWrongValueIsRefusedWhereItStands(path: String) {
        let named = Self.named(path)
        let override = ConfigOverrides.Setting(path: named, value: "{ nonsense: [] }")
        let isFound = Self.bases.contains { base in
            let error = #expect(throws: ConfigError.self) {
                try Experiment.load(text: base, named: "base.yaml", overrides: ConfigOverrides(settings: [override]))
            }
            return error?.file == "--set" && error?.path.map { Self.matches($0, named) } ?? false
        }
        #expect(isFound, "nobody refuses a wrong value of \(named)")
    }

    /// True if an error is of a path; in an error's path elements of lists are numbered.
    private static func matches(_ errorPath: String, _ path: String) -> Bool {
        var parts = path.split(separator: ".").map(String.init)
        if parts.count > 1, parts[0] == "architectures", let index = kinds.firstIndex(of: parts[1]) {
            parts = ["architectures[\(index)]"] + parts.dropFirst(2)
        }
        if path.hasPrefix("cell.machines.c.") { parts = ["cell", "machines[0]"] + parts.dropFirst(3) }
        let wanted = parts.joined(separator: ".")
        return errorPath == wanted || errorPath.hasPrefix(wanted + ".")
    }

    private static let kinds = ArchitectureKind.all.map(\.name)

    @Test(arguments: leaves)
    func sweepsChangeWhatSaysSo(path: String) throws {
        let setting = try SettingTree.standard.find(path).setting
        let named = Self.named(path)
        guard let values = Self.examples(of: setting.shape, at: path) else { return }
        let refusal = "a sweep cannot change this"
        var outcomes: [String] = []
        for base in Self.bases {
            for value in values {
                do {
                    let text = base + "\nsweep:\n  \(named): [\(value)]\n"
                    let experiment = try Experiment.load(text: text, named: "base.yaml")
                    #expect(experiment.points.allSatisfy { $0.parameters.map(\.path) == [named] })
                    outcomes.append("swept")
                } catch {
                    outcomes.append(error.message)
                }
            }
        }
        if setting.shape.isParameter {
            // A setting of files that are not here is read up to the missing file.
            let isOfFiles = ["from", "initialJobs"].contains { named.contains(".\($0).") }
            #expect(outcomes.contains("swept") || isOfFiles, "\(named): \(outcomes)")
            #expect(!outcomes.contains { $0.contains(refusal) }, "\(named)")
        } else {
            #expect(!outcomes.contains("swept"), "\(named)")
        }
    }

    /// Two values that are accepted.
    private static func examples(of shape: SettingShape, at path: String) -> [String]? {
        switch shape {
        case .span: ["1s", "2s"]
        case .amount(.memory, _), .distribution(.memory): ["1GiB", "2GiB"]
        case .distribution(.time), .amount(.time, _): ["1s", "2s"]
        case .distribution(.tasks), .distribution(.cores), .amount(.tasks, _), .amount(.cores, _): ["1", "2"]
        case .distribution, .amount(.devices, _): ["0", "1"]
        case .amount: ["0.3", "0.4"]
        case .percentage: ["5%", "7%"]
        case .count, .fixedCount: ["2", "3"]
        case .word(let words): words.prefix(2).map(\.word)
        case .workload: ["batch", "service"]
        case .either(let shapes): shapes.lazy.compactMap { examples(of: $0, at: path) }.first
        case .text(_, let isParameter): isParameter ? ["machine", "machine soft"] : ["a", "b"]
        case .truth: ["true", "false"]
        case .name: ["a", "b"]
        case .section, .byWorkload, .named, .list, .oneOf, .variants: nil
        }
    }
}
