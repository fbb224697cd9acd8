import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

/// Breaks shipped configs in more than fifty ways each.
///
/// Loading a broken config gives an experiment or one line that names the file. A config that must fail does fail.
@Suite("Mutated configs")
struct ConfigMutationTests {
    /// Change of a value of a config.
    enum Mutation: CaseIterable {
        case wrongType, wrongUnit, negative, huge, missing, misspelt, null, word

        /// True if the config must fail wherever the change applies.
        var mustFail: Bool {
            switch self {
            case .wrongType, .wrongUnit, .negative, .misspelt: true
            // A setting may have a default, a large value may be legal, and a name may be any word.
            case .huge, .missing, .null, .word: false
            }
        }
    }

    private static let perMutation = 6

    @Test("values mutated one at a time", arguments: ShippedConfigs.names, Mutation.allCases)
    func values(name: String, mutation: Mutation) throws {
        let bytes = try FileContents.read(ShippedConfigs.file(name), atMost: YAMLReader.mostBytes)
        let tree = try YAMLReader.tree(of: bytes, file: "\(name).yaml")
        var places = TreePath.all(in: tree).filter { mutation.applies(to: $0, in: tree) }
        var random = SplitMix64(state: UInt64(name.utf8.count * 100 + places.count))
        places.shuffle(using: &random)
        #expect(places.count >= Self.perMutation)
        for place in places.prefix(Self.perMutation) {
            let mutated = place.replacing(in: tree) { mutation.apply(to: $0, &random) }
            let text = try YAMLText.of(mutated)
            check(Array(text.utf8), mustFail: mutation.mustFail, "\(mutation) at \(place)")
        }
    }

    @Test("texts cut off anywhere", arguments: ShippedConfigs.names)
    func cut(name: String) throws {
        let bytes = try FileContents.read(ShippedConfigs.file(name), atMost: YAMLReader.mostBytes)
        var random = SplitMix64(state: 1)
        for _ in 0..<10 {
            let end = Int.random(in: 0..<bytes.count, using: &random)
            check(Array(bytes[..<end]), mustFail: false, "cut at \(end)")
        }
        check([], mustFail: true, "empty")
    }

    @Test("bytes changed anywhere", arguments: ShippedConfigs.names)
    func bytes(name: String) throws {
        let bytes = try FileContents.read(ShippedConfigs.file(name), atMost: YAMLReader.mostBytes)
        var random = SplitMix64(state: 2)
        for _ in 0..<30 {
            var changed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            changed[place] = UInt8.random(in: 0...255, using: &random)
            check(changed, mustFail: false, "byte \(place)")
        }
        check((0..<1000).map { _ in UInt8.random(in: 0...255, using: &random) }, mustFail: true, "binary")
    }

    @Test("folders and missing files in the place of configs", arguments: ShippedConfigs.names)
    func files(name: String) {
        for file in [ShippedConfigs.folder, ShippedConfigs.file(name) + ".none", ShippedConfigs.file(name) + "/x"] {
            #expect {
                try Experiment.load(file: file)
            } throws: { error in
                (error as? ConfigError)?.kind == .unreadable && "\(error)".hasPrefix("\(file): error: ")
            }
        }
    }

    @Test("job lists in the place of workloads, broken one field at a time", arguments: 0..<6)
    func jobLists(column: Int) throws {
        let folder = try TemporaryFolder()
        let text = """
            name: mutated
            horizon: 1h
            cell: { machines: [{ class: m, count: 3, cpu: 4, memory: 16 }] }
            workloads: { from: { csv: jobs.csv } }
            architectures: [{ kind: shared-state }]
            """
        let config = try folder.write("config.yaml", text.utf8)
        let header = "submit_time,workload,tasks,task_duration,cpu,memory\n"
        let row = ["1", "batch", "2", "3", "4", "5"]
        for value in ["", "x", "-1", "nan", "1e99", "\"", "\u{0}", "1,1", nil] {
            // A workload of a job list may have any name.
            if column == 1, ["x", "-1", "nan", "1e99"].contains(value) { continue }
            var fields = row
            if let value { fields[column] = value } else { fields.remove(at: column) }
            let list = header + row.joined(separator: ",") + "\n" + fields.joined(separator: ",") + "\n"
            let jobs = try folder.write("jobs.csv", list.utf8)
            #expect {
                try Experiment.load(file: config)
            } throws: { error in
                // A wrong name is an error of the config; every other error has its line in the list.
                let line = "\(error)"
                return line.hasPrefix("\(jobs):3:") && line.contains(": error: ") && !line.contains("\n")
            }
        }
    }

    /// Simulates the first thousands of events of each architecture on a few machines; a legal config must not trap.
    private func begin(_ experiment: Experiment) {
        var seen: Set<String> = []
        for point in experiment.points where seen.insert(point.architecture).inserted {
            var scenario = point.scenario
            for number in scenario.machines.indices {
                scenario.machines[number].count = min(scenario.machines[number].count, 5)
            }
            scenario.limits = SimulationLimits(waitingJobs: 10_000, runningTasks: 10_000)
            if scenario.machines.reduce(0, { $0 + $1.count }) > 0 {
                _ = try? simulate(scenario, audit: .atEnd) { true }
            }
        }
    }

    private func check(_ bytes: [UInt8], mustFail: Bool, _ comment: Comment) {
        do {
            let experiment = try Experiment.load(bytes: bytes, named: "mutated.yaml", overrides: ConfigOverrides())
            #expect(!mustFail, comment)
            begin(experiment)
        } catch {
            let line = error.description
            #expect(error.kind == .malformed, comment)
            #expect(line.hasPrefix("mutated.yaml:"), comment)
            #expect(line.contains(": error: "), comment)
            #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, comment)
            // Every error about a value has a line.
            if mustFail, !bytes.isEmpty, error.path != nil { #expect(error.line != nil, comment) }
        }
    }
}

extension ConfigMutationTests.Mutation {
    /// True if the change makes sense at a place.
    func applies(to path: TreePath, in tree: ConfigNode) -> Bool {
        guard let node = path.node(in: tree) else { return false }
        let isNumber = node.text.flatMap { NumberText($0) } != nil
        switch self {
        case .wrongType: return path.steps.first != .key("description") && node.text != nil
        case .wrongUnit: return isNumber
        // Less than nothing of 0 is 0.
        case .negative: return isNumber && node.text?.contains { "123456789".contains($0) } == true
        case .huge: return isNumber
        // Keys of the user's own have no spelling to miss.
        case .misspelt: return path.isKnownKey
        case .missing, .null: return true
        case .word: return node.text != nil
        }
    }

    /// The mutated entry; nil to leave it out.
    func apply(
        to entry: (key: String?, node: ConfigNode), _ random: inout SplitMix64
    ) -> (key: String?, node: ConfigNode)? {
        let place = entry.node.place
        func scalar(_ text: String) -> (String?, ConfigNode) { (entry.key, ConfigNode(scalar: text, place: place)) }
        switch self {
        case .wrongType: return (entry.key, ConfigNode(.mapping([]), place: place))
        case .wrongUnit: return scalar((entry.node.text ?? "") + "parsec")
        case .negative: return scalar("-" + (entry.node.text ?? ""))
        case .huge:
            return scalar(["1e308", "99999999999999999999", "2147483647", "1e9"].randomElement(using: &random) ?? "")
        case .missing: return nil
        case .misspelt: return (entry.key.map { $0.dropLast() + "xq" }, entry.node)
        case .null: return scalar("~")
        case .word: return scalar("parsec")
        }
    }
}
