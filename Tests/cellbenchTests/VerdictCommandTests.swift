import Foundation
import Testing

/// Bench files for the command line to compare.
private enum Bench {
    /// A bench of two benchmarks in another program's layout, with a sample for each of `times`.
    static func file(
        times: [Double] = steady, allocations: Int = 0, cpu: String = "Abacus", failure: String? = nil
    ) -> String {
        let samples = times.map(\.description).joined(separator: ", ")
        let rates = times.map { (1e9 / $0).description }.joined(separator: ", ")
        let failed = failure.map { #", "failure": "\#($0)""# } ?? ""
        return """
            { "schema": "cellbench.bench/1", "environment": { "cpuModel": "\(cpu)", "cpuCount": 2, "kernel": "Linux 6.1",
              "toolchain": "Swift 6.3.1", "buildConfiguration": "release", "version": "0.1.0", "gitRevision": null,
              "allocator": { "jemallocVersion": "5.3.0", "isProcessAllocator": true } },
              "benchmarks": [
                { "name": "commit/fine", "parameters": { "claims": 10, "threads": 1 }, "metrics": {
                    "allocations": { "class": "exact", "better": "lower", "unit": "1", "value": \(allocations) },
                    "time": { "class": "timed", "better": "lower", "unit": "ns", "samples": [\(samples)] },
                    "throughput": { "class": "timed", "better": "higher", "unit": "1/s", "samples": [\(rates)] },
                    "latency": { "class": "info", "unit": "ns", "p50": 58, "max": null, "note": "of batches" } } },
                { "name": "release", "parameters": {}, "metrics": {
                    "allocations": { "class": "exact", "better": "lower", "unit": "1", "value": 2 } }\(failed) } ] }
            """
    }

    static let steady = [61.2, 60.8, 61.4, 61.0, 61.3, 60.9, 61.1, 61.5]
    static let slower = steady.map { $0 * 1.08 }
    static let noisy = [61.2, 50, 70, 66, 55, 59, 64, 52]
    static let withoutRelease = file().replacing("\"name\": \"release\"", with: "\"name\": \"another\"")
}

private let files = [
    "base.json": Bench.file(), "slower.json": Bench.file(times: Bench.slower, allocations: 1),
    "faster.json": Bench.file(times: Bench.steady.map { $0 * 0.9 }), "noisy.json": Bench.file(times: Bench.noisy),
    "slightly.json": Bench.file(times: Bench.steady.map { $0 * 1.08 }),
    "drift.json": Bench.file().replacing("\"value\": 2", with: "\"value\": 1"),
    "one.json": Bench.file(times: [61.2]), "elsewhere.json": Bench.file(cpu: "Eniac"),
    "missing.json": Bench.withoutRelease, "died.json": Bench.file(failure: "killed by signal 9"),
    "empty.json": "", "truncated.json": String(Bench.file().prefix(700)),
    "nan.json": Bench.file().replacing("61.2,", with: "NaN,"),
    "foreign.json": #"{"context": {"date": "2024"}, "benchmarks": []}"#,
    "next.json": Bench.file().replacing("bench/1", with: "bench/2"),
]

@Suite struct VerdictCommandTests {
    @Test(
        arguments: [
            ("base", [], 0), ("slower", [], 2), ("faster", [], 0), ("noisy", [], 0), ("noisy", ["--strict"], 4),
            ("drift", [], 2), ("one", [], 3), ("elsewhere", [], 3), ("missing", [], 3), ("died", [], 3),
            ("slightly", [], 2), ("slightly", ["--tolerance", "10%"], 0), ("elsewhere", ["--strict"], 3),
            ("empty", [], 65),
            ("truncated", [], 65), ("nan", [], 65), ("foreign", [], 65), ("next", [], 65), ("none", [], 66),
        ] as [(String, [String], Int32)])
    func `Every verdict has its exit status`(new: String, options: [String], status: Int32) throws {
        try withFolder(files) { folder in
            for format in [[], ["--json"], ["--markdown"]] {
                let outcome = try CellbenchProcess.run(
                    ["compare", "base.json", "\(new).json"] + options + format, in: folder)
                #expect(outcome.status == status)
                #expect(!outcome.wasKilled)
                if [65, 66].contains(status) {
                    #expect(outcome.output.isEmpty)
                    #expect(outcome.errors.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
                    #expect(outcome.errors.hasPrefix("\(new).json:"))
                } else {
                    #expect(outcome.errors.isEmpty)
                }
            }
        }
    }

