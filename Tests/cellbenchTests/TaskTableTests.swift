import Foundation
import Testing

/// `run --claims`: the table says which task ran on which machine when.
@Suite struct TaskTableTests {
    /// Two machines; a task of 3 cores and every task with a GPU fit on machine 1 only.
    private static let config = """
        name: byhand
        horizon: 60s
        cell:
          machines:
            - { class: small, count: 1, cpu: 2, memory: 4GiB }
            - { class: large, count: 1, cpu: 4, memory: 8GiB, gpu: 1 }
          initialJobs: { csv: running.csv }
        workloads: { from: { csv: jobs.csv } }
        decisionTime: { batch: { job: 1s, task: 250ms } }
        architectures: [{ kind: monolithic, paths: multi }]

        """
    private static let running = "submit_time,workload,tasks,task_duration,cpu,memory,gpu\n0,batch,1,1.5,1,1,1\n"
    private static let jobs = """
        submit_time,workload,tasks,task_duration,cpu,memory,gpu,job_id,part
        0.5,batch,1,10,3,1.5,0,7,0
        0.5,batch,1,1.000000001,2,4,0,7,1
        3,batch,2,1000,1,0.0009765625,0.25,8,0

        """
    private static let files = ["c.yaml": config, "running.csv": running, "jobs.csv": jobs]

