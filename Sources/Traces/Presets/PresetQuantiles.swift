internal import CellbenchSimulator

/// What a preset's workload is drawn from: quantiles of each quantity, at ``levels``.
struct PresetQuantiles {
    /// The probabilities of the quantiles.
    static let levels: [Double] = [
        0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1,
    ]

    /// Seconds.
    let interarrival: [Double]
    let tasks: [Double]
    /// Seconds.
    let duration: [Double]
    /// Cores, or fractions of the largest machine.
    let cpu: [Double]
    /// GiB, or fractions of the largest machine.
    let memory: [Double]
    /// Devices.
    let gpu: [Double]

    init(
        interarrival: [Double], tasks: [Double], duration: [Double], cpu: [Double], memory: [Double], gpu: [Double] = []
    ) {
        self.interarrival = interarrival
        self.tasks = tasks
        self.duration = duration
        self.cpu = cpu
        self.memory = memory
        self.gpu = gpu
    }

    /// The workload on machines of which the largest has so many cores and GiB.
    func workload(_ name: String, largestCores cores: Double = 1, largestGibibytes gibibytes: Double = 1)
        -> GeneratedWorkload
    {
        GeneratedWorkload(
            name: name, interarrival: PresetQuantiles.distribution(interarrival),
            tasks: PresetQuantiles.distribution(tasks),
            duration: PresetQuantiles.distribution(duration),
            cpu: PresetQuantiles.distribution(cpu.map { max($0 * cores, 0.001) }),
            memory: PresetQuantiles.distribution(memory.map { $0 * gibibytes }),
            gpu: gpu.isEmpty ? Distribution(.constant(0)) : PresetQuantiles.distribution(gpu))
    }

    private static func distribution(_ values: [Double]) -> Distribution {
        precondition(values.count == levels.count, "a preset has a value at every level")
        guard let first = values.first, values.contains(where: { $0 != first }) else {
            return Distribution(.constant(values.first ?? 0))
        }
        return Distribution(.quantiles(zip(levels, values).map { .init(probability: $0, value: $1) }))
    }
}
