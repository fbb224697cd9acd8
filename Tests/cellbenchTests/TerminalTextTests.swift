import Foundation
import Testing

/// Text from outside has no effect on a terminal, in the output of any command.
@Suite struct TerminalTextTests {
    /// Clears the screen, rings, reverses the direction, colours by a C1 character, has no width, and breaks the line.
    private static let evil = "\u{1B}[2J\u{7}\u{202E}\u{9B}31m\u{200B}\u{2028}x"

    private func expectHarmless(_ outcome: CellbenchProcess.Outcome, _ arguments: [String]) {
        for text in [outcome.output, outcome.errors] {
            let harmful = text.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar != "\n"
                case .format, .lineSeparator, .paragraphSeparator: true
                default: false
                }
            }
            #expect(harmful.isEmpty, "\(arguments): \(harmful.map(\.value))")
        }
    }

    @Test func `Names and descriptions are printed, and do nothing`() throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,\"\(Self.evil)\",1,1,1,1\n9,b,1,1,1,1\n"
        let escaped = "\\e[2J\\a\\u202E\\x9B31m\\u200B\\u2028x"
        let config = """
            name: mine
            description: "\(escaped)"
            horizon: 1min
            cell: { machines: [{ class: m, count: 3, cpu: 2, memory: 4 }] }
            workloads: { odd: { interarrival: 9s, tasks: 1, duration: 9s, cpu: 1, memory: 1 } }
            architectures: [{ kind: shared-state }, { kind: monolithic, paths: multi }]

            """
        let claims = """
            claims:
              - name: c
                says: "\(escaped)"
                source: "\(escaped)"
                of: b
                values: { a: { figure: waitTime } }
                holds: a > 0

            """
        try withFolder(["jobs.csv": list, "c.yaml": config, "claims.yaml": claims, "bad.yaml": "\"\(escaped)\": 1\n"]) {
            folder in
            #expect(try CellbenchProcess.run(["run", "c.yaml", "--output", "r", "--quiet"], in: folder).status == 0)
            // Names of a run are plain; those of a file may be anything.
            let file = folder.appendingPathComponent("r/results.json")
            let json = "\"\\u001b[2J\\u0007\\u202e\\u009b31m\\u200b\\u2028x\""
            var results = try String(contentsOf: file, encoding: .utf8)
            for name in ["odd", "mine", "shared-state", "odd-0"] {
                results = results.replacing("\"\(name)\"", with: json)
            }
            // A file that is changed on purpose must not have a checksum.
            results = results.split(separator: "\n").filter { !$0.hasPrefix("  \"checksum\"") }.joined(separator: "\n")
            try results.write(to: file, atomically: true, encoding: .utf8)
            for arguments in [
                ["trace", "inspect", "csv:jobs.csv"], ["trace", "inspect", "csv:jobs.csv", "--json"],
                ["trace", "fit", "csv:jobs.csv"], ["trace", "convert", "csv:jobs.csv", "out\(Self.evil).csv"],
                ["validate", "c.yaml"], ["run", "c.yaml", "--dry-run"],
                ["run", "c.yaml", "--output", "r\(Self.evil)"],
                ["run", "c.yaml", "--set", "workloads.from={csv: jobs.csv}"],
                ["compare", "r"], ["compare", "r", "--against", "monolithic-multi"],
                ["compare", "r", "--against", Self.evil],
                ["compare", "r", "r"], ["compare", "r", "r", "--json"], ["compare", "r", "r", "--markdown"],
                ["check", "r", "claims.yaml"], ["check", "r", "claims.yaml", "--json"],
                ["check", "r", "claims.yaml", "--markdown"], ["export", "r", "--csv"],
                ["report", "r", "--output", "/dev/stdout", "--claims", "claims.yaml"], ["validate", "bad.yaml"],
            ] {
                let outcome = try CellbenchProcess.run(arguments, in: folder)
                expectHarmless(outcome, arguments)
            }
            // JSON reads back as the name itself.
            let inspected = try CellbenchProcess.run(["trace", "inspect", "csv:jobs.csv", "--json"], in: folder)
            let root = try JSONSerialization.jsonObject(with: Data(inspected.output.utf8)) as? [String: Any]
            #expect((root?["workloads"] as? [String: Any])?.keys.contains(Self.evil) == true)
            let compared = try CellbenchProcess.run(["compare", "r", "r", "--json"], in: folder)
            let verdict = try JSONSerialization.jsonObject(with: Data(compared.output.utf8)) as? [String: Any]
            let names = (verdict?["comparisons"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
            #expect(names?.contains(Self.evil) == true)
            let printed = try CellbenchProcess.run(["compare", "r"], in: folder)
            #expect(printed.status == 0 && printed.output.contains("\\u{1B}[2J\\u{07}\\u{202E}"))
        }
    }

    @Test func `Arguments and paths are repeated on one line, and do nothing`() throws {
        let evil = Self.evil + "\nError: other"
        try withFolder { folder in
            for (arguments, status) in [
                ([evil], 64), (["run", "--\(evil)"], 64), (["run", "--jobs", evil, "x"], 64),
                (["run", "--jobs=\(evil)", "x"], 64),
                (["run", evil], 66), (["run", "x", "--set", evil], 65), (["compare", evil], 66),
                (["compare", evil, evil], 66),
                (["trace", "inspect", evil], 64), (["trace", "inspect", "csv:\(evil)"], 66),
                (["trace", "inspect", "\(evil):x"], 64),
                (["trace", "convert", "csv:x", "\(evil)/y"], 1), (["bench", "--filter", evil], 64),
                (["bench", "--threads", evil], 64),
                (["report", evil], 66), (["export", evil, "--csv"], 66), (["check", evil, evil], 66),
                (["help", evil], 0),
            ] {
                let outcome = try CellbenchProcess.run(arguments, in: folder)
                #expect(Int(outcome.status) == status, "\(arguments): \(outcome.errors)")
                expectHarmless(outcome, arguments)
                #expect(!outcome.errors.contains("\nError: other"), "\(outcome.errors)")
            }
        }
    }
}
