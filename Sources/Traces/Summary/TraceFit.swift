public import CellbenchSimulator

extension TraceSummary.Workload {
    /// A generator whose jobs are distributed as those that were submitted, each quantity by itself: which of them go together,
    /// how they change over the day, and that tasks of one job may differ, is lost.
    ///
    /// Nil where fewer than two jobs were submitted, between which there is no time.
    public var fitted: GeneratedWorkload? {
        guard let interarrival = samples[.interarrival], let tasks = samples[.tasks], let duration = samples[.duration],
            let cpu = samples[.cpu], let memory = samples[.memory], let gpu = samples[.gpu]
        else { return nil }
        return GeneratedWorkload(
            name: name, interarrival: interarrival.fitted, tasks: tasks.fitted, duration: duration.fitted,
            cpu: cpu.fitted, memory: memory.fitted, gpu: gpu.fitted)
    }

    /// How a quantity of the jobs that were submitted is distributed; nil where the trace does not have it.
    package func distribution(of quantity: TraceSummary.Quantity) -> Distribution? { samples[quantity]?.fitted }
}

extension SortedSample {
    /// The sample as a distribution that is linear between some of its quantiles: every 128th, and towards both ends as many again
    /// in ever smaller steps, so that the few large values that make up much of a mean are kept.
    ///
    /// Its distribution function differs from the sample's by at most 1/128.
    var fitted: Distribution {
        guard let least = first, let greatest = last, least < greatest else {
            return Distribution(.constant(first ?? 0))
        }
        var points = [Distribution.QuantilePoint(probability: 0, value: least)]
        points += levels(every: 128).map { Distribution.QuantilePoint(probability: $0, value: quantile($0)) }
        points.append(Distribution.QuantilePoint(probability: 1, value: greatest))
        return Distribution(through: points)
    }

    /// So many equal steps of probability, and towards both ends ever smaller ones, down to that of a value; without the ends.
    func levels(every even: Int) -> [Double] {
        var levels = (1..<even).map { Double($0) / Double(even) }
        var step = 1 / Double(2 * even)
        while step > 1 / Double(count) {
            levels += [step, 1 - step]
            step /= 2
        }
        return levels.sorted()
    }
}

extension Distribution {
    /// Linear between points, without those between two of the same value, which say nothing.
    init(through points: [QuantilePoint]) {
        var kept: [QuantilePoint] = []
        for point in points {
            if kept.count >= 2, kept[kept.count - 1].value == point.value, kept[kept.count - 2].value == point.value {
                kept.removeLast()
            }
            kept.append(point)
        }
        self.init(.quantiles(kept))
    }
}
