internal import CellbenchSimulator

/// Quantiles of each quantity of a preset's workload, at ``levels``.
struct PresetQuantiles {
    /// The probabilities of the quantiles.
    static let levels: [Double] = [
        0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1,
    ]

    /// Quantiles in seconds.
    let interarrival: [Double]
    let tasks: [Double]
    /// Quantiles in seconds.
    let duration: [Double]
    /// Quantiles in cores, or in fractions of the largest machine.
    let cpu: [Double]
    /// Quantiles in GiB, or in fractions of the largest machine.
    let memory: [Double]
    /// Quantiles in devices; empty for a workload without GPUs.
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

    /// The workload, where the largest machine has `cores` cores and `gibibytes` GiB.
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
