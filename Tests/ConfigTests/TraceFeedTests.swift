import CellbenchSimulator
import CellbenchTraces
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Traces too large to be kept")
struct TraceFeedTests {
    private static let header = "submit_time,workload,tasks,task_duration,cpu,memory,part,constraints,spread\n"

    /// Two hundred jobs a second, some of several parts, some with constraints: more jobs than one piece has.
    private static let rows: String = {
        var text = header
        for number in 0..<5000 {
            let time = Double(number / 2) / 100
            let workload = number % 5 == 0 ? "service" : "batch"
            let asked = number % 11 == 0 ? "kind = a," : number % 13 == 0 ? ",machine" : ","
            text += "\(time),\(workload),\(1 + number % 3),\(1 + number % 7),0.5,1,0,\(asked)\n"
            if number % 4 == 0 { text += "\(time),\(workload),2,\(number % 9),1,2,1,,\n" }
        }
        return text
    }()

    /// The jobs of a file in a folder; at most `bytes` bytes of them are kept.
    private func trace(
        _ setting: TraceSetting, in folder: borrowing TemporaryFolder, keeping bytes: Int, until horizon: Nanoseconds
    ) throws -> LoadedTrace {
        let tree = try YAMLReader.tree(of: Array("csv: jobs.csv".utf8), file: "x.yaml")
        let cache = TraceCache(config: folder.path + "/x.yaml", keeping: bytes)
        let field = Field(node: tree, path: "from", context: DecodingContext(traces: cache))
        return try cache.trace(setting, namedBy: field, until: horizon)
    }

    private func scenarios(_ source: WorkloadSource, until horizon: Nanoseconds) -> [Scenario] {
        [
            ArchitectureSettings.monolithic(MonolithicSettings()),
            .sharedState(SharedStateSettings(schedulers: [2, 1])),
        ].map { architecture in
            Scenario(
                horizon: horizon,
                machines: [
                    MachineClass(
                        name: "a", count: 40, capacity: Resources(cores: 8, gibibytes: 32),
                        attributes: ["kind": "a"]),
                    MachineClass(name: "b", count: 60, capacity: Resources(cores: 8, gibibytes: 32)),
                ], workloads: source,
                decisionTimes: [DecisionTime(job: 1_000_000, task: 0), DecisionTime(job: 1_000_000, task: 0)],
                architecture: architecture)
        }
    }

    private var selections: [TraceSelection] {
        var window = TraceSelection()
        (window.start, window.end) = (2 * .perSecond, 24 * .perSecond)
        window.timeScale = 0.75
        var loop = TraceSelection()
        (loop.passes, loop.sizeScale) = (nil, 2)
        var limit = TraceSelection()
        limit.limit = 4500
        return [TraceSelection(), window, loop, limit]
    }

