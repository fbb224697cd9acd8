import Foundation
import Testing

/// A small world with conflicts, offers, retries and a sweep.
let smallConfig = Golden.text("small.yaml")

@Suite struct CommandLineTests {
    @Test(arguments: [
        (["--help"], "help.txt"), (["run", "--help"], "run-help.txt"), (["pack", "--help"], "pack-help.txt"),
        (["compare", "--help"], "compare-help.txt"),
        (["validate", "--help"], "validate-help.txt"), (["bench", "--help"], "bench-help.txt"),
        (["trace", "--help"], "trace-help.txt"), (["report", "--help"], "report-help.txt"),
        (["trace", "inspect", "--help"], "trace-inspect-help.txt"),
        (["trace", "convert", "--help"], "trace-convert-help.txt"),
    ])
    func `Help is as on record`(arguments: [String], golden: String) throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(arguments, in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            try Golden.expect(outcome.output, is: golden)
        }
    }

    @Test func `The version is printed`() throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(["--version"], in: folder)
            #expect(outcome.output == "0.1.0\n")
        }
    }

    @Test func `A run prints the table and writes the results on record`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let outcome = try CellbenchProcess.run(["run", "small.yaml"], in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "results in Results/small\n")
            try Golden.expect(outcome.output, is: "small-table.txt")
            let results = folder.appendingPathComponent("Results/small/results.json")
            try Golden.expect(String(contentsOf: results, encoding: .utf8), is: "small-results.json")
            let config = folder.appendingPathComponent("Results/small/config.yaml")
            try Golden.expect(String(contentsOf: config, encoding: .utf8), is: "small-config.yaml")

            let compared = try CellbenchProcess.run(["compare", "Results/small"], in: folder)
            #expect(compared.output == outcome.output)
            let against = try CellbenchProcess.run(["compare", "Results/small", "--against", "omega"], in: folder)
            try Golden.expect(against.output, is: "small-against.txt")
        }
    }

    @Test func `The config beside the results gives the same results`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            _ = try CellbenchProcess.run(
                ["run", "small.yaml", "--set", "horizon=1min", "--seed", "3", "--replications", "1", "--output", "a"],
                in: folder)
            let again = try CellbenchProcess.run(["run", "a/config.yaml", "--output", "b", "--quiet"], in: folder)
            #expect(again.status == 0)
            #expect(again.output.isEmpty)
            for file in ["results.json", "config.yaml"] {
                #expect(
                    FileManager.default.contentsEqual(
                        atPath: folder.appendingPathComponent("a/\(file)").path,
                        andPath: folder.appendingPathComponent("b/\(file)").path), "\(file)")
            }
        }
    }

    @Test func `A dry run lists the points, validate says what they are, and neither writes`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let listing = try CellbenchProcess.run(["run", "small.yaml", "--dry-run"], in: folder)
            #expect(listing.output.split(separator: "\n").count == 16)
            try Golden.expect(listing.output, is: "small-points.txt")
            let summary = try CellbenchProcess.run(["validate", "small.yaml"], in: folder)
            try Golden.expect(summary.output, is: "small-summary.txt")
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("Results").path))
        }
    }
}

@Suite struct ExitStatusTests {
    @Test(
        arguments: [
            ([], 64), (["fly"], 64), (["run"], 64), (["run", "small.yaml", "--jobs", "0"], 64),
            (["run", "small.yaml", "--output", ""], 64),
            (["run", "small.yaml", "--seed", "-1"], 64), (["run", "broken.yaml"], 65),
            (["validate", "broken.yaml"], 65),
            (["run", "small.yaml", "--set", "horizon=soon"], 65), (["run", "small.yaml", "--set", "horizon"], 65),
            (["run", "missing.yaml"], 66), (["run", "."], 66), (["compare", "missing"], 66), (["compare", "."], 66),
            (["compare", "small.yaml"], 65), (["run", "small.yaml", "--output", "small.yaml"], 1),
        ] as [([String], Int32)])
    func `Every mistake has its exit status and one line`(arguments: [String], status: Int32) throws {
        try withFolder(["small.yaml": smallConfig, "broken.yaml": "name: [\n"]) { folder in
            let outcome = try CellbenchProcess.run(arguments, in: folder)
            #expect(outcome.status == status)
            #expect(!outcome.wasKilled)
            if [1, 65, 66].contains(status) {
                #expect(outcome.errors.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
                #expect(outcome.output.isEmpty)
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            #expect(files.sorted() == ["broken.yaml", "small.yaml"])
        }
    }

    @Test(arguments: [["run", "small.yaml", "--dry-run"], ["validate", "small.yaml"], ["compare", "Results/small"]])
    func `An answer that cannot be written is a failure`(arguments: [String]) throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet", "--set", "horizon=1min"], in: folder)
            let outcome = try CellbenchProcess.run(arguments, in: folder, output: "/dev/full")
            #expect(outcome.status == 1)
            #expect(outcome.errors == "standard output: error: cannot write: No space left on device\n")
        }
    }

    @Test func `An unknown architecture to compare against is a usage error that lists the known`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet", "--set", "horizon=1min"], in: folder)
            let outcome = try CellbenchProcess.run(["compare", "Results/small", "--against", "mesos"], in: folder)
            #expect(outcome.status == 64)
            #expect(
                outcome.errors
                    == "--against: no architecture 'mesos'; expected one of monolithic-single, partitioned, two-level, omega\n"
            )
        }
    }

    /// The config is a pipe: once it is opened for reading, the program is running and handles signals.
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `A signal stops a run that would take for ever, with its exit status`(signal: Int32, status: Int32) throws {
        let endless = smallConfig.replacing("10min", with: "30000d")
        try withFolder { folder in
            let pipe = folder.appendingPathComponent("pipe.yaml")
            try #require(mkfifo(pipe.path, 0o600) == 0)
            let outcome = try CellbenchProcess.run(["run", "pipe.yaml"], in: folder) { process in
                let writer = try FileHandle(forWritingTo: pipe)
                try writer.write(contentsOf: Data(endless.utf8))
                try writer.close()
                kill(process.processIdentifier, signal)
            }
            #expect(outcome.status == status)
            #expect(!outcome.wasKilled)
            // Before the run begins, the program prints nothing.
            #expect(["", "stopped: 0 of 16 points finished and kept\n"].contains(outcome.errors))
            let results = folder.appendingPathComponent("Results/small/results.json")
            #expect(!FileManager.default.fileExists(atPath: results.path))
        }
    }
}
