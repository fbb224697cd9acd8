@testable import CellbenchSimulator

extension Placer {
    /// A placer by a policy of another package.
    init(custom policy: some PlacementPolicy, on layout: Layout) {
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [])
        scenario.placement = PlacementSettings(PlacementKind("custom", "", policy))
        self.init(scenario, layout, spreads: true)
    }

    /// A placer by randomized first fit, for jobs that spread their tasks.
    init(spreadingOn layout: Layout) {
        self.init(scenario(.monolithic(MonolithicSettings()), jobs: []), layout, spreads: true)
    }

    /// Places within an offer.
    func place(
        _ tasks: Int, on lock: Lock, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        place(tasks, on: lock.target, within: range, drawing: &stream, into: &transaction)
    }

    /// Places on machines that suit a job, apart from the tasks in the tally.
    func place(
        _ tasks: Int, on target: PlacementTarget, among suitable: SuitableMachines, apart spread: Spread = Spread(),
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        Candidates.with(suitable, apart: spread, on: target, listedIn: memory.lists) {
            place(tasks, among: $0, drawing: &stream, into: &transaction)
        }
    }

    /// Calls `body` with the tally of the job that is placed.
    func tally(_ body: (inout SpreadTally) -> Void) { body(&memory.lists.pointee.tally) }
}

/// The fitting machines in order: the simplest policy, written with what a policy of another package sees.
struct InOrder: PlacementPolicy {
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        var missing = tasks
        candidates.findFitting(transaction.demand.need)
        for place in candidates.fitting {
            while missing > 0, candidates.admits(transaction.demand.need, at: place) {
                candidates.claim(place, into: &transaction)
                missing -= 1
            }
        }
    }
}

/// Chooses for each task the machine with the most free memory: a policy that scores.
struct MostFreeMemory: PlacementPolicy {
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        candidates.findFitting(transaction.demand.need)
        for _ in 0..<tasks {
            let open = candidates.fitting.filter { candidates.admits(transaction.demand.need, at: $0) }
            guard let best = open.max(by: { candidates.word(at: $0).y < candidates.word(at: $1).y }) else { return }
            candidates.claim(best, into: &transaction)
        }
    }
}
