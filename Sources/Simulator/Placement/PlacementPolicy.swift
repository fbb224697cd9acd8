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

/// One of the policies there are.
package enum Placement: Sendable {
    case randomizedFirstFit
    /// One that is not listed here.
    case custom(any PlacementPolicy)
}

/// Places tasks by a policy, which is looked up once for tasks that are alike.
package struct Placer: ~Copyable {
    private let custom: (any PlacementPolicy)?
    private let isCustom: Bool
    /// What candidates are listed in.
    let memory: CandidateMemory

    /// Places on up to `machineCount` machines.
    package init(_ placement: Placement = .randomizedFirstFit, machineCount: Int) {
        self.init(placement, machineCount: machineCount, spreadingOn: nil)
    }

    /// The same, where jobs may spread their tasks over the machines of `layout`.
    init(_ placement: Placement, machineCount: Int, spreadingOn layout: Layout?) {
        custom =
            switch placement {
            case .randomizedFirstFit: nil
            case .custom(let policy): policy
            }
        isCustom = custom != nil
        memory = CandidateMemory(machineCount: machineCount, spreadingOn: layout)
    }

    /// Places up to `tasks` more tasks of the transaction's demand.
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
