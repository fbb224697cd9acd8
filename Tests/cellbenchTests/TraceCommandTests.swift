import Foundation
import Testing

@Suite struct TraceCommandTests {
    /// A job that ran already, one of two kinds of tasks, one that was never scheduled, and batch jobs.
    private static let events: String = {
        func row(
            _ time: Int, _ job: Int, _ task: Int, _ kind: Int, _ request: String = "0.125,0.0625", service: Bool = false
        ) -> String {
            "\(time == 0 ? 0 : 600_000_000 + time * 1_000_000),,\(job),\(task),,\(kind),u,\(service ? "2,9" : "0,0"),\(request),0,0\n"
        }
        var text = row(0, 1, 0, 0, service: true) + row(0, 1, 0, 1, service: true)
        for task in 0..<3 { text += row(10, 2, task, 0, task == 2 ? "0.5,0.25" : "0.125,0.0625") }
        for task in 0..<3 { text += row(12, 2, task, 1) }
        text += row(15, 5, 0, 0, service: true) + row(15, 5, 0, 1, service: true)
        text += row(20, 3, 0, 0) + row(22, 3, 0, 1) + row(30, 4, 0, 0)
        for task in 0..<3 { text += row(40, 2, task, 4) }
        return text + row(50, 3, 0, 4)
    }()

