import Testing

@testable import CellbenchCommitBench
@testable import CellbenchResults

@Suite struct MergingTests {
    private func process(_ time: Double, allocations: Double = 0, p50: Double? = 1) -> Benchmark {
        Benchmark(
            name: "b",
            metrics: [
                "time": .timed(better: .lower, unit: "ns", samples: [time]),
                "allocations": .exact(better: .lower, unit: "1", value: allocations),
                "latency": .info(unit: "ns", figures: ["p50": p50, "max": time, "count": 3]),
            ])
    }

    @Test func `Samples are put side by side, figures to read become medians, extremes and sums`() throws {
        let merged = try #require(
            Benchmark(merging: [process(5), process(7, p50: nil), process(6, p50: 4), process(9, p50: 2)]))
        #expect(merged.failure == nil)
        #expect(merged.metrics["time"] == .timed(better: .lower, unit: "ns", samples: [5, 7, 6, 9]))
        #expect(merged.metrics["allocations"] == .exact(better: .lower, unit: "1", value: 0))
        #expect(merged.metrics["latency"] == .info(unit: "ns", figures: ["p50": 2, "max": 9, "count": 12]))
    }

    @Test func `Exact figures that differ between processes are a failure, and the worst is kept`() throws {
        let merged = try #require(Benchmark(merging: [process(5), process(6, allocations: 2), process(7)]))
        #expect(merged.failure == "allocations is not the same in every process")
        #expect(merged.metrics["allocations"] == .exact(better: .lower, unit: "1", value: 2))
    }

    @Test func `A process that died leaves the others' figures`() throws {
        let dead = Benchmark(name: "b", failure: "died")
        let merged = try #require(Benchmark(merging: [process(5), dead, process(6)]))
        #expect(merged.failure == "died")
        #expect(merged.metrics["time"] == .timed(better: .lower, unit: "ns", samples: [5, 6]))
        #expect(Benchmark(merging: []) == nil)
    }
}
