public import CellbenchSimulator

extension TraceSummary.Workload {
    /// A workload whose quantities are distributed as those of the submitted jobs, each quantity by itself.
    ///
    /// Lost are which values go together, how they change over the day, and that tasks of one job may differ. Nil where
    /// fewer than two jobs were submitted, which have no time between them.
    public var fitted: GeneratedWorkload? {
        guard let interarrival = samples[.interarrival], let tasks = samples[.tasks], let duration = samples[.duration],
            let cpu = samples[.cpu], let memory = samples[.memory], let gpu = samples[.gpu]
        else { return nil }
        return GeneratedWorkload(
            name: name, interarrival: interarrival.fitted, tasks: tasks.fitted, duration: duration.fitted,
            cpu: cpu.fitted, memory: memory.fitted, gpu: gpu.fitted)
    }

    /// The distribution of a quantity of the submitted jobs; nil where the trace does not have it.
    package func distribution(of quantity: TraceSummary.Quantity) -> Distribution? { samples[quantity]?.fitted }
}

extension SortedSample {
    /// A distribution that is linear between some quantiles of the sample: every 128th, and more towards both ends.
    ///
    /// The steps towards the ends get ever smaller, because the few large values make up much of a mean. The
    /// distribution function differs from the sample's by at most 1/128.
    var fitted: Distribution {
        guard let least = first, let greatest = last, least < greatest else {
            return Distribution(.constant(first ?? 0))
        }
        var points = [Distribution.QuantilePoint(probability: 0, value: least)]
        points += levels(every: 128).map { Distribution.QuantilePoint(probability: $0, value: quantile($0)) }
        points.append(Distribution.QuantilePoint(probability: 1, value: greatest))
        return Distribution(through: points)
    }

    /// Probabilities in `even` equal steps, and in ever smaller steps towards both ends, down to that of one value; 0
    /// and 1 are left out.
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
    /// A distribution that is linear between points; points between two others of the same value are left out.
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
