internal import CellbenchFiles
package import CellbenchSimulator

/// What one scheduler did, as a results file says it.
package struct SchedulerResult: Equatable, Sendable {
    /// The workloads it serves.
    package var workloads: [String]
    /// Its figures.
    package var figures: FigureValues<SchedulerFigures>

    /// The figures of a simulation.
    init(_ figures: SchedulerFigures) {
        workloads = figures.workloads
        self.figures = FigureValues(figures)
    }

    /// A figure; nil where it does not exist, or schedulers have no such figure.
    subscript(figure: Figure) -> Double? {
        get { figures[figure] }
        set { figures[figure] = newValue }
    }
}

extension SchedulerResult: Decodable {
    /// Reads what a scheduler did.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FigureKey.self)
        workloads = try container.decode([String].self, forKey: FigureKey(stringValue: "workloads"))
        figures = try FigureValues(in: container)
    }

    /// Writes it.
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
