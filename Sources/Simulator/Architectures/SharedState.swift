/// Schedulers that place on private views of the whole cell and commit optimistically (Omega paper, §3.4).
struct SharedState: QueueScheduling, ~Copyable {
    private let detection: ConflictDetection
    private let mode: CommitMode
    private var views: FixedArray<PrivateView>

    static func layout(_ settings: SharedStateSettings, of scenario: Scenario) -> Layout {
        let schedulers = Layout.dedicated(settings.schedulers, names: scenario.workloads.names)
        var layout = Layout(schedulers, on: scenario)
        layout.assignment = settings.assignment
        layout.logsChanges = true
        layout.coarseCounts = settings.coarseCounts
        return layout
    }

    init(_ settings: SharedStateSettings, in world: borrowing World) {
        detection = settings.conflictDetection
        mode = settings.commit
        views = FixedArray(count: world.schedulers.count) { _ in PrivateView(of: world.cell) }
    }

    mutating func attemptBegins(by scheduler: Int, in world: inout World) {
        views[scheduler].synchronise(with: world.cell)
    }

    mutating func attemptEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.place(job, by: scheduler, on: views[scheduler].table)
        views[scheduler].withdraw(world.transaction)
        let outcome = world.cell.commit(
            &world.transaction, placedOn: views[scheduler], detection: detection, mode: mode)
        world.noteAllocation()
        return outcome
    }
}
