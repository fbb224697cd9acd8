import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

/// A small cell of devices and a job list.
private let text = """
    name: small
    replications: 3
    seed: 7
    cell:
      gpus: devices
      machines:
        - { class: large, count: 3, cpu: 32, memory: 64GiB, gpu: 8 }
        - { class: small, count: 5, cpu: 16, memory: 32GiB, gpu: 2 }
    workloads:
      one: { interarrival: 10s, duration: 1h, tasks: 2, cpu: { uniform: { min: 1, max: 4 } }, memory: 1GiB, gpu: { choice: { 0: 1, 0.5: 2, 1: 2 } } }
      two: { interarrival: 20s, duration: 1h, tasks: 1, cpu: 2, memory: 2GiB, gpu: { choice: { 0.25: 1, 2: 1 } } }
    placement: { ties: fixed, scores: integers }
    packing:
      order: shuffled
      demand: 1.2
      policies: [randomized-first-fit, first-fit, best-fit, gpu-packing, fgd]
      compaction: { trials: 4, pending: 0.02 }

    """

private func experiment(_ settings: [String] = [], _ config: String = text) throws -> PackingExperiment {
    let overrides = ConfigOverrides(settings: try settings.map { try ConfigOverrides.Setting(argument: $0) })
    return try PackingExperiment.load(bytes: Array(config.utf8), named: "small.yaml", overrides: overrides)
}

@Suite struct PackingRunTests {
    @Test(arguments: [2, 3, 16])
    func `The file does not depend on the number of threads`(workers: Int) throws {
        let run = PackingRun(try experiment())
        let one = try #require(try run.run(workers: 1)).jsonText()
        #expect(try #require(try run.run(workers: workers)).jsonText() == one)
    }

    @Test func `The file has every curve and every trial, and reads back`() throws {
        let packed = try #require(try PackingRun(try experiment()).run(workers: 2))
        #expect(packed.curves.map(\.replication) == (0..<5).flatMap { _ in [0, 1, 2] })
        #expect(packed.policies == ["randomized-first-fit", "first-fit", "best-fit", "gpu-packing", "fgd"])
        #expect(packed.compaction.map(\.machines.count) == [4, 4, 4, 4, 4])
        #expect(packed.machines == 8)
        for curve in packed.curves {
            let last = try #require(curve.at.last)
            // A task of two GPUs is a seventeenth of the cell.
            #expect((114...120).contains(last))
            #expect(curve.fragRatio.contains { $0 != nil })
        }
        let json = try packed.jsonText()
        #expect(try JSONText.decode(PackingFile.self, from: Array(json.utf8), file: "packing.json") == packed)
        #expect(!FileChecksum.isWrong(in: Array(json.utf8)))
    }

    @Test func `Every policy sees the same arrivals, every replication its own`() throws {
        let packed = try #require(try PackingRun(try experiment()).run(workers: 2))
        for replication in 0..<3 {
            #expect(Set(packed.curves.filter { $0.replication == replication }.map(\.arrived)).count == 1)
        }
        #expect(packed.curves[0] != packed.curves[1])
        // A policy among others packs as it does alone.
        let alone = try #require(try PackingRun(try experiment(["packing.policies=[best-fit]"])).run(workers: 1))
        #expect(alone.curves == packed.curves.filter { $0.policy == "best-fit" })
        #expect(alone.compaction == packed.compaction.filter { $0.policy == "best-fit" })
    }

    @Test func `Another seed packs otherwise`() throws {
        let first = try #require(try PackingRun(try experiment()).run(workers: 2))
        let second = try #require(try PackingRun(try experiment(["seed=8"])).run(workers: 2))
        #expect(first.curves != second.curves)
    }

    @Test func `A run that is stopped has no outcome`() throws {
        let stop = StopFlag()
        let run = PackingRun(try experiment())
        #expect(try run.run(workers: 2, stop: stop) { _ in stop.raise() } == nil)
    }

    @Test func `A demand for which too many tasks are drawn is an error of the config`() throws {
        let config = """
            name: endless
            cell: { machines: [ { class: m, count: 9000000, cpu: 4, memory: 8GiB } ] }
            workloads:
              w: { interarrival: 1s, duration: 1s, tasks: 100, cpu: 0.001, memory: 1GiB }
            packing: { demand: 1 }

            """
        let error = #expect(throws: ConfigError.self) {
            try PackingRun(try experiment([], config)).run(workers: 2)
        }
        #expect(
            error?.description
                == "small.yaml:5:20: error: packing.demand: 10000000 tasks are drawn, and this demand has "
                + "not arrived; accepted: a smaller demand, a smaller cell, or larger tasks")
    }

    @Test func `The config as run gives the same file`() throws {
        let first = try experiment()
        let again = try experiment([], first.resolvedConfig)
        #expect(again.resolvedConfig == first.resolvedConfig)
        #expect(try PackingRun(again).run(workers: 2) == PackingRun(first).run(workers: 2))
    }

    @Test func `The 90th percentile is between the nearest trials, and none where it has no number`() {
        func p90(_ machines: [Int?]) -> Double? { PackingFile.Compaction(policy: "p", machines: machines).p90 }
        #expect(p90(Array(1...11)) == 10)
        #expect(p90([5]) == 5)
        #expect(p90([1, 2]) == 1.9)
        #expect(p90(Array(1...10) + [nil]) == 10)
        #expect(p90([1, nil]) == nil)
        #expect(p90([]) == nil)
    }
}
