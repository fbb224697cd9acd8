internal import Experiments

extension Benchmark {
    /// This benchmark with what another process measured of the same.
    ///
    /// Samples are put side by side, exact figures must agree, and of figures to read the median is taken later, by
    /// whoever prints them: here the worse of two is kept.
    func merged(with other: Benchmark) -> Benchmark {
        var result = self
        if let failure = other.failure {
            result.failure = result.failure ?? failure
            return result
        }
        for (name, metric) in other.metrics {
            guard let mine = metrics[name] else {
                result.metrics[name] = metric
                continue
            }
            switch (mine, metric) {
            case (.timed(let better, let unit, let samples), .timed(_, _, let more)):
                result.metrics[name] = .timed(better: better, unit: unit, samples: samples + more)
            case (.exact(let better, let unit, let value), .exact(_, _, let second)) where value != second:
                result.metrics[name] = .exact(
                    better: better, unit: unit, value: better == .lower ? max(value, second) : min(value, second))
                result.failure = failure ?? "\(name) is \(value) in one process and \(second) in another"
            case (.info(let unit, let figures, let note), .info(_, let more, _)):
                let worse = figures.merging(more) { first, second in
                    first.flatMap { first in second.map { Swift.max(first, $0) } ?? first } ?? second
                }
                result.metrics[name] = .info(unit: unit, figures: worse, note: note)
            default: break
            }
        }
        return result
    }
}
