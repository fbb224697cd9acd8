/// Chooses the machines of an attempt's tasks.
///
/// A policy is a value without state that places tasks that are alike, those of a job or of one of its parts, and
/// chooses among ``Candidates``, which apply everything else: the scheduler's machines, constraints, pickiness, and the
/// rest of an offer. A job that spreads its tasks is placed level by level, without the policy's knowledge.
///
/// To add one, write a conforming type in a file of its own and a line in ``PlacementKind/all``; or write it in a
/// package of its own, and hand the program there a ``PlacementKind``.
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
    /// Claims machines for up to `tasks` more tasks of the transaction's demand.
    ///
    /// Fewer claims than `tasks` tell the attempt that no further task of as much, or more, finds a machine: the attempt
    /// then skips all parts of the job that ask for as much or more. A policy that looks at few machines may stop early
    /// all the same; the next attempt tries again.
    ///
    /// - Parameters:
    ///   - tasks: the most tasks to place.
    ///   - candidates: the machines to choose from.
    ///   - stream: the scheduler's random stream.
    ///   - transaction: takes the claims.
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction)
}

/// A policy that is a function.
struct AnyPlacement: PlacementPolicy {
    typealias Place = @Sendable (Int, Candidates, inout RandomStream, inout Transaction) -> Void

    private let function: Place

    init(_ function: @escaping Place) { self.function = function }

    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        function(tasks, candidates, &stream, &transaction)
    }
}

/// Places tasks by the policy of their workload, and owns the memory that candidates need.
///
/// The policy is looked up once for tasks that are alike; randomized first fit costs no dynamic dispatch.
package struct Placer: ~Copyable {
    /// Policies by workload, nil for randomized first fit; empty where every workload has that.
    private let policies: [(any PlacementPolicy)?]
    private let isCustom: Bool
    /// Memory in which candidates are listed.
    let memory: CandidateMemory

    /// A placer by randomized first fit on up to `machineCount` machines.
    package init(machineCount: Int) {
        policies = []
        isCustom = false
        memory = CandidateMemory(machineCount: machineCount)
    }

    /// A placer by one policy on the machines of `cell`.
    ///
    /// - Parameters:
    ///   - settings: the policy.
    ///   - cell: the cell.
    ///   - fragmentation: fragmentation by typical tasks, for policies that look at it.
    ///   - ranks: by machine, its rank among ties that are broken in a fixed order; nil to draw them.
    ///   - seed: seed of what is drawn.
    ///   - replication: number of the replication, for which other numbers are drawn.
    package init(
        _ settings: PlacementSettings, on cell: borrowing Cell, _ fragmentation: Fragmentation? = nil,
        ranks: [UInt32]? = nil, seed: UInt64 = 0, replication: Int = 0
    ) {
        let stream = RandomStream(seed: seed, replication: replication, purpose: "placement/ties")
        var machines = PlacementCell(
            cell.machines, gpus: cell.hasDevices ? .devices : .pooled, fragmentation: fragmentation, drawing: stream)
        if let ranks { machines.ranks = ranks }
        policies = [settings.kind.policy(settings.options, machines)]
        isCustom = policies.contains { $0 != nil }
        memory = CandidateMemory(machineCount: cell.machineCount)
    }

    /// A placer by the policies of a scenario and its layout; jobs spread their tasks if `spreads`.
    init(_ scenario: Scenario, _ layout: Layout, spreads: Bool, _ fragmentation: Fragmentation? = nil) {
        let stream = RandomStream(
            seed: scenario.seed, replication: scenario.replication, purpose: "placement/ties")
        let workloads = scenario.workloads.names.indices
        if let own = layout.placement {
            policies = workloads.map { _ in own }
        } else if scenario.gpus == .pooled,
            workloads.allSatisfy({ scenario.placement(of: $0).kind == .randomizedFirstFit })
        {
            policies = []
        } else {
            let cell = PlacementCell(
                layout.machines, gpus: scenario.gpus, fragmentation: fragmentation, drawing: stream)
            // Workloads with the same settings share a policy, and so the scores that it keeps.
            var made: [(settings: PlacementSettings, policy: (any PlacementPolicy)?)] = []
            policies = workloads.map { workload in
                let settings = scenario.placement(of: workload)
                if let same = made.first(where: { $0.settings == settings }) { return same.policy }
                let policy = settings.kind.policy(settings.options, cell)
                made.append((settings, policy))
                return policy
            }
        }
        isCustom = !policies.isEmpty
        memory = CandidateMemory(machineCount: layout.machineCount, spreadingOn: spreads ? layout : nil)
    }

    /// Claims machines for up to `tasks` more tasks of the transaction's demand, which belong to `workload`.
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

    /// Claims machines of `range` on a table for up to `tasks` more tasks of the transaction's demand.
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

    /// Claims machines of `range` on a target for up to `tasks` more tasks of the transaction's demand.
    package func place(
        _ tasks: Int, on target: PlacementTarget, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        place(
            tasks, among: Candidates(on: target, .range(range), listedIn: memory.lists), drawing: &stream,
            into: &transaction)
    }
}
