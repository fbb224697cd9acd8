/// One scheduler for every job, working on the cell itself: nothing can conflict.
///
/// "Monolithic schedulers use a single, centralized scheduling algorithm for all jobs" (Omega paper, §3.1). On a single path
/// every job pays the same decision time, on several each workload pays its own.
struct Monolithic: QueueScheduling, ~Copyable {
    static func layout(_ settings: MonolithicSettings, of scenario: Scenario) -> Layout {
        let everything = Array(scenario.workloads.names.indices)
        var layout = Layout([.init(name: "all-0", workloads: everything)], on: scenario)
        if let path = settings.path {
            layout.decisionTimes = everything.map { _ in scenario.decisionTimes[path] }
        }
        return layout
    }

    init(_ settings: MonolithicSettings, in world: borrowing World) {}

    mutating func attemptBegins(by scheduler: Int, in world: inout World) {}

    mutating func attemptEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.placeOnCell(job, by: scheduler)
    }
}
