internal import CellbenchResults
internal import CellbenchSimulator

extension Benchmark {
    /// Merges the benchmarks of one scenario from several processes; nil if there are none.
    ///
    /// Samples are joined. Exact figures must agree, else the benchmark has a failure. Of other figures the merged one
    /// is the median, of extremes the greatest or least, of counts the sum.
    init?(merging processes: [Benchmark]) {
        guard let first = processes.first else { return nil }
        self.init(name: first.name, parameters: first.parameters, failure: processes.lazy.compactMap(\.failure).first)
        for name in Set(processes.flatMap(\.metrics.keys)).sorted() {
            let all = processes.compactMap { $0.metrics[name] }
            guard let metric = BenchMetric(merging: all) else { continue }
            metrics[name] = metric
            if case .exact = metric, all.contains(where: { $0 != metric }) {
                failure = failure ?? "\(name) is not the same in every process"
            }
        }
    }
}

extension BenchMetric {
    fileprivate init?(merging all: [BenchMetric]) {
        guard let first = all.first else { return nil }
        switch first {
        case .timed(let better, let unit, _):
            self = .timed(better: better, unit: unit, samples: all.flatMap(\.samples))
        case .exact(let better, let unit, let value):
            let worst = all.compactMap(\.value).reduce(value, better == .lower ? Swift.max : Swift.min)
            self = .exact(better: better, unit: unit, value: worst)
        case .info(let unit, let figures, let note):
            let merged = figures.keys.map { key -> (String, Double?) in
                let values = all.compactMap { $0.figures[key] ?? nil }
                return (key, BenchMetric.merged(values, key))
            }
            self = .info(unit: unit, figures: Dictionary(uniqueKeysWithValues: merged), note: note)
        case .paired: self = first
        }
    }

    private static func merged(_ values: [Double], _ key: String) -> Double? {
        switch key {
        case "max": values.max()
        case "min": values.min()
        case "count", "outliers": values.isEmpty ? nil : values.reduce(0, +)
        default: values.median()
        }
    }

    private var samples: [Double] {
        if case .timed(_, _, let samples) = self { samples } else { [] }
    }

    private var value: Double? {
        if case .exact(_, _, let value) = self { value } else { nil }
    }

    private var figures: [String: Double?] {
        if case .info(_, let figures, _) = self { figures } else { [:] }
    }
}
