/// Which machines the tasks of an attempt go to.
///
/// A policy is a plain value without state. It is asked for tasks that are alike, those of a job or of one of its parts, and
/// chooses among ``Candidates``, which know what comes into question: the scheduler's machines, constraints, pickiness, what is
/// left of an offer. The tasks of a job that spreads are asked for level by level, so that a policy need not care.
///
/// To add one: a conforming type in a file of its own, and a line in ``PlacementKind/all``; or in a package of its own, and a
/// ``PlacementKind`` for the program there.
///
///     /// The machines in order.
///     struct InOrder: PlacementPolicy {
///         func place(
///             _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
///             into transaction: inout Transaction
///         ) {
///             var missing = tasks
///             candidates.findFitting(for: transaction)
///             for place in candidates.fitting {
///                 while missing > 0, candidates.admits(transaction, at: place) {
///                     candidates.claim(place, into: &transaction)
///                     missing -= 1
///                 }
///             }
///         }
///     }
public protocol PlacementPolicy: Sendable {
    /// Claims for up to `tasks` more tasks of the transaction's demand.
    ///
    /// Fewer than `tasks` claims say that no further task of so much, or of more, finds a machine in this attempt: the attempt then
    /// passes over what else of the job asks for as much. A policy that looks at few machines may give up so; the next attempt
    /// tries again.
    ///
    /// - Parameters:
    ///   - tasks: how many tasks to place at most.
    ///   - candidates: the machines to choose from.
    ///   - stream: what to draw with: the scheduler's own.
    ///   - transaction: takes the claims.
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction)
}

/// Places tasks by the policy of their workload, which is looked up once for tasks that are alike.
package struct Placer: ~Copyable {
    /// By workload; nil for randomized first fit. Empty where every workload has that.
    private let policies: [(any PlacementPolicy)?]
    private let isCustom: Bool
    /// What candidates are listed in.
    let memory: CandidateMemory

    /// Places by randomized first fit on up to `machineCount` machines.
    package init(machineCount: Int) {
        policies = []
        isCustom = false
        memory = CandidateMemory(machineCount: machineCount)
    }

    /// Places by one policy on the machines of `cell`.
    package init(_ settings: PlacementSettings, on cell: borrowing Cell, seed: UInt64 = 0) {
        let stream = RandomStream(seed: seed, replication: 0, purpose: "placement/ties")
        policies = [settings.kind.policy(settings.options, PlacementCell(cell.machines, drawing: stream))]
        isCustom = policies.contains { $0 != nil }
        memory = CandidateMemory(machineCount: cell.machineCount)
    }

    /// Places as `scenario` and `layout` say, where jobs spread their tasks if `spreads`.
    init(_ scenario: Scenario, _ layout: Layout, spreads: Bool) {
        let stream = RandomStream(
            seed: scenario.seed, replication: scenario.replication, purpose: "placement/ties")
        let workloads = scenario.workloads.names.indices
        if let own = layout.placement {
            policies = workloads.map { _ in own }
        } else if workloads.allSatisfy({ scenario.placement(of: $0).kind == .randomizedFirstFit }) {
            policies = []
        } else {
            let cell = PlacementCell(layout.machines, drawing: stream)
            policies = workloads.map {
                let settings = scenario.placement(of: $0)
                return settings.kind.policy(settings.options, cell)
            }
        }
        isCustom = !policies.isEmpty
        memory = CandidateMemory(machineCount: layout.machineCount, spreadingOn: spreads ? layout : nil)
    }

    /// Places up to `tasks` more tasks of the transaction's demand, which are of `workload`.
    @inline(__always)
    func place(
        _ tasks: Int, of workload: Int = 0, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if !isCustom {
            candidates.place(tasks, by: RandomizedFirstFit(), drawing: &stream, into: &transaction)
        } else {
            placeByCustom(tasks, of: workload, among: candidates, drawing: &stream, into: &transaction)
        }
    }

    @inline(never)
    private func placeByCustom(
        _ tasks: Int, of workload: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let before = transaction.count
        if let policy = policies[workload] {
            candidates.place(tasks, by: policy, drawing: &stream, into: &transaction)
            invariant(transaction.count - before <= tasks, "a policy places no more tasks than it is asked for")
        } else {
            candidates.place(tasks, by: RandomizedFirstFit(), drawing: &stream, into: &transaction)
            // It claims on the words themselves, and policies of other workloads may keep scores of them.
            candidates.table?._withUnsafeGuaranteedRef {
                $0.noteChanged(transaction.machines.base + before, count: transaction.count - before)
            }
        }
    }

    /// Places up to `tasks` more tasks of the transaction's demand on the machines of `range`.
    package func place(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if isCustom {
            place(tasks, on: .table(table), within: range, drawing: &stream, into: &transaction)
        } else {
            RandomizedFirstFit().place(
                tasks, on: .passUnretained(table), within: range, listedIn: memory.lists, drawing: &stream,
                into: &transaction)
        }
    }

    /// Places up to `tasks` more tasks of the transaction's demand on those of `target` in `range`.
    package func place(
        _ tasks: Int, on target: PlacementTarget, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        place(
            tasks, among: Candidates(on: target, .range(range), listedIn: memory.lists), drawing: &stream,
            into: &transaction)
    }
}
