import Cellbench

/// Schedulers without state: each looks at a few random machines for every task, and takes the one with the most free
/// cores.
///
/// Sparrow's schedulers do so (Ousterhout et al., SOSP 2013). Two schedulers may choose one machine while their commits
/// wait; the second commit then conflicts.
struct ProbeBased: Architecture, ~Copyable {
    /// By scheduler, the claims of the attempt under way.
    private var plans: FixedArray<Transaction>

    static func layout(_ settings: ProbeBasedSettings, of scenario: Scenario) -> Layout {
        var layout = Layout(Layout.dedicated(settings.schedulers, names: scenario.workloads.names), on: scenario)
        layout.placement = Probes(count: settings.probes)
        return layout
    }

    init(_ settings: ProbeBasedSettings, in world: borrowing World) {
        plans = FixedArray(count: world.schedulerCount) { _ in Transaction() }
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        world.plan(job, by: scheduler, into: &plans[scheduler])
        return plans[scheduler].count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.commit(&plans[scheduler], of: job)
    }
}

/// The settings that configs may give.
struct ProbeBasedSettings: DescribedArchitecture {
    var schedulers: [Int]
    var probes = 2

    static let kind = "probe-based"
    static let meaning = "Schedulers without state, each of which looks at a few random machines for every task."
    static let settings: [Setting<Self>] = [
        .schedulers(\.schedulers), .count("probes", \.probes, in: 1...1000, "Machines looked at for each task."),
    ]

    init(workloads: Int) { schedulers = Array(repeating: 1, count: workloads) }
}

/// Places each task on the machine with the most free cores among a few random ones; a task without room on any waits.
struct Probes: PlacementPolicy {
    let count: Int

    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        for _ in 0..<tasks {
            var best: UInt32?
            for _ in 0..<count {
                guard let place = candidates.draw(&stream), candidates.admits(transaction, at: place) else { continue }
                if candidates.free(at: place).milliCores > best.map({ candidates.free(at: $0).milliCores }) ?? 0 {
                    best = place
                }
            }
            if let best { candidates.claim(best, into: &transaction) }
        }
    }
}
