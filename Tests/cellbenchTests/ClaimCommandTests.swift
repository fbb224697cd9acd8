import Foundation
import Testing

/// `export`, `check`, searches and `run --resume`, as users type them.
@Suite struct ClaimCommandTests {
    private static let claims = """
        claims:
          - name: waits
            says: Batch jobs wait.
            architecture: omega
            of: batch
            values:
              wait: { figure: waitTime, along: decisionTime.service.job, over: max }
            holds: min(wait) > 0
          - name: never-waits
            says: They do not.
            architecture: omega
            of: batch
            values: { wait: { figure: waitTime, along: decisionTime.service.job } }
            holds: max(wait) == 0
            because: they do
        """

    @Test(arguments: [
        (["export", "--help"], "export-help.txt"), (["check", "--help"], "check-help.txt"),
        (["export", "--columns"], "columns.txt"), (["export", "--columns", "--json"], "columns.json"),
    ])
    func `Help is as on record`(arguments: [String], golden: String) throws {
        try withFolder { folder in
            let outcome = try CellbenchProcess.run(arguments, in: folder)
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            try Golden.expect(outcome.output, is: golden)
        }
    }

    @Test func `export prints the tidy table, or writes it`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet"], in: folder)
            let printed = try CellbenchProcess.run(["export", "Results/small", "--csv"], in: folder)
            #expect(printed.status == 0)
            try Golden.expect(printed.output, is: "small.csv")
            let written = try CellbenchProcess.run(
                ["export", "Results/small/results.json", "--csv", "--output", "a/b.csv"], in: folder)
            #expect(written.status == 0 && written.output.isEmpty)
            #expect(try String(contentsOf: folder.appendingPathComponent("a/b.csv"), encoding: .utf8) == printed.output)
            for (arguments, status) in [
                (["export", "Results/none", "--csv"], 66), (["export", "small.yaml", "--csv"], 65),
                (["export", "Results/small"], 64), (["export"], 64), (["export", "--columns", "--csv"], 64),
                (["export", "--json"], 64),
                (["export", "Results/small", "--csv", "-o", "/dev/null/x"], 1),
                (["export", "Results/small", "--csv", "-o", "Results"], 1),
                (["export", "Results/small", "--csv", "-o", "Results/small/results.json"], 64),
                (["report", "Results/small/results.json", "-o", "Results/../Results/small/results.json"], 64),
            ] {
                let outcome = try CellbenchProcess.run(arguments, in: folder)
                #expect(Int(outcome.status) == status, "\(arguments)")
                #expect(outcome.output.isEmpty)
                if status != 64 { #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)") }
            }
        }
    }

    @Test func `check says which claims hold, and ends with 2 if one does not`() throws {
        try withFolder(["small.yaml": smallConfig, "claims.yaml": Self.claims]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet"], in: folder)
            let outcome = try CellbenchProcess.run(["check", "Results/small", "claims.yaml"], in: folder)
            #expect(outcome.status == 2 && outcome.errors.isEmpty)
            try Golden.expect(outcome.output, is: "small-check.txt")
            // In a folder of results, the claims' own are found.
            let all = try CellbenchProcess.run(["check", "Results", "claims.yaml"], in: folder)
            #expect(all.output == outcome.output)
            let json = try CellbenchProcess.run(["check", "Results", "claims.yaml", "--json"], in: folder)
            #expect(json.status == 2 && json.output.contains("\"schema\" : \"cellbench.claims/1\""))
            let markdown = try CellbenchProcess.run(["check", "Results", "claims.yaml", "--markdown"], in: folder)
            #expect(markdown.output.hasPrefix("| claim | expected | observed | verdict |\n"))
            for (arguments, status) in [
                (["check", "Results", "none.yaml"], 66), (["check", "none", "claims.yaml"], 66),
                (["check", "Results", "small.yaml"], 65),
                (["check", "Results", "claims.yaml", "--json", "--markdown"], 64),
                (["check", "Results"], 64),
            ] {
                let outcome = try CellbenchProcess.run(arguments, in: folder)
                #expect(Int(outcome.status) == status, "\(arguments)")
                #expect(outcome.output.isEmpty)
            }
        }
    }

    @Test func `A claim about what is not there ends with 3`() throws {
        let claims = Self.claims.replacing("architecture: omega", with: "architecture: alpha")
        try withFolder(["small.yaml": smallConfig, "claims.yaml": claims]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet"], in: folder)
            let outcome = try CellbenchProcess.run(["check", "Results/small", "claims.yaml"], in: folder)
            #expect(outcome.status == 3)
            #expect(outcome.output.hasSuffix("\n0 hold, 0 fail, 2 unknown\n"))
        }
    }

    @Test func `run --resume keeps what is finished, and results of another config count for nothing`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let results = folder.appendingPathComponent("Results/small/results.json")
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet"], in: folder)
            let whole = try String(contentsOf: results, encoding: .utf8)
            let again = try CellbenchProcess.run(["run", "small.yaml", "--resume"], in: folder)
            #expect(again.status == 0 && again.errors.contains(" points kept of an earlier run\n"))
            #expect(!again.errors.contains("0 points kept") || again.errors.contains("10 points"))
            #expect(try String(contentsOf: results, encoding: .utf8) == whole)
            let other = try CellbenchProcess.run(["run", "small.yaml", "--resume", "--seed", "8"], in: folder)
            #expect(other.errors.hasPrefix("0 points kept"))
            #expect(try String(contentsOf: results, encoding: .utf8) != whole)
            // A file other than results is not overwritten.
            try "{}".write(to: results, atomically: true, encoding: .utf8)
            let broken = try CellbenchProcess.run(["run", "small.yaml", "--resume"], in: folder)
            #expect(broken.status == 65)
        }
    }

    @Test func `A search prints brackets`() throws {
        let search =
            "sweep.decisionTime.service.job={saturation: {of: busyness, workload: service, above: 0.5, from: 10ms, to: 1min, within: 0.2}}"
        try withFolder(["small.yaml": smallConfig]) { folder in
            let outcome = try CellbenchProcess.run(["run", "small.yaml", "--set", search], in: folder)
            #expect(outcome.status == 0)
            try Golden.expect(outcome.output, is: "small-search.txt")
        }
    }
}
