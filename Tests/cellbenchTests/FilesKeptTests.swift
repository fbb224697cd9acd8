import Foundation
import Testing

/// No command overwrites its input, or a file that cellbench did not write.
@Suite struct FilesKeptTests {
    private static let log = "1 0 0 100 1 -1 -1 1 -1 -1 1 1 1 -1 1 -1 -1 -1\n"
    private static let config = """
        # What I found out by hand.
        name: mine
        horizon: 1min
        cell: { machines: [{ class: m, count: 3, cpu: 2, memory: 4 }] }
        workloads: { from: { csv: jobs.csv } }
        architectures: [{ kind: shared-state }]

        """
    private static let jobs = "submit_time,workload,tasks,task_duration,cpu,memory\n0,batch,1,1,1,1\n"

    /// Expects a command to be refused with one line that names `file`, and to leave everything as it is.
    private func expectRefusal(
        _ arguments: [String], naming file: String, in folder: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try contents(of: folder)
        let outcome = try CellbenchProcess.run(arguments, in: folder)
        #expect(outcome.status == 64, "\(arguments)", sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        #expect(outcome.errors.hasPrefix("\(file): error: "), "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(outcome.errors.filter { $0 == "\n" }.count == 1, sourceLocation: sourceLocation)
        #expect(try contents(of: folder) == before, sourceLocation: sourceLocation)
    }

