internal import CellbenchFiles
import CellbenchSimulator

extension Figure {
    /// The figures of the cell and of the simulation, in the order of the columns of `export`.
    static let ofCells: [Figure] = [
        Figure(
            "cell.utilization.cpu", .partOfCell, "share of the cores in use", title: "utilisation",
            column: FigureColumn(place: 0, "cpu", legend: "share of the cores in use"),
            chart: FigureChart(
                place: 5, meaning: "Share of the cell’s cores in use, the mean over time.", ifAllZero: nil,
                picture: .init("utilization", "Share of the cell's resources in use", axis: "share in use")),
            .cell(.real(\.utilization.cpu))),
        part("utilization.memory", "share of the memory in use", \.utilization.memory),
        part("utilization.gpu", "share of the GPUs in use", \.utilization.gpu),
        part("locked.cpu", "share of the cores locked in offers", \.locked.cpu),
        part("locked.memory", "share of the memory locked in offers", \.locked.memory),
        part("locked.gpu", "share of the GPUs locked in offers", \.locked.gpu),
        Figure(
            "cell.commitBusyness", .share, "share of the time a commit was processed",
            column: FigureColumn(
                place: 1, "commit",
                legend: "share of the time the cell processes a commit, in the busiest partition if there are any",
                isCompared: false, isShownOfNone: false,
                bars: .init(scale: .share(leastTop: 1), areDrawnOfNone: false)),
            isLeftOut: true, .cell(.real(\.commitBusyness))),
        Figure(
            "cell.fragmentationRatio", .share, "share of the free GPUs of no use to typical tasks", better: .lower,
            isListed: false, isLeftOut: true, .cell(.real(\.fragmentation?.ratio))),
        Figure(
            "cell.fragmentationAmount", .share, "share of the GPUs free and of no use to typical tasks",
            better: .lower,
            isListed: false, isLeftOut: true, .cell(.real(\.fragmentation?.amount))),
        Figure("cell.initialTasks", .count, "tasks that ran at time 0", .cell(.whole(\.initialTasks))),
        Figure(
            "cell.initialTasksDropped", .count, "initial tasks that did not fit", better: .lower,
            .cell(.whole(\.initialTasksDropped))),
        Figure(
            "cell.initialUtilizationAsked", .partOfCell, "share of the cores to hold at time 0, where fewer were",
            isListed: false, isLeftOut: true, .cell(.real(\.initialShortfall?.asked))),
        Figure(
            "cell.initialUtilizationReached", .partOfCell, "share of the cores held at time 0, where more were to be",
            isListed: false, isLeftOut: true, .cell(.real(\.initialShortfall?.reached))),
        Figure("cell.events", .count, "events simulated", .simulation(.whole(\.events))),
    ]

    private static func part(
        _ name: String, _ meaning: String, _ part: @escaping @Sendable (CellFigures) -> Double?
    ) -> Figure {
        Figure("cell." + name, .partOfCell, meaning, .cell(.real(part)))
    }
}
