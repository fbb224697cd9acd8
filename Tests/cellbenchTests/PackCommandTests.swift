import Foundation
import Testing

/// A small cell under three policies.
private let config = """
    name: packed
    replications: 2
    cell: { machines: [ { class: m, count: 6, cpu: 16, memory: 64GiB, gpu: 4 } ], gpus: devices }
    workloads:
      w: { interarrival: 1s, duration: 1s, tasks: 1, cpu: 2, memory: 2GiB, gpu: { choice: { 0.5: 2, 1: 1, 2: 1 } } }
    placement: { ties: fixed, scores: integers }
    packing: { demand: 1.3, policies: [first-fit, best-fit, fgd], compaction: { trials: 3 } }

    """

@Suite struct PackCommandTests {
    @Test func `It writes the packing and the config, and prints the table on record`() throws {
        try withFolder(["packed.yaml": config]) { folder in
            let outcome = try CellbenchProcess.run(["pack", "packed.yaml"], in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "packing in Results/packed-packing/packing.json\n")
            try Golden.expect(outcome.output, is: "pack-table.txt")
            let results = folder.appendingPathComponent("Results/packed-packing")
            let files = try FileManager.default.contentsOfDirectory(atPath: results.path).filter { !$0.hasPrefix(".") }
            #expect(files.sorted() == ["config.yaml", "packing.json"])
            try Golden.expect(
                String(contentsOf: results.appendingPathComponent("config.yaml"), encoding: .utf8),
                is: "pack-config.yaml")

            // The config beside it gives the same, byte for byte, on any number of threads.
            let again = try CellbenchProcess.run(
                ["pack", "Results/packed-packing/config.yaml", "--output", "again", "--jobs", "1", "--quiet"],
                in: folder)
            #expect(again.status == 0)
            #expect((again.output + again.errors).isEmpty)
            for file in files {
                #expect(
                    FileManager.default.contentsEqual(
                        atPath: results.appendingPathComponent(file).path,
                        andPath: folder.appendingPathComponent("again/\(file)").path), "\(file)")
            }
            let summary = try CellbenchProcess.run(["validate", "packed.yaml"], in: folder)
            #expect(summary.status == 0)
            #expect(summary.output.contains("policies: first-fit, best-fit, fgd\n"))
        }
    }

    @Test func `Validate reads a config once, from a file or through a pipe`() throws {
        try withFolder(["packed.yaml": config, "small.yaml": smallConfig]) { folder in
            for (file, text) in [("packed.yaml", config), ("small.yaml", smallConfig)] {
                let expected = try CellbenchProcess.run(["validate", file], in: folder)
                #expect(expected.status == 0)
                let piped = try CellbenchProcess.run(["validate", "/dev/stdin"], in: folder, input: text)
                #expect((piped.status, piped.errors) == (0, ""))
                #expect(piped.output == expected.output)
            }
        }
    }

    @Test func `It replaces its own files, and no others`() throws {
        try withFolder(["packed.yaml": config]) { folder in
            let arguments = ["pack", "packed.yaml", "--output", "out", "--quiet"]
            #expect(try CellbenchProcess.run(arguments, in: folder).status == 0)
            #expect(try CellbenchProcess.run(arguments + ["--seed", "3"], in: folder).status == 0)
            let file = folder.appendingPathComponent("out/packing.json")
            for foreign in ["mine\n", "{}\n"] {
                try foreign.write(to: file, atomically: true, encoding: .utf8)
                let refused = try CellbenchProcess.run(arguments, in: folder)
                #expect(refused.status == 64)
                #expect(try String(contentsOf: file, encoding: .utf8) == foreign)
            }
            #expect(try CellbenchProcess.run(arguments + ["--force"], in: folder).status == 0)
            // A run's results keep their config.
            try smallConfig.write(
                to: folder.appendingPathComponent("small.yaml"), atomically: true, encoding: .utf8)
            let run = ["run", "small.yaml", "--set", "horizon=1min", "--quiet", "--output", "run"]
            #expect(try CellbenchProcess.run(run, in: folder).status == 0)
            let refused = try CellbenchProcess.run(["pack", "packed.yaml", "--output", "run"], in: folder)
            #expect(refused.status == 64)
            #expect(refused.errors.contains("it belongs to the results of a run"))
        }
    }

    @Test func `A packing and a run of one config have folders of their own`() throws {
        let both = smallConfig + "packing: { demand: 0.01 }\n"
        try withFolder(["both.yaml": both]) { folder in
            let run = ["run", "both.yaml", "--set", "horizon=1min", "--quiet"]
            let pack = ["pack", "both.yaml", "--quiet"]
            for arguments in [run, pack, run, pack] {
                let outcome = try CellbenchProcess.run(arguments, in: folder)
                #expect((outcome.status, outcome.errors) == (0, ""))
            }
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appendingPathComponent("Results").path)
            #expect(names.sorted() == ["small", "small-packing"])
            // In one folder, each refuses to replace the other's config.
            let config = folder.appendingPathComponent("Results/small-packing/config.yaml")
            let before = try Data(contentsOf: config)
            let refused = try CellbenchProcess.run(run + ["--output", "Results/small-packing"], in: folder)
            #expect(refused.status == 64)
            #expect(
                refused.errors
                    == "Results/small-packing/config.yaml: error: it belongs to a packing; accepted: another "
                    + "place, or --force, which replaces it\n")
            #expect(try Data(contentsOf: config) == before)
            let forced = try CellbenchProcess.run(run + ["--output", "Results/small-packing", "--force"], in: folder)
            #expect(forced.status == 0)
        }
    }

    @Test func `What a killed packing left goes when the next one is written`() throws {
        try withFolder(["packed.yaml": config]) { folder in
            let pack = ["pack", "packed.yaml", "--output", "out", "--quiet"]
            #expect(try CellbenchProcess.run(pack, in: folder).status == 0)
            let out = folder.appendingPathComponent("out")
            let names = { try FileManager.default.contentsOfDirectory(atPath: out.path).sorted() }
            let before = try names()
            try "half".write(
                to: out.appendingPathComponent(".cellbench.0123456789abcdef.packing.json.tmp"), atomically: true,
                encoding: .utf8)
            #expect(try CellbenchProcess.run(pack, in: folder).status == 0)
            #expect(try names() == before)
        }
    }

    @Test func `It does not replace what it reads`() throws {
        try withFolder(["config.yaml": config]) { folder in
            let outcome = try CellbenchProcess.run(["pack", "config.yaml", "--output", "."], in: folder)
            #expect(outcome.status == 64)
            let file = folder.appendingPathComponent("config.yaml")
            #expect(try String(contentsOf: file, encoding: .utf8) == config)
        }
    }

    @Test(
        arguments: [
            (["pack"], 64), (["pack", "missing.yaml"], 66), (["pack", "packed.yaml", "--jobs", "0"], 64),
            (["pack", "packed.yaml", "--set", "packing.demand=x"], 65), (["pack", "small.yaml"], 65),
            (["run", "packed.yaml"], 65),
        ] as [([String], Int32)])
    func `Every mistake has its exit status, and nothing is written`(arguments: [String], status: Int32) throws {
        try withFolder(["packed.yaml": config, "small.yaml": smallConfig]) { folder in
            let outcome = try CellbenchProcess.run(arguments, in: folder)
            #expect(outcome.status == status)
            #expect(outcome.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("Results").path))
        }
    }

    @Test func `A report of a packing has its table and its charts`() throws {
        try withFolder(["packed.yaml": config]) { folder in
            _ = try CellbenchProcess.run(["pack", "packed.yaml", "--output", "out", "--quiet"], in: folder)
            let outcome = try CellbenchProcess.run(["report", "out"], in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "report in out/report.html\n")
            let page = try String(contentsOf: folder.appendingPathComponent("out/report.html"), encoding: .utf8)
            #expect(page.components(separatedBy: "<figure>").count == 6)
            #expect(page.contains("data-name=\"best-fit\""))
            #expect(page.contains("packing:\n"))
            // Again, over its own page.
            #expect(try CellbenchProcess.run(["report", "out"], in: folder).status == 0)
        }
    }

    @Test func `Ctrl-C ends it within a second and leaves nothing behind`() throws {
        let large = config.replacingOccurrences(of: "count: 6", with: "count: 3000")
            .replacingOccurrences(of: "trials: 3", with: "trials: 1000")
        try withFolder(["packed.yaml": large]) { folder in
            let outcome = try CellbenchProcess.run(["pack", "packed.yaml", "--output", "out"], in: folder) { process in
                Thread.sleep(forTimeInterval: 1.5)
                process.interrupt()
            }
            #expect(outcome.status == 130)
            #expect(outcome.errors == "stopped: nothing is written\n")
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out/packing.json").path))
        }
    }
}
