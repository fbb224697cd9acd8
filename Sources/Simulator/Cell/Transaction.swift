/// Claims of one job's tasks on machines, to be committed together.
///
/// The tasks of most jobs are identical, so a claim is a machine's number, and what it takes is said once. Where tasks differ,
/// the claims of those that are alike follow one another.
public struct Transaction: ~Copyable {
    /// Claims that follow one another and take the same.
    struct Segment: BitwiseCopyable {
        /// What each claim takes.
        let demand: TaskDemand
        /// The part of the job whose tasks claim.
        let part: Int
        /// Behind the last of its claims; the first follows the segment before.
        var end: Int
    }

    /// Demand per claim; for mixed jobs, of the current part.
    package private(set) var demand = TaskDemand(Resources(milliCores: 1, memoryMiB: 0))
    /// Where claims differ; empty where all take the same.
    private(set) var segments = GrowableBuffer<Segment>(capacity: 1)
    /// The machine of each claim; a machine may occur more than once.
    var machines: GrowableBuffer<UInt32>
    /// The version that each claim relies on, where coarse detection is to judge it; where schedulers commit at once, the
    /// version that each claim met.
    var versions: GrowableBuffer<Int32>

    /// A transaction without claims, and with room for `claims`, of which `versions` have one.
    package init(claims: Int = 64, versions: Int) {
        machines = GrowableBuffer(capacity: claims)
        self.versions = GrowableBuffer(capacity: versions)
    }

    /// A transaction without claims.
    public init() { self.init(claims: 64, versions: 1) }

    /// How many claims there are.
    public var count: Int { machines.count }

    /// The machine of each claim, as plain memory.
    package var machineNumbers: UnsafeMutablePointer<UInt32> { machines.base }

    /// Forgets the claims and takes up others, of `demand` each.
    package mutating func begin(_ demand: TaskDemand) {
        self.demand = demand
        machines.truncate(to: 0)
        versions.truncate(to: 0)
        segments.truncate(to: 0)
    }

    /// Takes the claims made since the segment before, or since ``begin(_:)``, as those of a part of the job.
    mutating func endSegment(part: Int) {
        segments.append(Segment(demand: demand, part: part, end: machines.count))
    }

    /// Makes further claims take `demand` each; those made so far are in segments.
    mutating func continueWith(_ demand: TaskDemand) { self.demand = demand }

    /// Whether all claims take the same.
    var isUniform: Bool { segments.count == 0 }

    /// What all claims take together.
    @inline(__always)
    package var claimed: Resources { isUniform ? demand.resources * Int64(machines.count) : claimedInSegments }

    private var claimedInSegments: Resources {
        var sum = Resources.zero
        forEachSegment { demand, claims in sum += demand.resources * Int64(claims.count) }
        return sum
    }

    /// Calls `body` with what claims take and which of them take it.
    @inline(__always)
    func forEachSegment(_ body: (TaskDemand, Range<Int>) -> Void) {
        guard !isUniform else { return body(demand, 0..<machines.count) }
        var start = 0
        for number in 0..<segments.count {
            let segment = segments[number]
            body(segment.demand, start..<segment.end)
            start = segment.end
        }
    }

    /// Calls `body` with each part of the job whose tasks claim and how many of them do; not at all where all claims take the same.
    func forEachSegmentOfParts(_ body: (Int, Int) -> Void) {
        var start = 0
        for number in 0..<segments.count {
            body(segments[number].part, segments[number].end - start)
            start = segments[number].end
        }
    }

    /// Adds to `held` what the claims take, machine by machine, for the audit.
    func addClaims(to held: inout [MachineWord]) {
        forEachSegment { demand, claims in
            for claim in claims { held[Int(machines[claim])] &+= demand.claim }
        }
    }

    /// Adds the claims of another transaction to this one, in segments.
    mutating func append(_ other: borrowing Transaction) {
        other.forEachSegment { demand, claims in
            for claim in claims { machines.append(other.machines[claim]) }
            self.demand = demand
            endSegment(part: 0)
        }
    }

    /// Leaves out claims, of a transaction whose claims differ.
    ///
    /// - Parameter keep: is given what claims take, which of them take it, and how many claims before them stay; it moves those
    ///   that stay behind these, in ``machines``, and returns how many stay by then.
    mutating func keep(_ keep: (TaskDemand, Range<Int>, Int) -> Int) {
        var start = 0
        var kept = 0
        for number in 0..<segments.count {
            let end = segments[number].end
            kept = keep(segments[number].demand, start..<end, kept)
            segments[number].end = kept
            start = end
        }
        machines.truncate(to: kept)
    }

    /// Forgets the claims.
    mutating func clear() {
        machines.truncate(to: 0)
        segments.truncate(to: 0)
    }

    /// Takes back from `table` the claims that placing made on it.
    ///
    /// Whether they take effect is for the commit to say; until then the table is as it was, versions included.
    package func withdraw(from table: FreeTable) {
        // Raising the index again: a search among the claims may have tightened it.
        let machines = machines.base
        forEachSegment { table.add($0.claim, to: machines + $1.lowerBound, count: $1.count) }
    }

    /// Makes on `table` the claims that were withdrawn from it.
    package func claimAgain(on table: FreeTable) {
        let machines = machines.base
        forEachSegment { table.add(.zero &- $0.claim, to: machines + $1.lowerBound, count: $1.count) }
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
public struct CommitOutcome: Equatable, BitwiseCopyable {
    /// Claims that took effect.
    public var committed = 0
    /// Claims found in conflict.
    public var conflicted = 0
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    public var rolledBack = 0

    /// What became of claims, by default of none.
    public init(committed: Int = 0, conflicted: Int = 0, rolledBack: Int = 0) {
        self.committed = committed
        self.conflicted = conflicted
        self.rolledBack = rolledBack
    }
}
