import CellbenchSimulator
import Foundation
import Synchronization
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

/// Points on one machine of 4 cores with a job a second; the first two architectures, three replications.
private func points(limits: SimulationLimits = SimulationLimits(), horizon: Double = 100) -> [Point] {
    let workload = GeneratedWorkload(
        name: "batch", interarrival: Distribution(.exponential(mean: 1)), tasks: Distribution(.constant(2)),
        duration: Distribution(.exponential(mean: 0.5)), cpu: Distribution(.constant(1)),
        memory: Distribution(.constant(1)))
    let architectures: [(String, ArchitectureSettings)] = [
        ("monolithic", .monolithic(MonolithicSettings())),
        ("shared-state", .sharedState(SharedStateSettings(schedulers: [2]))),
    ]
    return architectures.flatMap { name, settings in
        (0..<3).map { replication in
            var scenario = Scenario(
                horizon: Nanoseconds(clampingSeconds: horizon),
                machines: [
                    MachineClass(name: "only", count: 1, capacity: Resources(cores: 4, gibibytes: 16))
                ],
                workloads: .generated([workload]), decisionTimes: [DecisionTime()], architecture: settings)
            scenario.replication = replication
            scenario.limits = limits
            return Point(
                architecture: name, kind: name, parameters: [], replication: replication, scenario: scenario,
                estimatedCost: Double(replication))
        }
    }
}

private func experiment(_ points: [Point]) -> Experiment {
    Experiment(
        name: "runner", description: nil, seed: 0, horizon: .perSecond * 100, points: points,
        resolvedConfig: "name: runner\n")
}

private func figures(_ outcomes: [PointOutcome]) -> [RunFigures?] {
    outcomes.map { if case .finished(let figures, _) = $0 { figures } else { nil } }
}

/// A folder that is gone when `body` returns.
private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cellbench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
}

@Suite struct RunnerTests {
    @Test(arguments: [2, 3, 16])
    func `The outcomes do not depend on the number of workers`(workers: Int) {
        let expected = figures(Runner(workers: 1).run(points()))
        #expect(!expected.contains(nil))
        #expect(figures(Runner(workers: workers).run(points())) == expected)
    }

    @Test func `The longest points come first, equally long ones in order`() {
        let order = Mutex<[Int]>([])
        _ = Runner(workers: 1).run(points()) { position in order.withLock { $0.append(position) } }
        #expect(order.withLock { $0 } == [2, 5, 1, 4, 0, 3])
    }

    @Test func `Stopping keeps the points that are finished`() {
        let stop = StopFlag()
        let done = Mutex(0)
        let outcomes = Runner(workers: 1, stop: stop).run(points()) { _ in
            let count = done.withLock { done in
                done += 1
                return done
            }
            if count == 2 { stop.raise() }
        }
        #expect(figures(outcomes).map { $0 != nil } == [false, false, true, false, false, true])
        let results = ResultsFile(experiment(points()), outcomes: outcomes)
        #expect(results.points.count == 2)
        #expect(!results.complete)
    }

    @Test func `A stop while a long point runs ends it`() {
        let stop = StopFlag()
        stop.raise()
        let century = points(horizon: 3e9)
        #expect(Runner(workers: 2, stop: stop).run(century).allSatisfy { $0 == .stopped })
        #expect(throws: SimulationError.cancelled) { _ = try simulate(century[0].scenario, audit: .atEnd) { true } }
    }

    @Test func `A point that fails is recorded with its reason and does not stop the others`() throws {
        var mixed = points(horizon: 3000)
        for position in mixed.indices where position % 2 == 0 {
            mixed[position].scenario.limits = SimulationLimits(waitingJobs: 0)
        }
        let outcomes = Runner(workers: 2).run(mixed)
        let results = ResultsFile(experiment(mixed), outcomes: outcomes)
        #expect(results.points.count == 6)
        #expect(results.points.map(\.status) == [.failed, .completed, .failed, .completed, .failed, .completed])
        #expect(try #require(results.points[0].reason).hasPrefix("more than 0 jobs were not yet placed at "))
        #expect(results.complete)
    }
}

@Suite struct ExperimentRunTests {
    @Test func `A run writes its three files, the same bytes every time`() throws {
        try withTemporaryFolder { folder in
            var bytes: [String] = []
            for workers in [1, 3] {
                let directory = ResultsDirectory(path: "\(folder)/\(workers)")
                let run = try ExperimentRun(experiment(points()), into: directory, with: Runner(workers: workers))
                #expect(run.pointsDone == 6)
                #expect(run.pointsFailed == 0)
                let files = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
                #expect(files == ["config.yaml", "results.json", "timings.json"])
                bytes.append(try String(contentsOfFile: "\(directory.path)/results.json", encoding: .utf8))
            }
            #expect(bytes[0] == bytes[1])
        }
    }

