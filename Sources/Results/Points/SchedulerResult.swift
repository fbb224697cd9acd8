internal import CellbenchFiles
package import CellbenchSimulator

/// Figures of one scheduler, as in a results file.
package struct SchedulerResult: Equatable, Sendable {
    /// The workloads that the scheduler serves.
    package var workloads: [String]
    /// The figures.
    package var figures: FigureValues<SchedulerFigures>

    /// The figures of a run's scheduler.
    init(_ figures: SchedulerFigures) {
        workloads = figures.workloads
        self.figures = FigureValues(figures)
    }

    /// Value of a figure; nil where the figure has none, or schedulers have no such figure.
    subscript(figure: Figure) -> Double? {
        get { figures[figure] }
        set { figures[figure] = newValue }
    }
}

extension SchedulerResult: Decodable {
    /// Reads a scheduler.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FigureKey.self)
        workloads = try container.decode([String].self, forKey: FigureKey(stringValue: "workloads"))
        figures = try FigureValues(in: container)
    }

    /// Writes the scheduler.
    func write(to text: inout JSONLine) {
        figures.write(to: &text) { key, text in
            text.key(key)
            text.open("[")
            for workload in workloads {
                text.separate()
                text.write(workload)
            }
            text.close("]")
        }
    }
}
