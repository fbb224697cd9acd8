/// One scheduler for every job, working on the cell itself: nothing can conflict.
///
/// "Monolithic schedulers use a single, centralized scheduling algorithm for all jobs" (Omega paper, §3.1). On a single path
/// every job pays the same decision time, on several each workload pays its own.
struct Monolithic: DirectPlacement, ~Copyable {
    var transactions: FixedArray<Transaction>

    static func layout(_ settings: MonolithicSettings, of scenario: Scenario) -> Layout {
        let everything = Array(scenario.workloads.names.indices)
        var layout = Layout([.init(name: "all-0", workloads: everything)], on: scenario)
        if let path = settings.path {
            layout.decisionTimes = everything.map { _ in scenario.decisionTimes[path] }
        }
        return layout
    }

    init(_ settings: MonolithicSettings, in world: borrowing World) {
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
    }
}