    @Test func `A run stopped before any point is finished leaves what was there`() throws {
        try withTemporaryFolder { folder in
            let directory = ResultsDirectory(path: folder)
            _ = try ExperimentRun(experiment(points()), into: directory, with: Runner(workers: 1))
            let before = try String(contentsOfFile: "\(folder)/results.json", encoding: .utf8)
            let stop = StopFlag()
            stop.raise()
            let run = try ExperimentRun(experiment(points()), into: directory, with: Runner(workers: 1, stop: stop))
            #expect(run.pointsDone == 0)
            #expect(run.pointsPlanned == 6)
            #expect(try String(contentsOfFile: "\(folder)/results.json", encoding: .utf8) == before)
        }
    }

    @Test func `A config in the folder stays that is run from there, or that the user wrote`() throws {
        try withTemporaryFolder { folder in
            let directory = ResultsDirectory(path: folder)
            let config = "\(folder)/config.yaml"
            func run(inputs: [String], force: Bool = false) throws {
                var experiment = experiment(points())
                experiment.inputs = InputFiles(inputs)
                _ = try ExperimentRun(
                    experiment, into: directory, with: Runner(workers: 2), replacingOthers: force)
            }
            func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: config)) }
            func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try write("name: runner\n# mine\n")
            for (inputs, force) in [([config], false), ([config], true), ([], false)] {
                let error = #expect(throws: OutputError.self) { try run(inputs: inputs, force: force) }
                #expect(error?.exitStatus == 64)
                #expect(try files() == ["config.yaml"])
                #expect(try String(contentsOfFile: config, encoding: .utf8) == "name: runner\n# mine\n")
            }
            try run(inputs: [], force: true)
            #expect(try String(contentsOfFile: config, encoding: .utf8) == "name: runner\n")
            // The file already has what would be written.
            try run(inputs: [config])
            #expect(try files() == ["config.yaml", "results.json", "timings.json"])
        }
    }

    @Test func `A config that comes while the run goes on stays, and the results are there`() throws {
        try withTemporaryFolder { folder in
            let directory = ResultsDirectory(path: folder)
            let place = URL(filePath: "\(folder)/config.yaml")
            let write: @Sendable (Int) -> Void = { _ in try? Data("mine".utf8).write(to: place) }
            let error = #expect(throws: OutputError.self) {
                try ExperimentRun(
                    experiment(points()), into: directory, with: Runner(workers: 1), onFinish: write)
            }
            #expect(error?.path == "\(folder)/config.yaml")
            let kept = try String(contentsOf: place, encoding: .utf8)
            let results = try ResultsFile(contentsOf: folder)
            #expect(kept == "mine" && results.points.count == 6)
        }
    }

    @Test func `Nothing is simulated where nothing can be written`() {
        let simulated = Mutex(0)
        #expect(throws: OutputError.self) {
            try ExperimentRun(
                experiment(points()), into: ResultsDirectory(path: "/dev/null/results"), with: Runner(workers: 1)
            ) { _ in simulated.withLock { $0 += 1 } }
        }
        #expect(simulated.withLock { $0 } == 0)
    }
}

@Suite struct ProgressTests {
    /// Six points with the costs 0, 1, 2, 0, 1, 2; after 4 s the two of cost 2 are done, two thirds of the work: 2 s
    /// are left.
    @Test func `The time left follows the work left, not the number of points`() {
        let lines = Mutex<[String]>([])
        let time = Mutex(4.0)
        let progress = Progress(points(), elapsed: { time.withLock { $0 } }) { line in
            lines.withLock { $0.append(line) }
        }
        progress.pointDone(2)
        // Too soon after the last drawing.
        progress.pointDone(5)
        time.withLock { $0 = 4.2 }
        progress.pointDone(1)
        // No point ends for longer than the estimated time left.
        time.withLock { $0 = 5.3 }
        progress.redraw()
        for position in [4, 0, 3] { progress.pointDone(position) }
        #expect(
            lines.withLock { $0 } == [
                "1/6 points, 0.3 a second, 8 s left", "3/6 points, 0.7 a second, 1 s left",
                "3/6 points, 0.6 a second, 0 s left", "6/6 points, 1.1 a second, 0 s left",
            ])
    }
}
