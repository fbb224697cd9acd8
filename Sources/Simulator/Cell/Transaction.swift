/// Claims of one job's tasks on machines, to be committed together.
///
/// The tasks of most jobs are alike, so the demand is stored once and a claim is a machine's number. The claims of a
/// mixed job are in segments, one a part:
///
///     demand 2 cores | machines 7, 3, 7            one task on 3, two on 7
///     segments: 2 cores × [7, 3], 1 core × [5]     a mixed job
public struct Transaction: ~Copyable {
    /// Neighbouring claims of one part of a job.
    struct Segment: BitwiseCopyable {
        /// Demand per claim.
        let demand: TaskDemand
        /// Number of the job's part.
        let part: Int
        /// Position behind the last claim; the first claim follows the segment before.
        var end: Int
    }

    /// What few transactions have, kept apart so that the rest fits one cache line.
    struct Extras: ~Copyable {
        /// The segments of a mixed job's claims; of no meaning where all claims have one demand.
        var segments = GrowableBuffer<Segment>(capacity: 1)
        /// By claim, its devices; of no meaning where GPUs are pooled.
        var devices = GrowableBuffer<DeviceSet>(capacity: 1)
    }

    /// Demand per claim; for mixed jobs, of the current part.
    package private(set) var demand = TaskDemand(Resources(milliCores: 1, memoryMiB: 0))
    private let extras: UnsafeMutablePointer<Extras>
    /// True if the claims are in segments.
    private var hasSegments = false
    /// True if the claims name devices.
    private(set) var namesDevices = false
    /// By claim, its machine; a machine may occur more than once.
    var machines: GrowableBuffer<UInt32>
    /// By claim, the version of its machine.
    ///
    /// For a commit with coarse detection, the version that the claim relies on; with schedulers that commit at once,
    /// the version that the claim met.
    var versions: GrowableBuffer<Int32>

    /// An empty transaction with room for `claims` claims, `versions` of them with a version.
    package init(claims: Int = 64, versions: Int) {
        machines = GrowableBuffer(capacity: claims)
        self.versions = GrowableBuffer(capacity: versions)
        extras = .allocate(capacity: 1)
        extras.initialize(to: Extras())
    }

    deinit {
        extras.deinitialize(count: 1)
        extras.deallocate()
    }

    /// An empty transaction.
    public init() { self.init(claims: 64, versions: 1) }

    /// Number of claims.
    public var count: Int { machines.count }

    /// By claim, its machine, as plain memory.
    package var machineNumbers: UnsafeMutablePointer<UInt32> { machines.base }

    /// Empties the transaction, for claims of `demand` each.
    package mutating func begin(_ demand: TaskDemand) {
        self.demand = demand
        machines.truncate(to: 0)
        versions.truncate(to: 0)
        (hasSegments, namesDevices) = (false, false)
    }

    /// Claims devices of a machine for one task.
    ///
    /// - Precondition: all other claims name devices too.
    mutating func append(_ machine: UInt32, on devices: DeviceSet) {
        if !namesDevices {
            invariant(count == 0, "all claims of a transaction name devices, or none")
            extras.clearDevices()
            namesDevices = true
        }
        machines.append(machine)
        extras.append(devices)
    }

    /// By claim, its devices.
    ///
    /// - Precondition: claims name devices.
    var devices: UnsafeMutablePointer<DeviceSet> { extras.pointee.devices.base }

    /// Number of segments.
    var segmentCount: Int { hasSegments ? extras.pointee.segments.count : 0 }

    /// The segment with a number, in order of claims.
    func segment(_ number: Int) -> Segment { extras.pointee.segments[number] }

    /// Ends a segment: the claims since the segment before, or since ``begin(_:)``, are those of a part of the job.
    mutating func endSegment(part: Int) {
        if !hasSegments {
            extras.clearSegments()
            hasSegments = true
        }
        extras.append(Segment(demand: demand, part: part, end: machines.count))
    }

    /// Sets the demand of further claims; the claims so far must be in segments.
    mutating func continueWith(_ demand: TaskDemand) { self.demand = demand }

    /// True if all claims have one demand.
    @inline(__always)
    var isUniform: Bool { !hasSegments }

    /// True if all claims have one demand and name no devices.
    @inline(__always)
    var isPlain: Bool { !hasSegments && !namesDevices }

    /// Sum of the resources of all claims.
    @inline(__always)
    package var claimed: Resources { isUniform ? demand.resources * Int64(machines.count) : claimedInSegments }

    private var claimedInSegments: Resources {
        var sum = Resources.zero
        forEachSegment { demand, claims in sum += demand.resources * Int64(claims.count) }
        return sum
    }