    private func withTrace(_ body: (URL) throws -> Void) throws {
        try withFolder { folder in
            let parts = folder.appendingPathComponent("google/task_events")
            try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: true)
            try Data(Self.events.utf8).write(to: parts.appendingPathComponent("part-00000-of-00500.csv"))
            try body(folder)
        }
    }

    @Test func `What is in a trace is as on record`() throws {
        try withTrace { folder in
            let text = try CellbenchProcess.run(["trace", "inspect", "google2011:google"], in: folder)
            #expect(text.status == 0)
            try Golden.expect(text.output, is: "trace-inspect.txt")
            let json = try CellbenchProcess.run(["trace", "inspect", "google2011:google", "--json"], in: folder)
            try Golden.expect(json.output, is: "trace-inspect.json")
        }
    }

    /// Two machines of 12 cores and 32 GiB: at most 36 cores and 72 GiB are held at once, and one task asks for 16 cores.
    @Test func `The peak is held against the cell of a config, whatever else is in it`() throws {
        try withTrace { folder in
            let config = "cell: { machines: [{ class: m, count: 2, cpu: 12, memory: 32 }] }\n"
            try Data(config.utf8).write(to: folder.appendingPathComponent("cell.yaml"))
            let text = try CellbenchProcess.run(
                ["trace", "inspect", "google2011:google", "--cell", "cell.yaml"], in: folder)
            #expect(text.status == 0)
            #expect(
                text.output.contains(
                    "of the cell's 2 machines that is 150.0 % of the cores, 112.5 % of the memory, - of the GPUs\n"
                        + "1 tasks of 1 jobs fit on none of them\n"))
            let json = try CellbenchProcess.run(
                ["trace", "inspect", "google2011:google", "--cell", "cell.yaml", "--json"], in: folder)
            let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            let cell = try #require(root?["cell"] as? [String: Any])
            #expect(cell["tasksTooLarge"] as? Int == 1)
            let missing = try CellbenchProcess.run(
                ["trace", "inspect", "google2011:google", "--cell", "none.yaml"], in: folder)
            #expect(missing.status == 66)
        }
    }

    @Test func `Settings are those of configs`() throws {
        try withTrace { folder in
            let outcome = try CellbenchProcess.run(
                [
                    "trace", "inspect", "google2011:google", "--set", "split=priority", "--set", "timeScale=0.5",
                    "--json",
                ],
                in: folder)
            #expect(outcome.status == 0)
            let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            #expect(root?["spanSeconds"] as? Double == 5)
        }
    }

    @Test func `A converted trace is simulated as the trace itself`() throws {
        try withTrace { folder in
            let converted = try CellbenchProcess.run(
                ["trace", "convert", "google2011:google", "jobs.csv", "--initial-jobs", "first.csv"], in: folder)
            #expect(converted.status == 0)
            #expect(converted.errors == "3 jobs in jobs.csv\n1 jobs that ran already in first.csv\n")
            func results(_ from: String, _ initial: String, _ name: String) throws -> [String: Any] {
                let config = """
                    name: \(name)
                    horizon: 1h
                    cell: { machines: [{ class: m, count: 3, cpu: 32, memory: 128 }]\(initial) }
                    workloads: { from: \(from) }
                    architectures: [{ kind: shared-state }]

                    """
                try Data(config.utf8).write(to: folder.appendingPathComponent("\(name).yaml"))
                #expect(try CellbenchProcess.run(["run", "\(name).yaml", "--quiet"], in: folder).status == 0)
                let file = folder.appendingPathComponent("Results/\(name)/results.json")
                let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
                return try #require((root?["points"] as? [[String: Any]])?.first)
            }
            let direct = try results("{ google2011: google }", "", "direct")
            let list = try results("{ csv: jobs.csv }", ", initialJobs: { csv: first.csv }", "list")
            let tasks = try #require(
                (direct["workloads"] as? [String: [String: Any]])?["batch"]?["tasksScheduled"] as? Int)
            #expect(tasks == 4)
            for key in ["cell", "events"] {
                #expect(direct[key] as? NSObject == list[key] as? NSObject)
            }
        }
    }

    @Test func `Fitted workloads go into a config as they are`() throws {
        try withTrace { folder in
            let fit = try CellbenchProcess.run(["trace", "fit", "google2011:google"], in: folder)
            #expect(fit.status == 0)
            #expect(
                fit.output.contains(
                    "# Left out: \"service\" (1 job submitted): it has no two jobs submitted at different times.\n"))
            #expect(fit.output.hasPrefix("# Fitted to google2011: 2 jobs submitted within "))
            let config = """
                name: fitted
                horizon: 1h
                cell: { machines: [{ class: m, count: 3, cpu: 32, memory: 128 }] }
                architectures: [{ kind: shared-state }]

                """ + fit.output
            try Data(config.utf8).write(to: folder.appendingPathComponent("fitted.yaml"))
            let outcome = try CellbenchProcess.run(["run", "fitted.yaml", "--quiet"], in: folder)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.status == 0)
        }
    }

    @Test func `A file of values to draw from is no trace of jobs: a line says what it is for, and a config takes it`()
        throws
    {
        let values = "c p 0 20\nc p 0 40\n"
        let config = """
            name: drawn
            horizon: 1h
            cell: { machines: [{ class: m, count: 3, cpu: 32, memory: 128 }] }
            workloads:
              from: { published-simulator: { interarrival: v.log, tasks: v.log, runtime: v.log, requests: state.log } }
            architectures: [{ kind: shared-state }]

            """
        try withFolder(["v.log": values, "state.log": "11 0 7 0 0 4 2.0 4294967296\n", "c.yaml": config]) { folder in
            for command in ["inspect", "fit"] {
                let outcome = try CellbenchProcess.run(["trace", command, "published-simulator:v.log"], in: folder)
                #expect(outcome.status == 65)
                #expect(outcome.errors.hasPrefix("v.log: error: this seems to be a file of values to draw jobs from"))
                #expect(outcome.errors.filter { $0 == "\n" }.count == 1)
            }
            let valid = try CellbenchProcess.run(["validate", "c.yaml"], in: folder)
            #expect(valid.status == 0)
            #expect(valid.output.contains("workload batch: 120 jobs an hour, 30 tasks a job, offers 15.6 % of the CPU"))
            let missing = try CellbenchProcess.run(
                ["validate", "c.yaml", "--set", "workloads.from.published-simulator.tasks=none.log"], in: folder)
            #expect(missing.status == 66)
        }
    }

    /// Of four jobs with a constraint or a spread, two are submitted in the window and two run at its start.
    @Test func `What fit says of jobs is of those that it was fitted to`() throws {
        let header =
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n"
        let rows = [(0, "T4"), (1, "T4"), (60, ""), (70, "T4")].map { time, model in
            "p,1000,1024,0,0,\(model),LS,Succeeded,\(time),500,\(time)\n"
        }
        try withFolder(["pods.csv": header + rows.joined()]) { folder in
            let fit = try CellbenchProcess.run(
                ["trace", "fit", "alibaba-gpu-2023:pods.csv", "--from", "50s"], in: folder)
            #expect(fit.output.hasPrefix("# Fitted to alibaba-gpu-2023: 2 jobs submitted within 10.0s.\n"))
            // 440 and 430 core-seconds, every 10 s.
            #expect(
                fit.output.contains(
                    "# service: asks for 43.5 cores on average; the trace's jobs asked for 43.5 while they came, as"))
            #expect(fit.output.contains("# Not in it: 1 of the jobs asks for attributes of machines ("))
            #expect(fit.output.contains("# Not in it: 2 jobs ran already ("))
        }
    }

    @Test func `A workload that has no name for a config is left out for that reason`() throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,\"a b\",1,10,1,1\n5,\"a b\",1,10,1,1\n"
        try withFolder(["jobs.csv": list]) { folder in
            let fit = try CellbenchProcess.run(["trace", "fit", "csv:jobs.csv"], in: folder)
            #expect(fit.status == 65)
            #expect(
                fit.errors.contains(
                    "no workload to fit to, not \"a b\" (2 jobs submitted): its name is none that a config may"))
        }
    }

    @Test func `A limit that the trace falls short of is said by all three`() throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,a,1,10,1,1\n5,a,1,10,1,1\n"
        try withFolder(["jobs.csv": list]) { folder in
            let line = "fewer than the limit: 2 of 100 jobs, as there are no more"
            let limit = ["csv:jobs.csv", "--limit", "100"]
            #expect(
                try CellbenchProcess.run(["trace", "inspect"] + limit, in: folder).output.contains("\n\(line)\n"))
            #expect(try CellbenchProcess.run(["trace", "fit"] + limit, in: folder).output.contains("\n# \(line).\n"))
            let convert = try CellbenchProcess.run(["trace", "convert"] + limit + ["o.csv"], in: folder)
            #expect(convert.errors.contains("\(line)\n"))
            let json = try CellbenchProcess.run(["trace", "inspect", "--json"] + limit, in: folder).output
            #expect(json.contains("\"jobsShortOfLimit\" : 98"))
            let all = try CellbenchProcess.run(["trace", "inspect", "csv:jobs.csv", "--limit", "2"], in: folder)
            #expect(!all.output.contains("limit"))
        }
    }

    @Test func `Jobs that began nobody knows when are said to be left out of a window`() throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n0,a,3,1000,1,1\n50,a,1,10,1,1\n"
        try withFolder(["jobs.csv": list]) { folder in
            let convert = try CellbenchProcess.run(
                ["trace", "convert", "csv:jobs.csv", "o.csv", "--from", "10s"], in: folder)
            #expect(
                convert.errors.contains(
                    "1 jobs submitted before the window are left out: nobody knows when they began, or whether they run then\n"
                ))
            let inspect = try CellbenchProcess.run(["trace", "inspect", "csv:jobs.csv", "--from", "10s"], in: folder)
            let words = inspect.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.hasSuffix("begin unknown, submitted before the window 0 1 3"))
        }
    }

    /// Two tasks of a job run at 100 s and 1000 s: in a window between, one waits.
    @Test func `What waits when a window begins is left out, and said`() throws {
        let rows = [(700, 0, 0), (700, 1, 0), (700, 0, 1), (750, 0, 4), (1600, 1, 1), (2100, 1, 4)].map {
            time, task, kind in
            "\(time)000000,,1,\(task),5,\(kind),u,0,0,0.1,0.1,0,0\n"
        }
        try withFolder { folder in
            let parts = folder.appendingPathComponent("t/task_events")
            try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: true)
            try Data(rows.joined().utf8).write(to: parts.appendingPathComponent("part-00000-of-00500.csv"))
            let converted = try CellbenchProcess.run(
                ["trace", "convert", "google2011:t", "o.csv", "--initial-jobs", "i.csv", "--from", "300s"], in: folder)
            #expect(converted.status == 0)
            #expect(converted.errors.contains("1 tasks that waited when the window began are left out\n"))
            let inspected = try CellbenchProcess.run(
                ["trace", "inspect", "google2011:t", "--from", "300s"], in: folder)
            let words = inspected.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.hasSuffix("waiting when the window began 0 1 1"))
        }
    }

    /// Of 20 jobs one is submitted with the limit; with the scale each has a tenth of its tasks.
    @Test(arguments: [["--limit", "1"], ["--set", "sizeScale=0.1"], ["--to", "1s"], ["--set", "timeScale=0.01"]])
    func `Shares are of what was selected`(selection: [String]) throws {
        var text = ""
        for job in 0..<20 { text += "p-\(job),\(1000 * (20 - job)),1024,0,0,,LS,Running,\(job),900,\(job)\n" }
        let header =
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n"
        try withFolder(["pods.csv": header + text]) { folder in
            let arguments = ["trace", "inspect", "alibaba-gpu-2023:pods.csv"] + selection
            let outcome = try CellbenchProcess.run(arguments, in: folder)
            #expect(
                outcome.output.contains(
                    " tasks still ran when the files ended, and are taken to end with the trace: 1.000 of"))
            let json = try CellbenchProcess.run(arguments + ["--json"], in: folder)
            let root = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(root["tasksCut"] as? Int == root["tasks"] as? Int)
        }
    }

    @Test func `Of a list of requests inspect and fit have what is in it, and convert says what to do instead`() throws
    {
        let mix = "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np-0,12000,16384,1,1000\np-1,6000,12288,1,460\n"
        let config = "cell: { machines: [{ class: m, count: 2, cpu: 8, memory: 32, gpu: 1 }] }\n"
        try withFolder(["mix.csv": mix, "cell.yaml": config]) { folder in
            let inspected = try CellbenchProcess.run(
                ["trace", "inspect", "alibaba-gpu-2023:mix.csv", "--cell", "cell.yaml"], in: folder)
            #expect(inspected.status == 0)
            #expect(
                inspected.output.hasPrefix(
                    """
                    alibaba-gpu-2023: 2 jobs of 2 tasks, requests only: it has no times; 2 rows

                    jobs by workload: batch: 2
                    1 tasks of 1 jobs fit on none of them

                    """))
            let json = try CellbenchProcess.run(["trace", "inspect", "alibaba-gpu-2023:mix.csv", "--json"], in: folder)
            let root = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(root["peak"] is NSNull)
            #expect(root["spanSeconds"] is NSNull)
            let fit = try CellbenchProcess.run(["trace", "fit", "alibaba-gpu-2023:mix.csv"], in: folder)
            #expect(fit.status == 0)
            let whole = """
                name: drawn
                horizon: 1h
                cell: { machines: [{ class: m, count: 3, cpu: 32, memory: 128, gpu: 2 }] }
                architectures: [{ kind: shared-state }]

                """
            let written = fit.output + "    interarrival: { exponential: { mean: 10s } }\n    duration: 5min\n"
            try Data((whole + written).utf8).write(to: folder.appendingPathComponent("whole.yaml"))
            try Data((whole + fit.output).utf8).write(to: folder.appendingPathComponent("part.yaml"))
            #expect(try CellbenchProcess.run(["validate", "whole.yaml"], in: folder).status == 0)
            #expect(
                try CellbenchProcess.run(["validate", "part.yaml"], in: folder).errors.contains(
                    "\"interarrival\" is missing"))
            let converted = try CellbenchProcess.run(
                ["trace", "convert", "alibaba-gpu-2023:mix.csv", "o.csv"], in: folder)
            #expect(converted.status == 65)
            #expect(converted.errors.filter { $0 == "\n" }.count == 1)
            #expect(converted.errors.contains("no times"))
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("o.csv").path))
        }
    }

    private static let mistakes: [([String], Int32)] = [
        (["inspect", "nonsense"], 64), (["inspect", "tar:x"], 64), (["inspect", "csv:"], 64),
        (["inspect", "csv:nowhere.csv"], 66), (["fit", "google2011:nowhere"], 66), (["inspect", "swf:google"], 66),
        (["inspect", "google2011:google", "--limit", "0"], 64),
        (["inspect", "google2011:google", "--set", "loop=true"], 64),
        (["inspect", "google2011:google", "--from", "x"], 64),
        (["inspect", "google2011:google", "--from", "2h", "--to", "1h"], 64),
        (["fit", "google2011:google", "--limit", "1"], 65),
        (["inspect", "google2011:google", "--set", "tasks=job"], 65),
        (["inspect", "google2011:google", "--set", "splt=priority"], 65),
        (["inspect", "csv:google/task_events/part-00000-of-00500.csv"], 65),
        (["convert", "google2011:google", "nowhere/jobs.csv"], 1),
    ]

    @Test(arguments: mistakes)
    func `Mistakes end with the status on record and a line that says what is wrong`(
        arguments: [String], status: Int32
    ) throws {
        try withTrace { folder in
            let outcome = try CellbenchProcess.run(["trace"] + arguments, in: folder)
            #expect(outcome.status == status)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.lowercased().contains("error: "))
            if status != 64 { #expect(outcome.errors.filter { $0 == "\n" }.count == 1) }
        }
    }
}
