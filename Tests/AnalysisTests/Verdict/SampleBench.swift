import CellbenchSimulator
import TestSupport

@testable import CellbenchAnalysis
@testable import CellbenchResults
@testable import CellbenchSimulator

extension Sample {
    /// A bench of one benchmark, `commit`, with these metrics.
    static func bench(
        _ metrics: [String: BenchMetric], environment: RunEnvironment = environment, failure: String? = nil
    ) -> BenchFile {
        BenchFile(
            environment: environment, benchmarks: [Benchmark(name: "commit", metrics: metrics, failure: failure)])
    }

    /// The verdict on two benches.
    static func verdict(_ base: BenchFile, _ new: BenchFile, settings: VerdictSettings = .init()) -> Verdict {
        verdict(
            .bench(BenchSamples([("base.json", base)])), .bench(BenchSamples([("new.json", new)])), settings: settings)
    }

    /// The verdict on two inputs.
    static func verdict(
        _ base: ComparedInput, _ new: ComparedInput, settings: VerdictSettings = .init()
    ) -> Verdict {
        Verdict(
            base: .init(path: "base", origin: base.origin), new: .init(path: "new", origin: new.origin),
            settings: settings, comparisons: Verdict.comparisons(base, new, settings))
    }

    /// The comparison of one metric of the benchmark `commit`.
    static func judged(_ base: BenchMetric, _ new: BenchMetric, tolerance: Double = 0.02) -> MetricComparison {
        verdict(bench(["m": base]), bench(["m": new]), settings: VerdictSettings(tolerance: tolerance)).comparisons[0]
    }

    /// Times of a metric that is a cost.
    static func times(_ samples: [Double]) -> BenchMetric { .timed(better: .lower, unit: "ns", samples: samples) }
}

/// Measurements drawn from a seed: normal around a mean, with a standard deviation that is a share of the mean.
struct MadeUpSamples {
    var stream: RandomStream

    init(seed: UInt64) {
        stream = RandomStream(seed: seed, replication: 0, purpose: "verdict")
    }

    mutating func samples(_ count: Int, mean: Double, noise: Double) -> [Double] {
        (0..<count).map { _ in
            // The sum of 12 uniform numbers has a variance of 1.
            let normal = (0..<12).reduce(-6.0) { sum, _ in sum + stream.unit() }
            return mean * (1 + noise * normal)
        }
    }
}
