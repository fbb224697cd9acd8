import Testing

@testable import CellbenchSimulator

/// Shared state with a private copy of the whole cell for each attempt: the oracle of ``SharedState``.
///
/// The copy is made when an attempt begins. Tasks are placed on it when the decision ends.
struct SharedStateOnViews: Architecture, ~Copyable {
    private let settings: SharedStateSettings
    private let views: [FreeTable]
    private var transactions: FixedArray<Transaction>

    static func layout(_ settings: SharedStateSettings, of scenario: Scenario) -> Layout {
        SharedState.layout(settings, of: scenario)
    }

    init(_ settings: SharedStateSettings, in world: borrowing World) {
        self.settings = settings
        let machines = world.cell.machineCount
        views = (0..<world.schedulers.count).map { _ in FreeTable(count: machines) }
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
    }

    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {
        let words = world.cell.free.words
        for machine in 0..<world.cell.machineCount { views[scheduler].set(machine, to: words[machine]) }
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        let view = views[scheduler]
        world.place(job, by: scheduler, on: .table(view), into: &transactions[scheduler])
        transactions[scheduler].withdraw(from: view)
        transactions[scheduler].noteVersions(of: view)
        return transactions[scheduler].count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        let outcome = world.cell.commit(
            &transactions[scheduler], detection: settings.conflictDetection, mode: settings.commit)
        world.startTasks(of: job, claimedIn: transactions[scheduler])
        return outcome
    }
}

@Suite("Shared state against its literal twin")
struct SharedStateTwins {
    @Test(
        "Placing when the attempt begins gives the figures of placing on a private view", arguments: 0..<20,
        [false, true])
    func identical(number: Int, commitsTakeTime: Bool) throws {
        let world = RandomWorld(number)
        for case let settings as SharedStateSettings in world.architectures.map(\.settings) {
            var scenario = world.scenario
            scenario.architecture = .sharedState(settings)
            if commitsTakeTime { scenario.commitTime = world.commitTime }
            let layout = SharedStateOnViews.layout(settings, of: scenario)
            var twin = Simulation<SharedStateOnViews>(settings, scenario, layout)
            try twin.run(audit: .atEnd) { false }
            let expected = twin.figures(layout, workloadNames: scenario.workloads.names)
            #expect(try simulate(scenario, audit: .atEnd) == expected)
        }
    }
}
