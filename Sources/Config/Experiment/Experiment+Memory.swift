internal import CellbenchSimulator

extension Experiment {
    /// Number of points that are likely to fit into memory at once; at least one.
    ///
    /// - Complexity: O(*points*).
    public var mostPointsAtOnce: Int {
        guard let memory = Host.memory else { return .max }
        let largest = points.map { MemoryNeed.need(of: $0.scenario, $0.scenario.architecture) }.max() ?? 0
        return largest > 0 ? max(1, Int(min(Double(memory) / largest, 1e6))) : .max
    }
}
