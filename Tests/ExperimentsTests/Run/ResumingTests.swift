import CellbenchSimulator
import Synchronization
import TestSupport
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults

@Suite struct ResumingTests {
    private let text = """
        name: resumed
        horizon: 100s
        replications: 3
        cell: { machines: [ { class: m, count: 10, cpu: 4, memory: 16GiB } ] }
        workloads:
          batch: { interarrival: { exponential: { mean: 1s } }, tasks: 2, duration: 1s, cpu: 1, memory: 1GiB }
        decisionTime: { batch: { job: 100ms, task: 1ms } }
        architectures: [{ kind: monolithic, paths: multi }, { kind: shared-state }]
        SWEEP
        """

    /// Stops a run after a few points, resumes it, and compares it with a run that was never stopped.
    @Test(arguments: [
        "", "sweep: { decisionTime.batch.job: [100ms, 200ms] }",
        "sweep: { decisionTime.batch.job: { saturation: { of: busyness, above: 0.5, from: 10ms, to: 10s } } }",
    ])
    func `A resumed run comes to the bytes of one that was not stopped`(sweep: String) throws {
        let experiment = try Experiment.load(text: text.replacing("SWEEP", with: sweep), named: "resumed.yaml")
        try withDirectory { folder in
            let whole = try ExperimentRun(
                experiment, into: ResultsDirectory(path: folder + "/whole"), with: Runner(workers: 2))
            let directory = ResultsDirectory(path: folder + "/resumed")
            var done = 0
            for wanted in [2, 3] {
                let stop = StopFlag()
                let finished = Mutex(0)
                let goal = done + wanted
                let run = try ExperimentRun(
                    experiment, into: directory, with: Runner(workers: 1, stop: stop), isResuming: true
                ) { _ in
                    let count = finished.withLock { count in
                        count += 1
                        return count
                    }
                    if count == goal { stop.raise() }
                }
                #expect(run.pointsKept == done)
                done += wanted
                #expect(run.pointsDone == done && !run.results.complete)
            }
            let resumed = try ExperimentRun(experiment, into: directory, with: Runner(workers: 2), isResuming: true)
            #expect(resumed.pointsKept == done && resumed.results.complete)
            #expect(try resumed.results.jsonText() == whole.results.jsonText())
            #expect(try ResultsFile(contentsOf: directory.path) == whole.results)
            let all = try ExperimentRun(experiment, into: directory, with: Runner(workers: 2), isResuming: true)
            #expect(all.pointsKept == all.pointsDone && all.pointsDone == whole.pointsDone)
        }
    }

    @Test func `Replications may be added and the description changed, nothing else`() throws {
        let text = text.replacing("SWEEP", with: "")
        try withDirectory { (folder) throws -> Void in
            let directory = ResultsDirectory(path: folder)
            func kept(_ text: String) throws -> Int {
                let experiment = try Experiment.load(text: text, named: "resumed.yaml")
                return try ExperimentRun(experiment, into: directory, with: Runner(workers: 2), isResuming: true)
                    .pointsKept
            }
            #expect(try kept(text) == 0)
            #expect(try kept(text.replacing("replications: 3", with: "replications: 5\ndescription: more")) == 6)
            #expect(try kept(text.replacing("replications: 3", with: "replications: 2")) == 4)
            #expect(try kept(text.replacing("horizon: 100s", with: "horizon: 90s")) == 0)
            #expect(try kept(text + "seed: 5\n") == 0)
            #expect(try kept(text + "seed: 5\n") == 6)
        }
    }
}
