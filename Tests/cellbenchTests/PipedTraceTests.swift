import Foundation
import Testing

@Suite struct PipedTraceTests {
    private static let log = (0..<5).map { "\($0) \(10 * $0) 0 100 4 -1 -1 4 200 -1 1 1 1 1 1 1 -1 -1\n" }.joined()

    private func config(_ workloads: String, cell: String = "", more: String = "") -> String {
        """
        name: piped
        horizon: 1h
        cell: { machines: [ { class: node, count: 100, cpu: 1, memory: 1GiB } ]\(cell) }
        workloads: \(workloads)
        architectures: [ { kind: shared-state } ]
        \(more)

        """
    }

    /// Numbers of submitted jobs, in the order of the swept values.
    private func jobs(_ folder: URL) throws -> [Int] {
        let file = folder.appendingPathComponent("Results/piped/results.json")
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return try #require(root?["points"] as? [[String: Any]]).map { point in
            let workloads = try #require(point["workloads"] as? [String: [String: Any]])
            return workloads.values.reduce(0) { $0 + ($1["jobs"] as? Int ?? 0) }
        }
    }

    @Test func `A log through a pipe is inspected, fitted and converted as the file is, in loops too`() throws {
        try withFolder(["log.swf": Self.log]) { folder in
            for settings in [[], ["--set", "loop=3"], ["--set", "loop=true", "--limit", "12"]] {
                let commands = [["inspect", "--json"], ["inspect"], ["fit"]]
                for command in commands {
                    func run(_ path: String, _ input: String?) throws -> CellbenchProcess.Outcome {
                        try CellbenchProcess.run(
                            ["trace", command[0], "swf:\(path)"] + command.dropFirst() + settings, in: folder,
                            input: input)
                    }
                    let (file, pipe) = (try run("log.swf", nil), try run("/dev/stdin", Self.log))
                    #expect((pipe.status, pipe.errors) == (0, ""))
                    #expect(pipe.output == file.output)
                }
                let converted = try CellbenchProcess.run(
                    ["trace", "convert", "swf:/dev/stdin", "piped.csv"] + settings, in: folder, input: Self.log)
                #expect(converted.status == 0)
            }
            let text = try String(contentsOf: folder.appendingPathComponent("piped.csv"), encoding: .utf8)
            #expect(text.split(separator: "\n").count == 13)
        }
    }

    @Test(arguments: [
        (
            "{ from: { swf: /dev/stdin } }", "sweep: { workloads.from.sizeScale: [1, 2], horizon: [15s, 1h] }",
            [2, 5, 2, 5]
        ),
        ("{ from: { swf: /dev/stdin } }", "sweep: { workloads.from.loop: [1, 2, 3] }", [5, 10, 15]),
        ("{ from: { swf: /dev/stdin } }", "sweep: { workloads.from.window.to: [15s, 35s] }", [2, 4]),
        ("{ from: { swf: /dev/stdin, limit: 3 } }", "replications: 2", [3, 3]),
    ])
    func `A config reads a pipe once, whatever its sweeps want of it`(workloads: String, more: String, expected: [Int])
        throws
    {
        try withFolder(["c.yaml": config(workloads, more: more)]) { folder in
            for arguments in [["validate", "c.yaml"], ["run", "c.yaml", "--dry-run"], ["run", "c.yaml", "--quiet"]] {
                let outcome = try CellbenchProcess.run(arguments, in: folder, input: Self.log)
                #expect((outcome.status, outcome.errors) == (0, ""))
            }
            #expect(try jobs(folder) == expected)
        }
    }

    @Test func `Several places of a config may name one pipe`() throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,batch,2,3,1,0\n9,batch,1,1,1,0\n"
        let text = config("{ from: { csv: /dev/stdin } }", cell: ", initialJobs: { csv: /dev/fd/0 }")
        let values = "{ interarrival: /dev/stdin, tasks: /dev/stdin, runtime: /dev/stdin, requests: state.log }"
        let files = [
            "c.yaml": text, "v.yaml": config("{ from: { published-simulator: \(values) } }"),
            "state.log": "11 0 7 0 0 4 2.0 4294967296\n",
        ]
        try withFolder(files) { folder in
            let outcome = try CellbenchProcess.run(["run", "c.yaml", "--quiet"], in: folder, input: list)
            #expect((outcome.status, outcome.errors) == (0, ""))
            #expect(try jobs(folder) == [2])
            let drawn = try CellbenchProcess.run(["validate", "v.yaml"], in: folder, input: "c p 0 20\nc p 0 40\n")
            #expect((drawn.status, drawn.errors) == (0, ""))
            #expect(drawn.output.contains("workload batch: 120 jobs an hour, 30 tasks a job"))
        }
    }

    @Test func `A pipe through which nothing comes is an error, also where the config itself came through it`() throws {
        let text = config("{ from: { swf: /dev/stdin } }")
        try withFolder(["c.yaml": text]) { folder in
            for (file, input) in [("c.yaml", ""), ("/dev/stdin", text)] {
                let outcome = try CellbenchProcess.run(["run", file], in: folder, input: input)
                #expect(outcome.status == 66)
                #expect(
                    outcome.errors
                        == "\(file):4:27: error: workloads.from.swf: \"/dev/stdin\" cannot be read: nothing comes through "
                        + "this pipe, or it was read before; accepted: a log in the Standard Workload Format\n")
            }
        }
    }
}
