internal import CellbenchResults

/// A figure at its path in a file.
struct FiguredPath {
    /// The number, or the names of a scheduler's workloads; nil for no value.
    var value: ParameterValue?
    /// Direction in which the figure gets better.
    var better: BenchMetric.Better?
}

extension PointResult {
    /// All figures of a point in results, by their paths: `workloads.batch.waitTime.mean`.
    ///
    /// Status and reason are not included.
    var figures: [String: FiguredPath] {
        var figures: [String: FiguredPath] = [:]
        func add<Owner>(_ values: FigureValues<Owner>?, _ place: String) {
            for (path, figure, value) in values?.byPath ?? [] {
                figures[place + path] = FiguredPath(
                    value: value.number.map(ParameterValue.number), better: figure.better)
            }
        }
        for (name, workload) in workloads { add(workload, "workloads.\(name).") }
        for (name, scheduler) in schedulers {
            add(scheduler.figures, "schedulers.\(name).")
            let workloads = scheduler.workloads.joined(separator: ", ")
            figures["schedulers.\(name).workloads"] = FiguredPath(value: .keyword(workloads))
        }
        add(cell, "cell.")
        add(simulation, "")
        return figures
    }
}