    /// Calls `body` with the demand and the positions of each segment's claims.
    @inline(__always)
    func forEachSegment(_ body: (TaskDemand, Range<Int>) -> Void) {
        guard !isUniform else { return body(demand, 0..<machines.count) }
        var start = 0
        for number in 0..<segmentCount {
            let segment = segment(number)
            body(segment.demand, start..<segment.end)
            start = segment.end
        }
    }

    /// Calls `body` with the part and the number of claims of each segment; not at all where claims are uniform.
    func forEachSegmentOfParts(_ body: (Int, Int) -> Void) {
        var start = 0
        for number in 0..<segmentCount {
            let segment = segment(number)
            body(segment.part, segment.end - start)
            start = segment.end
        }
    }

    /// Appends the claims of another transaction, in segments.
    mutating func append(_ other: borrowing Transaction) {
        other.forEachSegment { demand, claims in
            for claim in claims {
                if other.namesDevices {
                    append(other.machines[claim], on: other.devices[claim])
                } else {
                    machines.append(other.machines[claim])
                }
            }
            self.demand = demand
            endSegment(part: 0)
        }
    }

    /// Drops claims of a mixed job's transaction.
    ///
    /// - Parameter keep: gets a segment's demand, the positions of its claims, and the number of claims kept so far. It
    ///   moves the claims to keep behind those, in ``machines`` and ``devices``, and returns the new number of claims
    ///   kept.
    mutating func keep(_ keep: (TaskDemand, Range<Int>, Int) -> Int) {
        var start = 0
        var kept = 0
        if isUniform { kept = keep(demand, 0..<machines.count, 0) }
        for number in 0..<segmentCount {
            let segment = segment(number)
            kept = keep(segment.demand, start..<segment.end, kept)
            extras.end(number, at: kept)
            start = segment.end
        }
        machines.truncate(to: kept)
        if namesDevices { extras.keepDevices(kept) }
    }

    /// Empties the transaction.
    mutating func clear() {
        machines.truncate(to: 0)
        (hasSegments, namesDevices) = (false, false)
    }

    /// Takes back from `table` the claims that placing made on it, versions included.
    ///
    /// The commit decides later which claims take effect.
    package func withdraw(from table: FreeTable) {
        // The table raises its index: a search since the claims may have tightened it.
        let machines = machines.base
        guard !namesDevices else { return withdrawDevices(from: table) }
        forEachSegment { table.add($0.claim, to: machines + $1.lowerBound, count: $1.count) }
    }

    /// Makes withdrawn claims on `table` again.
    package func claimAgain(on table: FreeTable) {
        let machines = machines.base
        guard !namesDevices else { return claimDevicesAgain(on: table) }
        forEachSegment { table.add(.zero &- $0.claim, to: machines + $1.lowerBound, count: $1.count) }
    }

    /// Notes the versions that machines have on `table` now as those that the claims rely on.
    package mutating func noteVersions(of table: FreeTable) {
        versions.reserve(extra: machines.count)
        for position in 0..<machines.count { versions.append(table.words[Int(machines[position])].version) }
    }

    /// Makes room for one version a claim, of unspecified value.
    mutating func makeRoomForVersions() {
        versions.truncate(to: 0)
        _ = versions.extend(by: machines.count)
    }
}

/// Numbers of a transaction's claims by what became of them; every claim counts once.
public struct CommitOutcome: Equatable, BitwiseCopyable {
    /// Claims that took effect.
    public var committed = 0
    /// Claims found in conflict.
    public var conflicted = 0
    /// Claims without a conflict of their own that fell with an all-or-nothing transaction.
    public var rolledBack = 0

    /// An outcome; by default that of no claims.
    public init(committed: Int = 0, conflicted: Int = 0, rolledBack: Int = 0) {
        self.committed = committed
        self.conflicted = conflicted
        self.rolledBack = rolledBack
    }
}

// Functions of their own, as the compiler breaks on an access through the pointer of a transaction under the thread sanitizer.
extension UnsafeMutablePointer<Transaction.Extras> {
    fileprivate func clearSegments() { pointee.segments.truncate(to: 0) }
    fileprivate func append(_ segment: Transaction.Segment) { pointee.segments.append(segment) }
    fileprivate func end(_ number: Int, at end: Int) { pointee.segments[number].end = end }
    fileprivate func clearDevices() { pointee.devices.truncate(to: 0) }
    fileprivate func append(_ devices: DeviceSet) { pointee.devices.append(devices) }
    fileprivate func keepDevices(_ count: Int) { pointee.devices.truncate(to: count) }
}
