import CellbenchSimulator

/// What one scheduler did, as a results file says it.
struct SchedulerResult: Equatable, Sendable {
    /// The workloads it serves.
    var workloads: [String]
    /// Its figures.
    var figures: FigureValues<SchedulerFigures>

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
    init(from decoder: any Decoder) throws {
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