    private func contents(of folder: URL) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            let file = folder.appendingPathComponent(path)
            contents[path] = try? Data(contentsOf: file)
        }
        return contents
    }

    @Test func `run keeps the config it is given, and every list that it names`() throws {
        try withFolder(["config.yaml": Self.config, "jobs.csv": Self.jobs, "c.yaml": Self.config]) { folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("out"), withDestinationURL: folder)
            for output in [".", "out", "out/.", "\(folder.path)/"] {
                let name = output.hasSuffix("/") ? output + "config.yaml" : output + "/config.yaml"
                for force in [[], ["--force"]] {
                    try expectRefusal(["run", "config.yaml", "--output", output] + force, naming: name, in: folder)
                }
                // A user's other config stays too, unless `--force` is given.
                try expectRefusal(["run", "c.yaml", "--output", output], naming: name, in: folder)
            }
            for (name, kind) in [("results.json", "csv"), ("timings.json", "csv")] {
                try Data(Self.jobs.utf8).write(to: folder.appendingPathComponent(name))
                try FileManager.default.removeItem(at: folder.appendingPathComponent("config.yaml"))
                try expectRefusal(
                    ["run", "c.yaml", "--output", ".", "--force", "--set", "workloads.from.\(kind)=\(name)"],
                    naming: "./\(name)", in: folder)
                try expectRefusal(
                    ["run", "c.yaml", "--output", ".", "--force", "--set", "cell.initialJobs={\(kind): out/\(name)}"],
                    naming: "./\(name)", in: folder)
                try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
                try Data(Self.config.utf8).write(to: folder.appendingPathComponent("config.yaml"))
            }
            let forced = try CellbenchProcess.run(["run", "c.yaml", "--output", ".", "--force", "--quiet"], in: folder)
            #expect(forced.status == 0)
            // A config that cellbench wrote is replaced, and can be run in its place.
            for arguments in [["c.yaml", "--seed", "4"], ["config.yaml"], ["c.yaml", "--resume"], ["c.yaml"]] {
                let again = try CellbenchProcess.run(["run"] + arguments + ["--output", ".", "--quiet"], in: folder)
                #expect(again.status == 0, "\(arguments): \(again.errors)")
            }
            try expectRefusal(
                ["run", "config.yaml", "--output", ".", "--seed", "9"], naming: "./config.yaml", in: folder)
        }
    }

    @Test func `Files that may not be as large as results will be are told of before anything is simulated`() throws {
        try withFolder(["c.yaml": Self.config, "jobs.csv": Self.jobs]) { folder in
            let arguments = ["run", "c.yaml", "--output", "o", "--quiet", "--replications"]
            // Blocks of 512 bytes.
            let refused = try CellbenchProcess.run(arguments + ["50"], in: folder, limit: "-f 80")
            #expect(refused.status == 1)
            #expect(refused.errors == "o/results.json: error: cannot write: File too large\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/o").isEmpty)
            let fits = try CellbenchProcess.run(arguments + ["2"], in: folder, limit: "-f 80")
            #expect(fits.status == 0, "\(fits.errors)")
        }
    }

    @Test func `trace convert keeps its source, and takes two files for two lists`() throws {
        try withFolder(["log.swf": Self.log, "notes.csv": "mine\n"]) { folder in
            try FileManager.default.linkItem(
                at: folder.appendingPathComponent("log.swf"), to: folder.appendingPathComponent("hard.swf"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent("soft.swf").path, withDestinationPath: "log.swf")
            for name in ["log.swf", "./log.swf", "hard.swf", "soft.swf", "\(folder.path)/log.swf"] {
                try expectRefusal(["trace", "convert", "swf:log.swf", name, "--force"], naming: name, in: folder)
                try expectRefusal(
                    ["trace", "convert", "swf:soft.swf", "jobs.csv", "--initial-jobs", name, "--force"], naming: name,
                    in: folder)
            }
            let second = try CellbenchProcess.run(
                ["trace", "convert", "swf:notes.csv", "log.swf", "--force", "--set", "swf=log.swf"], in: folder)
            #expect(second.status == 65)
            #expect(second.errors.contains("a second trace"))
            for second in ["jobs.csv", "./jobs.csv"] {
                try expectRefusal(
                    ["trace", "convert", "swf:log.swf", "jobs.csv", "--initial-jobs", second], naming: second,
                    in: folder)
            }
            try expectRefusal(["trace", "convert", "swf:log.swf", "notes.csv"], naming: "notes.csv", in: folder)
            for arguments in [["jobs.csv"], ["jobs.csv"], ["notes.csv", "--force"], ["/dev/null"]] {
                let outcome = try CellbenchProcess.run(["trace", "convert", "swf:log.swf"] + arguments, in: folder)
                #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            }
            let printed = try CellbenchProcess.run(["trace", "convert", "swf:log.swf", "/dev/stdout"], in: folder)
            let written = try String(contentsOf: folder.appendingPathComponent("jobs.csv"), encoding: .utf8)
            #expect(printed.output == written)
        }
    }

    @Test func `report, export and bench keep what they read, and what they did not write`() throws {
        try withFolder(["c.yaml": Self.config, "jobs.csv": Self.jobs, "claims.yaml": "claims: []\n"]) { folder in
            #expect(try CellbenchProcess.run(["run", "c.yaml", "--output", "r", "--quiet"], in: folder).status == 0)
            for name in ["r/results.json", "r/../r/config.yaml", "r/timings.json"] {
                try expectRefusal(["export", "r", "--csv", "--output", name, "--force"], naming: name, in: folder)
                try expectRefusal(["report", "r", "--output", name, "--force"], naming: name, in: folder)
            }
            try expectRefusal(
                ["report", "r", "--claims", "claims.yaml", "--output", "claims.yaml", "--force"], naming: "claims.yaml",
                in: folder)
            for (arguments, option) in [
                (["export", "r", "--csv"], "--output"), (["report", "r"], "--output"),
                (
                    ["bench", "--quick", "--counts", "--quiet", "--filter", "release@machines=10000,claims=1,"],
                    "--output"
                ),
            ] {
                try expectRefusal(arguments + [option, "jobs.csv"], naming: "jobs.csv", in: folder)
                for output in ["new-\(arguments[0])", "new-\(arguments[0])", "/dev/null"] {
                    let outcome = try CellbenchProcess.run(arguments + [option, output], in: folder)
                    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
                }
                try Data("mine".utf8).write(to: folder.appendingPathComponent("mine"))
                #expect(
                    try CellbenchProcess.run(arguments + [option, "mine", "--force"], in: folder).status == 0)
            }
            try Data("mine".utf8).write(to: folder.appendingPathComponent("r/report.html"))
            try expectRefusal(["report", "r"], naming: "r/report.html", in: folder)
        }
    }
}
