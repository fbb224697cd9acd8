import CellbenchSimulator
import Synchronization
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct BisectionTests {
    /// Answers a bisection until its end; returns the values in the order in which it looked at them.
    private func looked(_ count: Int, isAbove: (Int) -> Bool) -> (at: [Int], bracket: (lower: Int?, upper: Int?)) {
        var bisection = Bisection(count: count)
        var at: [Int] = []
        while !bisection.wanted.isEmpty {
            for index in bisection.wanted {
                at.append(index)
                bisection.learn(index, isAbove: isAbove(index))
            }
        }
        return (at, bisection.bracket)
    }

    @Test func `Every place of the change is found, upwards and downwards, in a logarithm of looks`() {
        for count in [2, 3, 5, 17, 64, 129] {
            for first in 1..<count {
                let rising = looked(count) { $0 >= first }
                #expect(rising.bracket.lower == first - 1)
                #expect(rising.bracket.upper == first)
                let falling = looked(count) { $0 < first }
                #expect(falling.bracket.lower == first - 1)
                #expect(falling.bracket.upper == first)
                var most = 2
                while 1 << (most - 2) < count - 1 { most += 1 }
                #expect(rising.at.count <= most)
                #expect(Set(rising.at).count == rising.at.count)
            }
        }
    }

    @Test func `What holds at both ends or at neither has a bracket with one end`() {
        let never = looked(9) { _ in false }
        #expect(never.bracket.lower == 8 && never.bracket.upper == nil && never.at == [0, 8])
        let always = looked(9) { _ in true }
        #expect(always.bracket.lower == nil && always.bracket.upper == 0 && always.at == [0, 8])
    }
}

@Suite struct SaturationSearchTests {
    /// One job a second for 1,000 s, of one task that ends at once: a decision of `t` seconds keeps a scheduler busy a
    /// share `t`.
    private func config(_ search: String, other: String = "", replications: Int = 2) -> String {
        """
        name: search
        horizon: 1000s
        replications: \(replications)
        cell: { machines: [ { class: m, count: 10, cpu: 4, memory: 16GiB } ] }
        workloads:
          batch: { interarrival: { constant: 1s }, tasks: 1, duration: 1ms, cpu: 1, memory: 1GiB }
          service: { interarrival: { constant: 4s }, tasks: 1, duration: 1ms, cpu: 1, memory: 1GiB }
        decisionTime: { batch: { job: 1ms, task: 0s }, service: { job: 1ms, task: 0s } }
        architectures:
          - { kind: monolithic, paths: multi }
          - { kind: shared-state }
        sweep:
          decisionTime.batch.job: { saturation: { \(search) } }
        \(other)
        """
    }

    private func run(_ text: String, workers: Int = 2) throws -> ResultsFile {
        let experiment = try Experiment.load(text: text, named: "search.yaml")
        return ResultsFile(experiment, outcomes: Runner(workers: workers).run(experiment))
    }

