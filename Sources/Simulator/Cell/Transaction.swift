/// Claims of one job's tasks on machines, to be committed together.
///
/// The tasks of a job are identical, so a claim is a machine's number.
struct Transaction: ~Copyable {
    /// What each claim takes.
    var demand: TaskDemand
    /// The machine of each claim; a machine may occur more than once.
    var machines = GrowableBuffer<UInt32>(capacity: 1024)

    /// No claims of nothing in particular.
    init() { demand = TaskDemand(Resources(milliCores: 1, memoryMiB: 0)) }

    /// Forgets the claims and takes up others, of `demand` each.
    @inline(__always)
    mutating func begin(_ demand: TaskDemand) {
        self.demand = demand
        machines.truncate(to: 0)
    }

    /// How many claims there are.
    var count: Int { machines.count }
}

/// What became of a transaction's claims; every claim is one of the three.
struct CommitOutcome: Equatable, BitwiseCopyable {
    /// Claims that took effect.
    var committed = 0
    /// Claims found in conflict.
    var conflicted = 0
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    var rolledBack = 0
}