    /// Job 7 is decided from 0.5 s to 1 s + 2 × 0.25 s later, each of its tasks on the one machine that has room.
    ///
    /// Job 8 needs a GPU, and machine 1 has one core left until 12 s: one task is placed at 4.5 s. Further attempts
    /// end at 6.75, 9 and 11.25 s without success, then at 13.5 s with the last task. Both outlive the horizon.
    @Test func `Rows of a small run are as worked out by hand`() throws {
        try withFolder(Self.files) { folder in
            let outcome = try CellbenchProcess.run(
                ["run", "c.yaml", "--output", "o", "--claims", "new/claims.csv"], in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "results in o\nclaims in new/claims.csv\n")
            let text = try String(contentsOf: folder.appendingPathComponent("new/claims.csv"), encoding: .utf8)
            #expect(
                text == """
                    architecture,replication,start,end,workload,job_id,part,scheduler,machine,class,cpu,memory,gpu
                    monolithic-multi,0,0,1.5,batch,#1,0,,1,large,1,1,1
                    monolithic-multi,0,2,3.000000001,batch,#af63aa4c86019796,1,all-0,0,small,2,4,0
                    monolithic-multi,0,2,12,batch,#af63aa4c86019796,0,all-0,1,large,3,1.5,0
                    monolithic-multi,0,4.5,,batch,#af63b54c8601aa47,0,all-0,1,large,1,0.0009765625,0.25
                    monolithic-multi,0,13.5,,batch,#af63b54c8601aa47,0,all-0,1,large,1,0.0009765625,0.25

                    """)
        }
    }

    private struct Row {
        var point: String
        var start: Double
        var end: Double?
        var scheduler: String
        var machine: Int
        var machineClass: String
        var amounts: [Double]
    }

    /// Rows of a table of the small config; its fields have no commas.
    private func rows(_ text: String) -> [Row] {
        text.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Row(
                point: fields[..<3].joined(separator: ","), start: Double(fields[3])!, end: Double(fields[4]),
                scheduler: fields[8], machine: Int(fields[9])!, machineClass: fields[10],
                amounts: fields[11...].map { Double($0)! })
        }
    }

    /// Expects the tasks of a point to fit on their machines at any time.
    private func expectFits(_ rows: [Row]) {
        let capacity = ["a": [4.0, 16, 0], "b": [8.0, 16, 1]]
        var changes: [(time: Double, sign: Double, row: Row)] = []
        for row in rows {
            #expect(row.machineClass == (row.machine < 4 ? "a" : "b"))
            changes.append((row.start, 1, row))
            if let end = row.end { changes.append((end, -1, row)) }
        }
        changes.sort { ($0.time, $0.sign) < ($1.time, $1.sign) }
        var held = Array(repeating: [0.0, 0, 0], count: 6)
        for (_, sign, row) in changes {
            for (resource, amount) in row.amounts.enumerated() { held[row.machine][resource] += sign * amount }
            if sign > 0 {
                let most = capacity[row.machineClass]!
                #expect(zip(held[row.machine], most).allSatisfy { $0 <= $1 + 1e-6 })
            }
        }
    }

    @Test func `The table agrees with the results of every architecture, and no machine is overfull`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            func table(_ name: String, _ arguments: [String]) throws -> Data {
                let outcome = try CellbenchProcess.run(
                    ["run", "small.yaml", "--quiet", "--output", name, "--claims", "\(name).csv"] + arguments,
                    in: folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                return try Data(contentsOf: folder.appendingPathComponent("\(name).csv"))
            }
            let bytes = try table("o", [])
            #expect(try table("one", ["--jobs", "1"]) == bytes)
            // The table that cellbench wrote is replaced.
            #expect(try table("one", ["--jobs", "3"]) == bytes)
            let printed = try CellbenchProcess.run(
                ["run", "small.yaml", "--quiet", "--claims", "/dev/stdout"], in: folder)
            #expect(Data(printed.output.utf8) == bytes)
            let plain = try CellbenchProcess.run(["run", "small.yaml", "--quiet", "--output", "plain"], in: folder)
            #expect(plain.status == 0)
            let results = try Data(contentsOf: folder.appendingPathComponent("o/results.json"))
            #expect(try Data(contentsOf: folder.appendingPathComponent("plain/results.json")) == results)

            let all = rows(String(decoding: bytes, as: UTF8.self))
            let byPoint = Dictionary(grouping: all, by: \.point)
            let file = try #require(try JSONSerialization.jsonObject(with: results) as? [String: Any])
            let points = try #require(file["points"] as? [[String: Any]])
            #expect(points.count == 16 && byPoint.count == 16)
            var order: [String] = []
            for point in points {
                let (architecture, replication) = (point["architecture"] as! String, point["replication"] as! Int)
                let parameters = point["parameters"] as! [String: Double]
                let name = "\(architecture),\(parameters.values.first!),\(replication)"
                    .replacing(",2.0,", with: ",2,")
                order.append(name)
                let rows = try #require(byPoint[name], "\(name)")
                expectFits(rows)
                #expect(rows.map(\.start) == rows.map(\.start).sorted())
                let workloads = (point["workloads"] as! [String: [String: Any]]).values
                let placed = workloads.reduce(0) { $0 + ($1["tasksScheduled"] as! Int) }
                let started = rows.count { !$0.scheduler.isEmpty }
                // Tasks of an offer that is answered after the horizon are placed, and do not start.
                #expect(architecture == "two-level" ? started <= placed && placed < started + 50 : started == placed)
                let initial = (point["cell"] as! [String: Any])["initialTasks"] as! Int
                #expect(rows.count - started == initial)
                let schedulers = Set((point["schedulers"] as! [String: Any]).keys)
                #expect(Set(rows.map(\.scheduler)).subtracting([""]).isSubset(of: schedulers))
            }
            #expect(all.map(\.point).reduce(into: []) { if $0.last != $1 { $0.append($1) } } == order)
        }
    }

    @Test func `A search has the tasks of the points that it simulated`() throws {
        let search = """
            sweep.decisionTime.service.job={saturation: {of: busyness, workload: service, above: 0.5, from: 10ms, \
            to: 1min, within: 0.2}}
            """
        try withFolder(["small.yaml": smallConfig]) { folder in
            let outcome = try CellbenchProcess.run(
                ["run", "small.yaml", "--set", search, "--output", "o", "--claims", "t.csv"], in: folder)
            try #require(outcome.status == 0, "\(outcome.errors)")
            let results = try Data(contentsOf: folder.appendingPathComponent("o/results.json"))
            let file = try #require(try JSONSerialization.jsonObject(with: results) as? [String: Any])
            let points = try #require(file["points"] as? [Any])
            let text = try String(contentsOf: folder.appendingPathComponent("t.csv"), encoding: .utf8)
            #expect(Set(rows(text).map(\.point)).count == points.count)
        }
    }

    @Test(arguments: [
        (["--claims", "jobs.csv"], 64, "jobs.csv: error: it is what this command reads"),
        (["--claims", "c.yaml", "--force"], 64, "c.yaml: error: it is what this command reads"),
        (["--claims", "mine.csv"], 64, "mine.csv: error: it is there already, and cellbench did not write it so"),
        (["--claims", "./o/results.json"], 64, "./o/results.json: error: it is the same file as"),
        (["--claims", "o/points.journal"], 64, "o/points.journal: error: it is the same file as"),
        (["--claims", "folder"], 1, "folder: error: cannot write: Is a directory"),
        (["--claims", "mine.csv/t.csv"], 1, "mine.csv: error: cannot create: Not a directory"),
        (["--claims", "t.csv", "--resume"], 64, "Error: --claims goes without --resume"),
        (["--claims", ""], 64, "Error: --claims must name a file."),
    ])
    func `What cannot be written is told before anything is simulated`(
        arguments: [String], status: Int32, error: String
    ) throws {
        try withFolder(Self.files.merging(["mine.csv": "mine\n"]) { $1 }) { folder in
            let manager = FileManager.default
            try manager.createDirectory(at: folder.appendingPathComponent("folder"), withIntermediateDirectories: false)
            let before = try manager.contentsOfDirectory(atPath: folder.path).sorted()
            let outcome = try CellbenchProcess.run(["run", "c.yaml", "--output", "o"] + arguments, in: folder)
            #expect(outcome.status == status)
            #expect(outcome.errors.hasPrefix(error), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(try manager.contentsOfDirectory(atPath: folder.path).sorted() == before)
        }
    }

    @Test func `A full device is an error, and the results are there`() throws {
        try withFolder(Self.files) { folder in
            let outcome = try CellbenchProcess.run(
                ["run", "c.yaml", "--output", "o", "--quiet", "--claims", "/dev/full"], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors == "/dev/full: error: cannot write: No space left on device\n")
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("o/results.json").path))
        }
    }

    /// Limits are in blocks of 512 bytes: the results fit, the rows do not.
    @Test func `Rows for which there is no room stop the run, and leave no file`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let outcome = try CellbenchProcess.run(
                ["run", "small.yaml", "--output", "o", "--quiet", "--claims", "t.csv"], in: folder, limit: "-f 600")
            #expect(outcome.status == 1)
            #expect(outcome.errors == "t.csv: error: cannot write: File too large\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.filter { !$0.hasPrefix(".std") }.sorted() == ["o", "small.yaml"])
        }
    }

    @Test func `A stopped run keeps the table that is there, and leaves no other file`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let run = ["run", "small.yaml", "--quiet", "--output", "o", "--claims", "t.csv"]
            #expect(try CellbenchProcess.run(run, in: folder).status == 0)
            let table = folder.appendingPathComponent("t.csv")
            let before = try Data(contentsOf: table)
            let endless = try CellbenchProcess.run(
                run + ["--set", "horizon=30000d", "--output", "p"], in: folder
            ) { process in
                process.interrupt(after: 200_000, beside: folder.appendingPathComponent("p/points.journal"))
            }
            #expect(endless.status == 130)
            #expect(try Data(contentsOf: table) == before)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.filter { !$0.hasPrefix(".std") }.sorted() == ["o", "p", "small.yaml", "t.csv"])
        }
    }

    /// A pipe that nobody reads stands for a slow disk.
    @Test func `A table that takes long is cut short after the results, which stay`() throws {
        try withFolder(["small.yaml": smallConfig]) { folder in
            let pipe = folder.appendingPathComponent("pipe").path
            try #require(mkfifo(pipe, 0o600) == 0)
            let reader = open(pipe, O_RDONLY | O_NONBLOCK)
            defer { close(reader) }
            let outcome = try CellbenchProcess.run(
                ["run", "small.yaml", "--quiet", "--output", "o", "--claims", "pipe"], in: folder
            ) { process in
                process.interrupt(after: 500_000, beside: folder.appendingPathComponent("o/results.json"))
            }
            #expect(outcome.status == 130)
            #expect(outcome.errors == "stopped: results in o, and no claims in pipe\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("o").path)
            #expect(
                left.filter { $0 != ".cellbench.lock" }.sorted() == ["config.yaml", "results.json", "timings.json"])
        }
    }
}

extension Process {
    /// Interrupts the process some microseconds after a file is there.
    fileprivate func interrupt(after microseconds: UInt32, beside file: URL) {
        while isRunning, !FileManager.default.fileExists(atPath: file.path) { usleep(10_000) }
        usleep(microseconds)
        kill(processIdentifier, SIGINT)
    }
}