    /// The busyness is t, which passes 0.25 at t = 0.25 s; the monolithic scheduler decides about service jobs too.
    @Test func `The bracket holds the value that the load gives, within the share asked for`() throws {
        let results = try run(config("of: busyness, workload: batch, above: 0.25, from: 10ms, to: 1s, within: 0.01"))
        #expect(results.complete)
        #expect(results.saturation.map(\.architecture) == ["monolithic-multi", "shared-state"])
        for found in results.saturation {
            let (lower, upper) = (try #require(found.lower), try #require(found.upper))
            #expect(lower < upper && upper / lower <= 1.0101)
            #expect(lower <= 0.2505 && upper >= 0.2495)
            #expect(found.figure == "busyness.total" && found.workload == "batch" && found.above == 0.25)
            #expect(found.path == "decisionTime.batch.job" && found.parameters.isEmpty)
            // The values of the bracket are among the simulated points.
            for (value, isAbove) in [(lower, false), (upper, true)] {
                let at = results.points.filter {
                    $0.architecture == found.architecture && $0.parameters == [found.path: .number(value)]
                }
                #expect(at.count == 2)
                let busyness = at.compactMap { $0.value(of: .busyness, workload: "batch") }.reduce(0, +) / 2
                #expect((busyness > 0.25) == isAbove)
            }
        }
        let values = Set(results.points.compactMap(\.parameters["decisionTime.batch.job"]))
        #expect(values.count < 20, "bisection looks at few of the values")
    }

    @Test func `A linear range, ends that it never reaches and others that it has passed`() throws {
        let linear = try run(config("of: busyness, above: 0.5, from: 0s, to: 2s, within: 0.01"))
        for found in linear.saturation {
            let (lower, upper) = (try #require(found.lower), try #require(found.upper))
            #expect(upper - lower <= 0.02001 && lower <= 0.501 && upper >= 0.499)
        }
        let never = try run(config("of: busyness, above: 0.9, from: 10ms, to: 500ms"))
        #expect(never.saturation.allSatisfy { $0.lower == 0.5 && $0.upper == nil && $0.bracket == "never above it" })
        #expect(never.points.count == 8)
        let already = try run(config("of: busyness, above: 0.001, from: 10ms, to: 500ms"))
        #expect(
            already.saturation.allSatisfy { $0.lower == nil && $0.upper == 0.01 && $0.bracket == "above it everywhere" }
        )
    }

    @Test func `Each value of what else is swept has a search of its own`() throws {
        let text = config(
            "of: busyness, workload: batch, above: 0.5, from: 10ms, to: 10s",
            other: "  workloads.batch.interarrival.constant: [1s, 2s]")
        let results = try run(text)
        #expect(results.saturation.count == 4)
        for found in results.saturation {
            let rate = found.parameters["workloads.batch.interarrival.constant"]
            let expected = rate == .number(1) ? 0.5 : 1
            let (lower, upper) = (try #require(found.lower), try #require(found.upper))
            #expect(lower <= expected * 1.01 && upper >= expected * 0.99 && upper / lower < 1.0501)
        }
    }

    @Test func `The ends may be written the other way round, and a figure may fall`() throws {
        let reversed = try run(config("of: busyness, workload: batch, above: 0.25, from: 1s, to: 10ms"))
        let forward = try run(config("of: busyness, workload: batch, above: 0.25, from: 10ms, to: 1s"))
        for (one, other) in zip(reversed.saturation, forward.saturation) {
            let (lower, upper) = (try #require(one.lower), try #require(one.upper))
            #expect(lower <= 0.2505 && upper >= 0.2495 && lower < upper)
            #expect(abs(lower - (other.lower ?? 0)) < 0.02)
        }
        // Less often, less busy: 0.001 of a second of every t.
        let text = config("of: busyness, workload: batch, above: 0.002, from: 100ms, to: 10s")
            .replacing("decisionTime.batch.job: {", with: "workloads.batch.interarrival.constant: {")
            .replacing("- { kind: monolithic, paths: multi }\n", with: "")
        let falling = try run(text).saturation[0]
        let (lower, upper) = (try #require(falling.lower), try #require(falling.upper))
        #expect(lower <= 0.501 && upper >= 0.499 && upper / lower < 1.0501)
    }

    @Test func `An architecture that has not the searched path is left out`() throws {
        let text = config("of: busyness, workload: batch, above: 0.25, from: 1, to: 8, whole: true")
            .replacing("decisionTime.batch.job: {", with: "architectures.shared-state.schedulers.batch: {")
        let results = try run(text)
        #expect(Set(results.points.map(\.architecture)) == ["shared-state"])
        #expect(results.saturation.map(\.architecture) == ["shared-state"] && results.complete)
    }

    @Test func `Whole numbers are searched one by one`() throws {
        var text = config(
            "of: busyness, workload: batch, above: 0.25, from: 1, to: 8, scale: linear, within: 0.1, whole: true")
        text = text.replacing("decisionTime.batch.job: {", with: "architectures.shared-state.schedulers.batch: {")
            .replacing("batch: { job: 1ms", with: "batch: { job: 1s").replacing(
                "- { kind: monolithic, paths: multi }\n", with: "")
        let results = try run(text)
        // Busy a share 1 / n: above 0.25 up to three schedulers, and with four just at it.
        #expect(results.saturation.map(\.lower) == [3])
        #expect(results.saturation.map(\.upper) == [4])
    }

    @Test func `The bytes are the same with any number of workers, and read back`() throws {
        let text = config("of: waitTime.mean, workload: service, above: 0.1, from: 10ms, to: 5s")
        let one = try run(text, workers: 1)
        #expect(try one.jsonText() == run(text, workers: 3).jsonText())
        #expect(try ResultsFile(json: Array(one.jsonText().utf8), file: "r") == one)
    }

    @Test func `A figure that does not exist ends the search with a reason`() throws {
        let results = try run(config("of: conflictFraction, workload: batch, above: 0.5, from: 100s, to: 2000s"))
        #expect(results.complete)
        #expect(results.saturation.allSatisfy { $0.lower == nil && $0.upper == nil })
        #expect(results.saturation.last?.reason == "there is no conflictFraction at decisionTime.batch.job = 2000")
    }

    @Test func `A stopped search keeps its points and is not among what was found`() throws {
        let text = config("of: busyness, workload: batch, above: 0.25, from: 10ms, to: 1s")
        let experiment = try Experiment.load(text: text, named: "search.yaml")
        let stop = StopFlag()
        let done = Mutex(0)
        let outcomes = Runner(workers: 1, stop: stop).run(experiment) { _ in
            if done.withLock({
                $0 += 1; return $0
            }) == 10 {
                stop.raise()
            }
        }
        let results = ResultsFile(experiment, outcomes: outcomes)
        #expect(results.points.count == 10 && results.saturation.isEmpty && !results.complete)
    }

    @Test func `The table has the brackets, the listing the ends`() throws {
        let text = config("of: busyness, workload: batch, above: 0.25, from: 10ms, to: 1s", replications: 1)
        let table = Comparison(try run(text)).table()
        #expect(table.hasPrefix("decisionTime.batch.job from 0.01 to 1: where busyness.total of batch passes 0.25\n\n"))
        #expect(table.contains("monolithic-multi  ") && table.contains("–"))
        let experiment = try Experiment.load(text: text, named: "search.yaml")
        #expect(experiment.mostPoints == 18)
        #expect(
            experiment.pointListing() == """
                monolithic-multi decisionTime.batch.job=0.01 replication=0
                shared-state decisionTime.batch.job=0.01 replication=0
                monolithic-multi decisionTime.batch.job=1 replication=0
                shared-state decisionTime.batch.job=1 replication=0
                and between these ends of decisionTime.batch.job at most 14 more

                """)
    }

    @Test(arguments: [
        ("above: 0.5, from: 1s, to: 2s", "\"of\" is missing"),
        ("of: busynes, above: 0.5, from: 1s, to: 2s", "there is no figure \"busynes\"; the nearest is \"busyness\""),
        ("of: busyness, above: 0.5, from: 1s", "\"to\" is missing"),
        ("of: busyness, above: 0.5, from: 1s, to: 1s", "are equal"),
        ("of: busyness, above: 0.5, from: 0s, to: 1s, scale: log", "never reaches 0"),
        ("of: busyness, above: 0.5, from: 1s, to: 2s, within: 2", "out of range"),
        ("of: busyness, above: 0.5, from: 1s, to: 2s, whole: maybe", "none of the accepted words"),
        ("of: busyness, above: 0.5, from: 0.5, to: 2, whole: true", "is not whole"),
        ("of: busyness, workload: bach, above: 0.5, from: 1s, to: 2s", "there is no workload \"bach\""),
        ("of: busyness, above: high, from: 1s, to: 2s", "is not a number"),
        ("of: busyness, above: 0.5, from: 1e-9, to: 1e9, within: 0.001", "a search among"),
    ])
    func `A search that is not one is told`(search: String, message: String) {
        let error = #expect(throws: ConfigError.self) {
            try Experiment.load(text: config(search), named: "search.yaml")
        }
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        #expect(error?.path?.hasPrefix("sweep.decisionTime.batch.job") == true)
    }

    @Test func `Only one path is searched`() {
        let other = "  decisionTime.service.job: { saturation: { of: busyness, above: 0.5, from: 1s, to: 2s } }"
        let error = #expect(throws: ConfigError.self) {
            try Experiment.load(
                text: config("of: busyness, above: 0.5, from: 1s, to: 2s", other: other), named: "s.yaml")
        }
        #expect(error?.message.hasPrefix("a search along \"decisionTime.batch.job\" already") == true)
    }
}
