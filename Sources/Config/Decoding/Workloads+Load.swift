internal import CellbenchFiles
internal import CellbenchSimulator

extension GeneratedWorkload {
    /// The workload with `load` times the arrival rate.
    fileprivate func arriving(_ load: Double) -> GeneratedWorkload {
        guard load != 1 else { return self }
        var workload = self
        workload.interarrival = interarrival.scaled(by: 1 / load)
        return workload
    }
}

extension Field {
    /// True if the key is the load factor, and not a workload with the name `load`.
    func isLoadFactor(_ key: String) -> Bool { key == "load" && node.entries == nil }

    /// Factor of the arrival rate of all workloads: the number under `load`; 1 where there is none.
    func loadFactor() throws(ConfigError) -> Double {
        guard let node = node["load"], node.entries == nil else { return 1 }
        return try Field(node: node, path: path(of: "load"), context: context).amount(of: ConfigSettings.load)
    }

    /// The workloads, each with its own factor of the arrival rate.
    func arriving(_ workloads: [GeneratedWorkload], _ loads: [Double]) throws(ConfigError) -> [GeneratedWorkload] {
        let scaled = zip(workloads, loads).map { $0.arriving($1) }
        if let fast = scaled.first(where: { $0.interarrival.mean < Field.shortestInterarrival }),
            loads.contains(where: { $0 > 1 })
        {
            throw error(
                "with this load a job of \(fast.name) more often than every microsecond; accepted: a mean of at least 1us"
            )
        }
        return scaled
    }
}
