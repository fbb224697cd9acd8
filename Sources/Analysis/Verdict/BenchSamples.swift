internal import CellbenchResults

/// The benchmarks of one bench file, or of several.
///
/// Timed samples of all files are joined, in the order of the files. Other figures must be equal in every file; else the
/// metric is contradictory.
struct BenchSamples: Equatable, Sendable {
    /// The different environments of the files; with more than one, times cannot be compared.
    var environments: [RunEnvironment]
    /// Number of files.
    var files: Int
    /// True if all files are complete.
    var isComplete: Bool
    /// The benchmarks, in the order of the files.
    var benchmarks: [SampledBenchmark]

    /// A benchmark with the samples of every file that has it.
    struct SampledBenchmark: Equatable, Sendable {
        var identity: Benchmark.Identity
        var metrics: [String: SampledMetric] = [:]
        /// Reason for missing figures, from the first file that has one.
        var failure: String?
    }

    /// A metric over all files: its figures, or the files that contradict each other.
    enum SampledMetric: Equatable, Sendable {
        case agreed(BenchMetric, file: String)
        case contradictory(String)
    }

    /// The samples of files, in their order.
    init(_ files: [(name: String, content: BenchFile)]) {
        environments = []
        self.files = files.count
        isComplete = files.allSatisfy(\.content.complete)
        benchmarks = []
        var indices: [Benchmark.Identity: Int] = [:]
        for (name, content) in files {
            if !environments.contains(content.environment) { environments.append(content.environment) }
            for benchmark in content.benchmarks {
                let index = indices[benchmark.identity] ?? benchmarks.count
                if index == benchmarks.count {
                    indices[benchmark.identity] = index
                    benchmarks.append(SampledBenchmark(identity: benchmark.identity))
                }
                benchmarks[index].add(benchmark, from: name, isAlone: files.count == 1)
            }
        }
    }
}

extension BenchSamples.SampledBenchmark {
    fileprivate mutating func add(_ benchmark: Benchmark, from file: String, isAlone: Bool) {
        if let failure = benchmark.failure, self.failure == nil {
            self.failure = isAlone ? failure : "\(failure) (\(file))"
        }
        for (name, metric) in benchmark.metrics {
            metrics[name] = metrics[name].map { $0.adding(metric, from: file) } ?? .agreed(metric, file: file)
        }
    }
}

extension BenchSamples.SampledMetric {
    /// The metric with another file's figures: samples are appended; all else must be equal in every file.
    fileprivate func adding(_ other: BenchMetric, from file: String) -> Self {
        guard case .agreed(let metric, let first) = self else { return self }
        guard metric.class == other.class, metric.better == other.better, metric.unit == other.unit else {
            return .contradictory("its class or unit differs between \(first) and \(file)")
        }
        switch (metric, other) {
        case (.timed(let better, let unit, let samples), .timed(_, _, let more)):
            return .agreed(.timed(better: better, unit: unit, samples: samples + more), file: first)
        case (.exact(_, _, let value), .exact(_, _, let another)) where value != another:
            return .contradictory(
                "\(ParameterValue.number(value)) in \(first), \(ParameterValue.number(another)) in \(file)")
        case (.paired(_, _, let values), .paired(_, _, let others)) where values != others:
            return .contradictory("its figures differ between \(first) and \(file)")
        default:
            return self
        }
    }
}
