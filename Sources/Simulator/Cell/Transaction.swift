/// Claims of one job's tasks on machines, to be committed together.
///
/// The tasks of a job are identical, so a claim is a machine's number.
package struct Transaction: ~Copyable {
    /// What each claim takes.
    package private(set) var demand = TaskDemand(Resources(milliCores: 1, memoryMiB: 0))
    /// The machine of each claim; a machine may occur more than once.
    var machines: GrowableBuffer<UInt32>
    /// The version that each claim relies on, where coarse detection is to judge it; where schedulers commit at once, the
    /// version that each claim met.
    var versions: GrowableBuffer<Int32>

    /// A transaction without claims, and with room for `claims`, of which `versions` have one.
    package init(claims: Int = 64, versions: Int = 1) {
        machines = GrowableBuffer(capacity: claims)
        self.versions = GrowableBuffer(capacity: versions)
    }

    /// How many claims there are.
    package var count: Int { machines.count }

    /// The machine of each claim, as plain memory.
    package var machineNumbers: UnsafeMutablePointer<UInt32> { machines.base }

    /// Forgets the claims and takes up others, of `demand` each.
    package mutating func begin(_ demand: TaskDemand) {
        self.demand = demand
        machines.truncate(to: 0)
        versions.truncate(to: 0)
    }

    /// Takes back from `table` the claims that placing made on it.
    ///
    /// Whether they take effect is for the commit to say; until then the table is as it was, versions included.
    package func withdraw(from table: FreeTable) {
        // Raising the index again: a search among the claims may have tightened it.
        table.add(demand.claim, to: machines.base, count: machines.count)
    }

    /// Makes on `table` the claims that were withdrawn from it.
    package func claimAgain(on table: FreeTable) {
        table.add(.zero &- demand.claim, to: machines.base, count: machines.count)
    }

    /// Notes the versions that `table` has now as those the claims rely on.
    package mutating func noteVersions(of table: FreeTable) {
        versions.reserve(extra: machines.count)
        for position in 0..<machines.count { versions.append(table.words[Int(machines[position])].version) }
    }

    /// Gives every claim a version, to be written over.
    mutating func makeRoomForVersions() {
        versions.truncate(to: 0)
        _ = versions.extend(by: machines.count)
    }
}

/// What became of a transaction's claims; every claim is one of the three.
package struct CommitOutcome: Equatable, BitwiseCopyable {
    /// Claims that took effect.
    package var committed = 0
    /// Claims found in conflict.
    package var conflicted = 0
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    package var rolledBack = 0
}
