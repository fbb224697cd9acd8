import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Mistakes about the published simulator's files")
struct ConfigPublishedErrorTests {
    private func failure(
        _ folder: borrowing PublishedFolder, _ files: String = PublishedFolder.paths, beside: String = "",
        settings: [(String, String)] = []
    ) -> ConfigError? {
        do {
            _ = try folder.load(folder.config(files, beside: beside), settings)
            return nil
        } catch { return error as? ConfigError }
    }

    @Test(
        "have a place and say what is accepted",
        arguments: [
            (
                PublishedFolder.paths, ", csv: x.csv",
                "workloads.from: 2 traces; accepted: one of csv, swf, google2011, alibaba-gpu-2023, published-simulator"
            ),
            (
                "interarrival: x, tasks: x, requests: x", "",
                "workloads.from.published-simulator: \"runtime\" is missing and has no default"
            ),
            (
                PublishedFolder.paths + ", clutser: c", "",
                "workloads.from.published-simulator.clutser: unknown key \"clutser\"; the nearest known key is \"cluster\"; "
                    + "accepted here: interarrival, tasks, runtime, requests, cluster, policy"
            ),
            (
                PublishedFolder.paths, ", tasks: job",
                "workloads.from.tasks: \"tasks\" says nothing of published-simulator; accepted: with swf"
            ),
            (
                PublishedFolder.paths, ", split: queue",
                "workloads.from.split: \"queue\" is none of the accepted words: omega, priority; the nearest is \"omega\""
            ),
        ])
    func mistakes(files: String, beside: String, message: String) throws {
        let error = failure(try PublishedFolder(), files, beside: beside)
        #expect(error?.kind == .malformed)
        #expect(error?.description.hasSuffix(": error: \(message)") == true, "\(error?.description ?? "none")")
        #expect(error?.line == 4)
    }

    @Test(
        "of a trace's part are about jobs that are drawn",
        arguments: ["window: { from: 1h }", "timeScale: 2", "sizeScale: 2", "limit: 3", "loop: true"])
    func selection(setting: String) throws {
        let key = String(setting.prefix { $0 != ":" })
        let error = failure(try PublishedFolder(), beside: ", \(setting)")
        #expect(error?.path == "workloads.from.\(key)")
        #expect(error?.message == "\"\(key)\" says nothing of jobs that are drawn; accepted: with a trace of jobs")
    }

    @Test("of a load are those of any other")
    func load() throws {
        #expect(failure(try PublishedFolder(), settings: [("workloads.load", "0")])?.path == "workloads.load")
        #expect(failure(try PublishedFolder(), settings: [("workloads.load", "{ a: 1 }")])?.path == "workloads.load")
        #expect(
            failure(try PublishedFolder(), settings: [("workloads.lod", "1")])?.message.contains("\"load\"") == true)
    }

    @Test(
        "of a workload that a file lacks name the file",
        arguments: [
            (
                "tasks.log", "c p 0 2\n", "tasks",
                "\"tasks.log\" has no values of service (c p), and \"interarrival.log\" has"
            ),
            ("interarrival.log", "c p 1 2\n", "interarrival", "\"interarrival.log\" has no values of batch (c p)"),
            ("runtime.log", "c q 0 2\n", "", "values of 2 policies; accepted: with policy, one of p, q"),
            ("runtime.log", "\n", "runtime", "no values in \"runtime.log\"; accepted: at least one"),
            (
                "state.log", "11 0 9 0 0 1 0 1\n11 0 7 1 3 4 2.0 4\n", "requests",
                "no batch job in \"state.log\" asks for cpu"
            ),
            (
                "interarrival.log", "c p 0 0\nc p 1 1\n", "interarrival",
                "a job of batch more often than every microsecond"
            ),
        ])
    func lacking(name: String, text: String, key: String, message: String) throws {
        let folder = try PublishedFolder()
        try folder.write(name, text)
        let error = failure(folder)
        let path = "workloads.from.published-simulator"
        #expect(error?.path == (key.isEmpty ? path : "\(path).\(key)"))
        #expect(error?.message.hasPrefix(message) == true, "\(error?.description ?? "none")")
    }

    @Test("of a row are at its place in the file")
    func rows() throws {
        let folder = try PublishedFolder()
        let file = try folder.write("runtime.log", "c p 0 1\nc p 1 -3\n")
        #expect(
            failure(folder)?.description
                == "\(file):2:7: error: \"-3\" as runtime; accepted: seconds from 0 to 3153600000")
    }

    @Test("of a missing file are the config's, and the file's status")
    func missing() throws {
        for key in ["interarrival", "tasks", "runtime", "requests"] {
            let path = "workloads.from.published-simulator.\(key)"
            let error = failure(try PublishedFolder(), settings: [(path, "nowhere.log")])
            #expect(error?.kind == .unreadable)
            #expect(error?.path == path)
            #expect(error?.message.contains("no such file") == true)
        }
    }

    @Test("of files where a trace of jobs belongs, and the other way round, say what they are for")
    func elsewhere() throws {
        let folder = try PublishedFolder()
        let cell = ", initialJobs: { published-simulator: { tasks: tasks.log } }"
        #expect {
            try folder.load(folder.config(cell: cell))
        } throws: { error in
            (error as? ConfigError)?.message
                == "files to draw jobs from; accepted here: the path of an initial cell state"
        }
        let requests = failure(folder, settings: [("workloads.from.published-simulator.requests", "tasks.log")])
        #expect(requests?.message.hasPrefix("this seems to be a file of values to draw jobs from") == true)
        #expect {
            try folder.load(
                folder.config().replacingOccurrences(of: "{ \(PublishedFolder.paths) }", with: "state.log"))
        } throws: { error in
            (error as? ConfigError)?.message.contains("ran already") == true
        }
    }

    @Test("the shipped config loads with any such files, and its jobs run")
    func shipped() throws {
        #expect(ShippedConfigs.replays.contains("published-traces"))
        let folder = try PublishedFolder()
        let from = "workloads.from.published-simulator"
        var settings = ["interarrival", "tasks", "runtime"].map { ("\(from).\($0)", "\(folder.path)/\($0).log") }
        settings += [(from + ".requests", "\(folder.path)/state.log"), ("horizon", "1h")]
        settings.append(("cell.initialJobs.published-simulator", "\(folder.path)/state.log"))
        let experiment = try Experiment.load(
            file: ShippedConfigs.file("published-traces"),
            overrides: ConfigOverrides(settings: settings.map { .init(path: $0, value: $1) }))
        #expect(experiment.name == "published-traces")
        #expect(Set(experiment.points.map(\.kind)) == Set(ArchitectureKind.all.map(\.name)))
        let machine = Resources(milliCores: 4000, memoryMiB: 16 * 1024)
        for point in experiment.points {
            #expect(point.scenario.machines == [MachineClass(name: "standard", count: 10_000, capacity: machine)])
            #expect(point.scenario.initial.jobs?.jobs.map(\.id) == [7, 8, 9, 10])
        }
        let figures = try simulate(experiment.points[0].scenario)
        #expect(figures.workloads.allSatisfy { $0.jobsFullyScheduled > 10 })
    }
}
