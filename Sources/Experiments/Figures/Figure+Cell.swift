import Simulator

extension Figure {
    /// The figures of the cell and of the simulation, in the order of the columns of `export`.
    static let ofCells: [Figure] = [
        share(
            "utilization.cpu", "share of the cores in use",
            chart: FigureChart(
                place: 5, .share, title: "Utilisation",
                meaning: "Share of the cell’s cores in use, the mean over time.",
                ifAllZero: nil), \.utilization.cpu),
        share("utilization.memory", "share of the memory in use", \.utilization.memory),
        share("utilization.gpu", "share of the GPUs in use", \.utilization.gpu),
        share("locked.cpu", "share of the cores locked in offers", \.locked.cpu),
        share("locked.memory", "share of the memory locked in offers", \.locked.memory),
        share("locked.gpu", "share of the GPUs locked in offers", \.locked.gpu),
        share("commitBusyness", "share of the time a commit was processed", isLeftOut: true, \.commitBusyness),
        Figure("cell.initialTasks", .one, "tasks that ran at time 0", .cell(.whole(\.initialTasks))),
        Figure(
            "cell.initialTasksDropped", .one, "initial tasks that did not fit", better: .lower,
            .cell(.whole(\.initialTasksDropped))),
        share(
            "initialUtilizationAsked", "share of the cores to hold at time 0, where fewer were", isListed: false,
            isLeftOut: true, \.initialShortfall?.asked),
        share(
            "initialUtilizationReached", "share of the cores held at time 0, where more were to be", isListed: false,
            isLeftOut: true, \.initialShortfall?.reached),
        Figure("cell.events", .one, "events simulated", .simulation(.whole(\.events))),
    ]

    private static func share(
        _ name: String, _ meaning: String, chart: FigureChart? = nil, isListed: Bool = true, isLeftOut: Bool = false,
        _ share: @escaping @Sendable (CellFigures) -> Double?
    ) -> Figure {
        Figure(
            "cell." + name, .one, meaning, chart: chart, isListed: isListed, isLeftOut: isLeftOut, .cell(.real(share)))
    }
}
