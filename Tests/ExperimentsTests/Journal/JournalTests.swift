import CellbenchSimulator
import Foundation
import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct JournalTests {
    private let text = """
        name: kept
        horizon: 100s
        replications: 4
        cell: { machines: [ { class: m, count: 10, cpu: 4, memory: 16GiB } ] }
        workloads:
          batch: { interarrival: { exponential: { mean: 1s } }, tasks: 2, duration: 1s, cpu: 1, memory: 1GiB }
        decisionTime: { batch: { job: 100ms, task: 1ms } }
        architectures: [{ kind: monolithic, paths: multi }, { kind: shared-state }]
        """

    private func experiment(_ tail: String = "") throws -> Experiment {
        try Experiment.load(text: text + tail, named: "kept.yaml")
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// Leaves the files of a run that is killed after `count` points: its journal with a torn line.
    private func leaveJournal(
        of experiment: Experiment, in directory: ResultsDirectory, points count: Int, tail: String = ""
    ) throws {
        try directory.prepare()
        let journal = try Journal(
            in: directory, JournalHeader(experiment, environment: .current()), points: experiment.points.count,
            stop: StopFlag())
        for (position, point) in experiment.points.enumerated().prefix(count) {
            let figures = try simulate(point.scenario)
            journal.append(PointResult(point, figures: figures), wallSeconds: 0.5, at: position)
        }
        try journal.finish()
        let file = try FileHandle(forWritingTo: URL(filePath: directory.file(Journal.name)))
        try file.seekToEnd()
        try file.write(contentsOf: Data(tail.utf8))
        try file.close()
    }

    @Test(arguments: ["", "0", "01234567 {\"result\":", "01234567 {}\n"])
    func
        `What a killed run had finished is taken up, a torn end cut off, and the bytes are those of an undisturbed run`(
            tail: String
        ) throws
    {
        try withDirectory { root in
            let experiment = try experiment()
            let whole = ResultsDirectory(path: "\(root)/whole")
            _ = try ExperimentRun(experiment, into: whole, with: Runner(workers: 2))
            let killed = ResultsDirectory(path: "\(root)/killed")
            try leaveJournal(of: experiment, in: killed, points: 5, tail: tail)
            let run = try ExperimentRun(experiment, into: killed, with: Runner(workers: 2), isResuming: true)
            #expect(run.pointsKept == 5 && run.pointsDone == 8)
            #expect(run.notes.count == (tail.isEmpty ? 0 : 1))
            #expect(try bytes(killed.resultsFile) == bytes(whole.resultsFile))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: killed.path).sorted() == [
                    "config.yaml", "results.json", "timings.json",
                ])
        }
    }

    @Test func `Without resuming a journal is kept under another name, and one of another config too`() throws {
        try withDirectory { root in
            for isResuming in [false, true] {
                let directory = ResultsDirectory(path: "\(root)/\(isResuming)")
                try leaveJournal(of: try experiment(isResuming ? "\nseed: 3" : ""), in: directory, points: 2)
                let journal = try bytes(directory.file(Journal.name))
                let run = try ExperimentRun(
                    try experiment(), into: directory, with: Runner(workers: 2), isResuming: isResuming)
                #expect(run.pointsKept == 0)
                #expect(run.notes.first?.contains("2 points of a run that was stopped") == true)
                #expect(try bytes(directory.file(Journal.name + ".old")) == journal)
            }
        }
    }

    @Test(arguments: [(1, 7), (2, 6), (4, 4)]) func `Points that are in the journal alone come to the same bytes`(
        held: Int, notHeld: Int
    ) throws {
        try withDirectory { root in
            let experiment = try experiment()
            let whole = ResultsDirectory(path: "\(root)/whole")
            _ = try ExperimentRun(experiment, into: whole, with: Runner(workers: 2))
            let lean = ResultsDirectory(path: "\(root)/lean")
            try leaveJournal(of: experiment, in: lean, points: 2)
            let run = try ExperimentRun(
                experiment, into: lean, with: Runner(workers: 2), isResuming: true, holding: held)
            #expect(run.pointsDone == 8 && run.results.complete && run.pointsFailed == 0)
            #expect(run.pointsNotHeld == notHeld)
            #expect(run.results.points.allSatisfy { $0.replication < max(1, held / 2) })
            #expect(try bytes(lean.resultsFile) == bytes(whole.resultsFile))
            let timings = try JSONText.decode(
                TimingsFile.self, from: bytes(lean.file(ResultsDirectory.timingsName)), file: "")
            #expect(timings.points.count == 8 && timings.points.allSatisfy { $0.events != nil })
            #expect(try Array(timings.jsonText().utf8) == bytes(lean.file(ResultsDirectory.timingsName)))
            let table = Comparison(run.results, without: run.pointsNotHeld).table()
            #expect(table.contains("\(run.pointsNotHeld) more points are in results.json"))
        }
    }

    @Test func `Points in the middle of a journal that are damaged are simulated again, and the others kept`() throws {
        try withDirectory { root in
            let experiment = try experiment()
            let whole = ResultsDirectory(path: "\(root)/whole")
            _ = try ExperimentRun(experiment, into: whole, with: Runner(workers: 2))
            let damaged = ResultsDirectory(path: "\(root)/damaged")
            try leaveJournal(of: experiment, in: damaged, points: 5)
            let path = damaged.file(Journal.name)
            var text = try bytes(path)
            let second = try #require(try FoundJournal(in: damaged)).lines[1]
            text[second.lowerBound + 20] ^= 1
            try Data(text).write(to: URL(filePath: path))
            let run = try ExperimentRun(experiment, into: damaged, with: Runner(workers: 2), isResuming: true)
            #expect(run.pointsKept == 4 && run.pointsDone == 8)
            #expect(
                run.notes == ["points.journal: 1 of its lines are damaged, whose points are simulated again"])
            #expect(try bytes(damaged.resultsFile) == bytes(whole.resultsFile))
        }
    }

    @Test func `A journal of another machine or revision says so, and its times are not this one's`() throws {
        try withDirectory { root in
            let experiment = try experiment()
            let directory = ResultsDirectory(path: root)
            try directory.prepare()
            var environment = RunEnvironment.current()
            environment.cpuModel = "another"
            environment.gitRevision = "f00"
            let journal = try Journal(
                in: directory, JournalHeader(experiment, environment: environment), points: experiment.points.count,
                stop: StopFlag())
            let point = experiment.points[0]
            journal.append(PointResult(point, figures: try simulate(point.scenario)), wallSeconds: 9, at: 0)
            try journal.finish()
            let stop = StopFlag()
            let stopped = try ExperimentRun(
                experiment, into: directory, with: Runner(workers: 1, stop: stop), isResuming: true
            ) { if $0 > 0 { stop.raise() } }
            #expect(stopped.earlierRevision == "f00")
            let timings = try JSONText.decode(
                TimingsFile.self, from: bytes(directory.file(ResultsDirectory.timingsName)), file: "")
            #expect(timings.points.count == 1 && timings.points.allSatisfy { $0.wallSeconds != 9 })
        }
    }

    @Test func `Fewer replications than were simulated are results of their own config`() throws {
        try withDirectory { root in
            let directory = ResultsDirectory(path: root)
            _ = try ExperimentRun(experiment(), into: directory, with: Runner(workers: 2))
            let fewer = try Experiment.load(
                text: text.replacingOccurrences(of: "replications: 4", with: "replications: 2"), named: "kept.yaml")
            let run = try ExperimentRun(fewer, into: directory, with: Runner(workers: 2), isResuming: true)
            #expect(run.pointsKept == 4)
            #expect(
                run.notes == ["4 points of the earlier run are not of this config, and not in its results any more"])
            let written = try ResultsFile(contentsOf: directory.resultsFile)
            #expect(written.points.count == 4 && written.configDigest == fewer.configDigest)
        }
    }

    @Test(arguments: ["", "not a journal\n", "00000000 {}\n"])
    func `What is no journal is an error to resume from, and stays`(content: String) throws {
        try withDirectory { root in
            let directory = ResultsDirectory(path: root)
            try Data(content.utf8).write(to: URL(filePath: directory.file(Journal.name)))
            #expect(throws: ResultsError.self) {
                try ExperimentRun(try experiment(), into: directory, with: Runner(workers: 1), isResuming: true)
            }
            #expect(try bytes(directory.file(Journal.name)) == Array(content.utf8))
        }
    }

    @Test func `A stopped run leaves the results of the whole experiment`() throws {
        try withDirectory { root in
            let experiment = try experiment()
            let directory = ResultsDirectory(path: root)
            _ = try ExperimentRun(experiment, into: directory, with: Runner(workers: 2))
            let whole = try bytes(directory.resultsFile)
            let stop = StopFlag()
            let run = try ExperimentRun(experiment, into: directory, with: Runner(workers: 1, stop: stop)) { _ in
                stop.raise()
            }
            #expect(!run.isWritten && run.pointsDone == 1)
            #expect(try bytes(directory.resultsFile) == whole)
            #expect(try FoundJournal(in: directory)?.points.count == 1)
        }
    }

    @Test func `Each flipped bit of a journal costs its point, which is told, and none is wrong`() throws {
        try withDirectory { root in
            let experiment = try experiment()
            let directory = ResultsDirectory(path: root)
            try leaveJournal(of: experiment, in: directory, points: 3)
            let whole = try bytes(directory.file(Journal.name))
            let points = try #require(try FoundJournal(in: directory)).points
            for position in stride(from: 0, to: whole.count, by: 37) {
                var damaged = whole
                damaged[position] ^= 1 << (position % 8)
                try Data(damaged).write(to: URL(filePath: directory.file(Journal.name)))
                guard let found = try? FoundJournal(in: directory) else { continue }
                // The end of a line damaged joins two.
                #expect((1...2).contains(found.points.count))
                #expect(found.damagedLines > 0 || found.tornBytes > 0)
                #expect(found.points.allSatisfy { point in points.contains { $0.result == point.result } })
            }
        }
    }

    @Test func `A flipped bit of results is an error wherever it is`() throws {
        try withDirectory { root in
            let experiment = try experiment()
            let directory = ResultsDirectory(path: root)
            let run = try ExperimentRun(experiment, into: directory, with: Runner(workers: 2))
            let whole = try bytes(directory.resultsFile)
            var unnoticed = 0
            for position in stride(from: 0, to: whole.count, by: 31) {
                var damaged = whole
                damaged[position] ^= 1 << (position % 8)
                if let results = try? ResultsFile(json: damaged, file: "") {
                    // The change hit the key of the checksum, and a file without one is accepted.
                    if results != run.results { unnoticed += 1 }
                }
            }
            #expect(unnoticed == 0)
            try Data(whole.dropLast(100)).write(to: URL(filePath: directory.resultsFile))
            #expect(throws: ResultsError.self) {
                try ExperimentRun(experiment, into: directory, with: Runner(workers: 1), isResuming: true)
            }
        }
    }

    @Test func `JSON on one line is laid out as the encoder does`() throws {
        let values: [[String: [Double?]]] = [
            [:], ["a": []], ["a": [1, nil, 0.5], "b \\\" {}[],:": [1e300]], ["é\u{1F680}\n": [-1]],
        ]
        for value in values {
            #expect(
                String(decoding: JSONLayout.pretty(try JSONText.line(value)[...]), as: UTF8.self) + "\n"
                    == (try JSONText.encode(value)))
        }
        #expect(
            String(decoding: JSONLayout.pretty(try JSONText.line([[1], []])[...], level: 1), as: UTF8.self)
                == "[\n    [\n      1\n    ],\n    [\n\n    ]\n  ]")
    }
}
