import Foundation
import Testing

@Suite struct BenchCommandTests {
    /// The figures of the only benchmark in a bench file.
    private func metrics(in file: URL) throws -> (benchmark: [String: Any], metrics: [String: [String: Any]]) {
        let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        #expect(root["schema"] as? String == "cellbench.bench/1")
        let benchmarks = try #require(root["benchmarks"] as? [[String: Any]])
        #expect(benchmarks.count == 1)
        let benchmark = try #require(benchmarks.first)
        return (benchmark, benchmark["metrics"] as? [String: [String: Any]] ?? [:])
    }

    private var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }

    // Schedulers on threads are tested in the release build only, because unspecialised code allocates.
    @Test(arguments: [("commit/shared-state/coarse/all-or-nothing@machines=10000,claims=10,", "timePerTransaction")])
    func `A bench writes a sample a process, and nothing is allocated`(filter: String, timed: String) throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(
                ["bench", "--quick", "--samples", "2", "--filter", filter, "--output", "out/bench.json"], in: folder)
            #expect(outcome.status == 0)
            let note = "note: this is a debug build, whose times and allocations mean little\n"
            #expect(outcome.errors == (isDebugBuild ? note : "") + "figures in out/bench.json\n")
            #expect(outcome.output.contains("transaction"))
            let (_, metrics) = try metrics(in: folder.appendingPathComponent("out/bench.json"))
            #expect((metrics[timed]?["samples"] as? [Double])?.count == 2)
            #expect(metrics["allocationsPerTransaction"]?["value"] as? Double == 0)
            #expect(metrics["allocatedBytesPerTransaction"]?["value"] as? Double == 0)
            if let claims = metrics["claimsPerTransaction"]?["value"] as? Double { #expect(claims == 10) }
        }
    }

    /// Counts can be committed and compared on another machine, so the file does not name the machine.
    @Test func `Counts come without times, and without the machine`() throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(
                ["bench", "--quick", "--counts", "--filter", "release@machines=10000,claims=1,", "--output", "c.json"],
                in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "figures in c.json\n")
            #expect(outcome.output == "")
            let file = folder.appendingPathComponent("c.json")
            let (_, metrics) = try metrics(in: file)
            #expect(
                metrics.keys.sorted()
                    == ["allocatedBytesPerTransaction", "allocationsPerTransaction", "claimsPerTransaction"])
            #expect(metrics.values.allSatisfy { $0["class"] as? String == "exact" })
            let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
            let environment = try #require(root["environment"] as? [String: Any])
            #expect(["cpuModel", "kernel", "gitRevision"].allSatisfy { environment[$0] is NSNull })
        }
    }

    @Test func `A process that dies is named with its signal, and what else there is is kept`() throws {
        let script = "#!/bin/sh\nkill -SEGV $$\n"
        try withFolder(["dies": script]) { folder in
            let program = folder.appendingPathComponent("dies").path
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            let outcome = try CellbenchProcess.run(
                ["bench", "--quick", "--filter", "commit/monolithic@machines=10000,claims=1,", "--program", program],
                in: folder)
            #expect(outcome.status == 1)
            #expect(
                outcome.errors.contains(
                    "commit/monolithic claims=1 machines=10000 threads=1 utilization=0.6: error: process 1 of 10 died with signal 11 (Segmentation fault)"
                ))
            let (benchmark, _) = try metrics(in: folder.appendingPathComponent("Results/bench.json"))
            #expect((benchmark["failure"] as? String)?.contains("signal 11") == true)
        }
    }

    @Test(arguments: [
        ["--threads", "1,x"], ["--threads", "0"], ["--threads", "1,1"], ["--samples", "0"], ["--filter", "nonsense"],
        ["--output", ""], ["--utilization", "1"],
    ])
    func `Wrong usage is refused before anything is run`(arguments: [String]) throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(["bench"] + arguments, in: folder)
            #expect(outcome.status == 64)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") } == [])
        }
    }

    @Test func `A device is written to, not replaced, and a full one is said`() throws {
        try withFolder { folder in
            let bench = ["bench", "--quick", "--counts", "--filter", "release@machines=10000,claims=1,", "--output"]
            let outcome = try CellbenchProcess.run(bench + ["/dev/full"], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors == "/dev/full: error: cannot write: No space left on device\n")
            // A link is not followed.
            let link = folder.appendingPathComponent("full").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
            #expect(try CellbenchProcess.run(bench + ["full"], in: folder).status == 64)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/full")
        }
    }

    @Test func `A file that cannot be written is said before anything is run`() throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(["bench", "--quick", "--output", "."], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.hasPrefix(".: error: cannot write"))
        }
    }
}