    @Test("give the figures that they give where they are kept, under every selection")
    func same() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.rows.utf8)
        let horizon = 40 * Nanoseconds.perSecond
        for selection in selections {
            let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"), selection: selection)
            let kept = try trace(setting, in: folder, keeping: .max, until: horizon)
            let streamed = try trace(setting, in: folder, keeping: 100_000, until: horizon)
            guard case .list(let list) = kept.submitted, case .streamed(let jobs) = streamed.submitted else {
                Issue.record("one is kept, the other is not")
                return
            }
            #expect(list.jobs.count == kept.jobs)
            #expect((jobs.jobs, jobs.tasks) == (kept.jobs, list.jobs.reduce(0) { $0 + $1.tasks }))
            #expect(jobs.workloads == list.workloads)
            #expect(
                jobs.requirements
                    == [
                        Requirements(constraints: [Constraint("kind", .in, ["a"])]),
                        Requirements(spread: Spread(machine: .hard)),
                    ].sorted { first, _ in
                        first == list.requirements(of: list.jobs.first { !list.requirements(of: $0).isEmpty }!)
                    })
            for (a, b) in zip(scenarios(kept.submitted, until: horizon), scenarios(streamed.submitted, until: horizon))
            {
                #expect(try simulate(a, audit: .atEnd) == simulate(b, audit: .atEnd))
            }
        }
    }

    @Test("are kept all the same where rows are not in order")
    func outOfOrder() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", (Self.rows + "3,batch,1,1,1,1,0,,\n").utf8)
        let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"))
        let loaded = try trace(setting, in: folder, keeping: 100_000, until: .perSecond)
        guard case .list(let list) = loaded.submitted else {
            Issue.record("not kept")
            return
        }
        #expect(list.jobs.count == 5001)
        #expect(list.jobs.last?.submitted == 24_990_000_000)
    }

    /// A row out of order far behind the horizon: the trace counts as out of order, although its useful rows are in
    /// order.
    @Test("are kept where a row that is of no use is out of order, in a loop too")
    func lateRow() throws {
        let folder = try TemporaryFolder()
        var rows = Self.rows.split(separator: "\n", omittingEmptySubsequences: false)
        rows.insert("9000,batch,1,1,1,1,0,,", at: 1000)
        _ = try folder.write("jobs.csv", rows.joined(separator: "\n").utf8)
        var twice = TraceSelection()
        twice.passes = 2
        let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"), selection: twice)
        let loaded = try trace(setting, in: folder, keeping: 100_000, until: 20 * .perSecond)
        guard case .list(let list) = loaded.submitted else {
            Issue.record("not kept")
            return
        }
        #expect(list.jobs.count == 4002)
    }

    @Test("fail a point where the file is another, or gone")
    func changed() throws {
        let horizon = 40 * Nanoseconds.perSecond
        for change in ["append", "replace", "remove"] {
            let folder = try TemporaryFolder()
            let file = try folder.write("jobs.csv", Self.rows.utf8)
            let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"))
            let streamed = try trace(setting, in: folder, keeping: 100_000, until: horizon)
            switch change {
            case "append": _ = try folder.write("jobs.csv", (Self.rows + "30,batch,1,1,1,1,0,,\n").utf8)
            case "replace":
                try FileManager.default.moveItem(atPath: file, toPath: file + ".old")
                _ = try folder.write("jobs.csv", Self.rows.utf8)
            default: try FileManager.default.removeItem(atPath: file)
            }
            for scenario in scenarios(streamed.submitted, until: horizon) {
                #expect(throws: SimulationError.self) { _ = try simulate(scenario, audit: .atEnd) }
                do {
                    _ = try simulate(scenario, audit: .atEnd)
                } catch {
                    let reason = change == "remove" ? "is no file any more" : "has changed since it was first read"
                    #expect(
                        "\(error)"
                            == "its jobs could not be read: \(file):1: error: \(reason)".replacing(":1:", with: ":"))
                }
            }
        }
    }

    @Test(
        "fail a point where the file does not say what it said",
        arguments: [
            (header + "1,batch,x,1,1,1,0,,\n", ":2:9: error: tasks: \"x\" is not"),
            (header + "2,batch,1,1,1,1,0,,\n1,batch,1,1,1,1,0,,\n", "has changed since it was first read"),
            (header + "2,batch,1,1,1,1,0,,rack\n", "has changed since it was first read"),
            (header + "2,other,1,1,1,1,0,,\n3,b,1,1,1,1,0,,\n4,c,1,1,1,1,0,,\n", "has changed since it was first read"),
        ])
    func saysOtherwise(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("jobs.csv", text.utf8)
        let feed = TraceFeed(
            TraceSource(.csv, file), TraceSelection(), at: try #require(FileStamp(of: file)),
            workloads: ["service", "batch"], requirements: [Requirements(spread: Spread(machine: .hard))], until: nil)
        #expect {
            while try feed.next() != nil {}
        } throws: { error in
            (error as? JobFeedError)?.reason.contains(reason) == true
        }
    }

    @Test("are kept where they come through a pipe")
    func pipe() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/jobs.csv"
        try #require(mkfifo(path, 0o600) == 0)
        let rows = Self.rows
        let writer = Thread {
            if let handle = FileHandle(forWritingAtPath: path) {
                handle.write(Data(rows.utf8))
                try? handle.close()
            }
        }
        writer.start()
        let setting = TraceSetting(source: TraceSource(.csv, "jobs.csv"))
        let loaded = try trace(setting, in: folder, keeping: 100_000, until: 40 * .perSecond)
        guard case .list(let list) = loaded.submitted else {
            Issue.record("not kept")
            return
        }
        #expect(list.jobs.count == 5000)
    }
}
