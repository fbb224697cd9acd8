extension Figure {
    /// The figures of the cell and of the simulation, in the order of the columns of `export`.
    static let ofCells: [Figure] = [
        cell(
            "utilization.cpu", "share of the cores in use",
            chart: FigureChart(
                place: 5, .share, title: "Utilisation",
                meaning: "Share of the cell’s cores in use, the mean over time.",
                ifAllZero: nil)
        ) { $0.utilization.cpu },
        cell("utilization.memory", "share of the memory in use") { $0.utilization.memory },
        cell("utilization.gpu", "share of the GPUs in use") { $0.utilization.gpu },
        cell("locked.cpu", "share of the cores locked in offers") { $0.locked.cpu },
        cell("locked.memory", "share of the memory locked in offers") { $0.locked.memory },
        cell("locked.gpu", "share of the GPUs locked in offers") { $0.locked.gpu },
        cell("commitBusyness", "share of the time a commit was processed", isLeftOut: true) { $0.commitBusyness },
        cell("initialTasks", "tasks that ran at time 0") { Double($0.initialTasks) },
        cell("initialTasksDropped", "initial tasks that did not fit", better: .lower) {
            Double($0.initialTasksDropped)
        },
        cell(
            "initialUtilizationAsked", "share of the cores to hold at time 0, where fewer were", isListed: false,
            isLeftOut: true
        ) {
            $0.initialUtilizationAsked
        },
        cell(
            "initialUtilizationReached", "share of the cores held at time 0, where more were to be", isListed: false,
            isLeftOut: true
        ) {
            $0.initialUtilizationReached
        },
        Figure("cell.events", .one, "events simulated", .point { $0.events.map(Double.init) }),
    ]

    private static func cell(
        _ name: String, _ meaning: String, better: BenchMetric.Better? = nil, chart: FigureChart? = nil,
        isListed: Bool = true, isLeftOut: Bool = false, _ value: @escaping @Sendable (CellResult) -> Double?
    ) -> Figure {
        Figure(
            "cell." + name, .one, meaning, better: better, chart: chart, isListed: isListed, isLeftOut: isLeftOut,
            .cell(value))
    }
}
