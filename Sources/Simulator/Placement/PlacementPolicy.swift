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

/// A policy as the placer calls it: a built-in one directly, another through an existential.
package enum Placement: Sendable {
    case randomizedFirstFit
    /// A policy of another package.
    case custom(any PlacementPolicy)
}

/// Places tasks by one policy, and owns the memory that candidates need.
///
/// The policy is looked up once for tasks that are alike, so a built-in one costs no dynamic dispatch.
package struct Placer: ~Copyable {
    private let custom: (any PlacementPolicy)?
    private let isCustom: Bool
    /// Memory in which candidates are listed.
    let memory: CandidateMemory

    /// A placer on up to `machineCount` machines, for jobs that do not spread their tasks.
    package init(_ placement: Placement = .randomizedFirstFit, machineCount: Int) {
        self.init(placement, machineCount: machineCount, spreadingOn: nil)
    }

    /// A placer on up to `machineCount` machines; with a layout, also for jobs that spread their tasks over it.
    init(_ placement: Placement, machineCount: Int, spreadingOn layout: Layout?) {
        custom =
            switch placement {
            case .randomizedFirstFit: nil
            case .custom(let policy): policy
            }
        isCustom = custom != nil
        memory = CandidateMemory(machineCount: machineCount, spreadingOn: layout)
    }

    /// Claims machines for up to `tasks` more tasks of the transaction's demand.
    @inline(__always)
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        if !isCustom {
            candidates.place(tasks, by: RandomizedFirstFit(), drawing: &stream, into: &transaction)
        } else {
            placeByCustom(tasks, among: candidates, drawing: &stream, into: &transaction)
        }
    }

    @inline(never)
    private func placeByCustom(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard let custom else { return }
        let before = transaction.count
        candidates.place(tasks, by: custom, drawing: &stream, into: &transaction)
        invariant(transaction.count - before <= tasks, "a policy places no more tasks than it is asked for")
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