    @Test(
        arguments: [
            ["base.json", "base.json", "--against", "omega"], ["base.json", "--json"], ["base.json", "--strict"],
            ["base.json", "--markdown"], ["base.json", "--tolerance", "2%"],
            ["base.json", "base.json", "--json", "--markdown"], ["base.json", "base.json", "--tolerance", "2"],
            ["base.json", "base.json", "base.json"], [],
        ])
    func `Wrong usage ends with 64`(arguments: [String]) throws {
        try withFolder(files) { folder in
            let outcome = try CellbenchProcess.run(["compare"] + arguments, in: folder)
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func `The table, the comment and the JSON are as on record`() throws {
        try withFolder(files) { folder in
            let arguments = ["compare", "base.json", "slower.json"]
            try Golden.expect(CellbenchProcess.run(arguments, in: folder).output, is: "verdict-table.txt")
            try Golden.expect(
                CellbenchProcess.run(arguments + ["--markdown"], in: folder).output, is: "verdict-comment.md")
            try Golden.expect(CellbenchProcess.run(arguments + ["--json"], in: folder).output, is: "verdict.json")
            try Golden.expect(
                CellbenchProcess.run(["compare", "base.json", "elsewhere.json"], in: folder).output,
                is: "verdict-elsewhere.txt")
        }
    }

    @Test func `Directories hold samples, in as many files as one likes`() throws {
        var samples: [String: String] = [:]
        for (index, time) in Bench.steady.enumerated() { samples["\(index).json"] = Bench.file(times: [time]) }
        try withFolder(samples) { base in
            for (index, time) in Bench.slower.enumerated() { samples["\(index).json"] = Bench.file(times: [time]) }
            try withFolder(samples) { new in
                let outcome = try CellbenchProcess.run(["compare", base.path, new.path], in: base)
                #expect(outcome.status == 2)
                #expect(outcome.output.contains("8 benches on 2 × Abacus"))
                #expect(outcome.output.hasSuffix("\n2 passed, 2 failed\n"))
                let same = try CellbenchProcess.run(["compare", base.path, base.path], in: base)
                #expect(same.status == 0)
            }
        }
    }

    @Test func `Runs are compared by their directories`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            func run(_ output: String, _ arguments: [String]) throws {
                _ = try CellbenchProcess.run(
                    ["run", "small.yaml", "--quiet", "--output", output, "--set", "horizon=1min"] + arguments,
                    in: folder)
            }
            try run("a", [])
            try run("b", ["--set", "retry.delay=5s"])
            try run("c", ["--seed", "8"])
            let same = try CellbenchProcess.run(["compare", "a", "a/results.json"], in: folder)
            #expect(same.status == 0)
            #expect(same.output.hasSuffix(" passed, 0 failed\n"))
            let other = try CellbenchProcess.run(["compare", "a", "b"], in: folder)
            #expect(other.status == 3)
            #expect(other.output.contains("of another config: compared by replication"))
            #expect(other.output.contains("too few samples: it takes 14 replications for 51 metrics"))
            let reseeded = try CellbenchProcess.run(["compare", "a", "c"], in: folder)
            #expect(reseeded.status == 3)
            #expect(reseeded.output.contains("another seed: 7 in BASE, 8 in NEW"))
            #expect(try CellbenchProcess.run(["compare", "a", "a/timings.json"], in: folder).status == 65)
        }
    }

    @Test func `A verdict that cannot be written is a failure`() throws {
        try withFolder(files) { folder in
            let outcome = try CellbenchProcess.run(
                ["compare", "base.json", "slower.json"], in: folder, output: "/dev/full")
            #expect(outcome.status == 1)
        }
    }
}
