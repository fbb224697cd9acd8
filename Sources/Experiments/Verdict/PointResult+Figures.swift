/// A figure of a point as its file has it.
enum FigureValue: Equatable {
    case number(Double)
    /// Names, such as those of the workloads that a scheduler serves.
    case words(String)
    /// `null`: it does not exist.
    case none
}

/// A figure at its path in a file.
struct FiguredPath {
    var value: FigureValue
    /// In what direction it gets better.
    var better: BenchMetric.Better?
}

extension PointResult {
    /// Every figure that results say of a point, by its path in the file, such as `workloads.batch.waitTime.mean`.
    ///
    /// Status and reason are not among them.
    var figures: [String: FiguredPath] {
        var figures: [String: FiguredPath] = [:]
        for figure in Figure.catalogue {
            for (path, value) in paths(of: figure) {
                guard value != nil || !figure.isLeftOut else { continue }
                figures[path] = FiguredPath(value: value.map(FigureValue.number) ?? .none, better: figure.better)
            }
        }
        for (name, scheduler) in schedulers {
            figures["schedulers.\(name).workloads"] = FiguredPath(
                value: .words(scheduler.workloads.joined(separator: ", ")))
        }
        return figures
    }

    /// Where the file has a figure, and what it is there.
    private func paths(of figure: Figure) -> [(path: String, value: Double?)] {
        let ofSchedulers: (@Sendable (SchedulerResult) -> Double?)?
        var paths: [(String, Double?)] = []
        switch figure.source {
        case .point(let value): return [(figure.nameInCell, value(self))]
        case .cell(let value): return cell.map { [(figure.name, value($0))] } ?? []
        case .scheduler(let value, _): ofSchedulers = value
        case .workload(let value, let ofScheduler):
            ofSchedulers = ofScheduler
            paths = workloads.map { ("workloads.\($0.key).\(figure.name)", value($0.value)) }
        }
        return paths
            + (ofSchedulers.map { value in
                schedulers.map { ("schedulers.\($0.key).\(figure.name)", value($0.value)) }
            } ?? [])
    }
}

extension Figure {
    /// The name without `cell.`: results have figures of the simulation beside the cell's.
    fileprivate var nameInCell: String { String(name.dropFirst("cell.".count)) }
}
