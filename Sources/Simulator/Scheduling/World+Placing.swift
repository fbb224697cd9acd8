// What an attempt places: the tasks of one job, of which not all need be alike, on the machines that suit it.

extension World {
    /// Places what fits of a job on what its scheduler may use of `target`, and leaves the claims in `transaction`.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on target: PlacementTarget, into transaction: inout Transaction
    ) {
        var stream = schedulers[scheduler].stream
        place(job, by: scheduler, on: target, drawing: &stream, into: &transaction)
        schedulers[scheduler].stream = stream
    }

    /// The same with another stream than the scheduler's own.
    mutating func place(
        _ number: UInt32, by scheduler: Int, on target: PlacementTarget, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let job = jobs[number]
        transaction.begin(job.task.demand)
        if suitability.takesAnyMachine(requirements: job.requirements, workload: Int(job.workload)) {
            place(
                job,
                among: Candidates(on: target, .range(schedulers[scheduler].machines), listedIn: placer.memory.lists),
                drawing: &stream, into: &transaction)
        } else {
            placeAmongSuitable(number, job, by: scheduler, on: target, drawing: &stream, into: &transaction)
        }
        checkSize(with: transaction)
    }

    /// The same for a job that does not take any machine.
    @inline(never)
    private mutating func placeAmongSuitable(
        _ number: UInt32, _ job: Job, by scheduler: Int, on target: PlacementTarget,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        let suitable = suitability.machines(
            requirements: job.requirements, workload: Int(job.workload), id: job.id, by: scheduler)
        let spread = suitability.spread(job.requirements)
        // As many as there are places leave none for another, which an attempt after the other need not find out.
        if !spread.isEmpty {
            let running = spreading.tasks(of: number)
            if spread.machine == .hard && running >= suitable.count
                || spread.rack == .hard && running >= placer.memory.lists.pointee.tally.rackCount
            {
                return
            }
            spreading.countTasks(of: number, spread, in: allocations, into: &placer.memory.lists.pointee.tally)
        }
        Candidates.with(suitable, apart: spread, on: target, listedIn: placer.memory.lists) {
            place(job, among: $0, drawing: &stream, into: &transaction)
        }
        if !spread.isEmpty { placer.memory.lists.pointee.tally.clear() }
    }

    /// Places what is missing of a job, part by part.
    @inline(__always)
    private mutating func place(
        _ job: Job, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard job.partCount > 0 else {
            return placer.place(
                mostToPlace(of: Int(job.unplaced)), of: Int(job.workload), among: candidates, drawing: &stream,
                into: &transaction)
        }
        placeParts(of: job, among: candidates, drawing: &stream, into: &transaction)
    }

    @inline(never)
    private mutating func placeParts(
        of job: Job, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        exhausted.removeAll()
        let least = jobs.leastNeed(of: job)
        for part in jobs.firstMissingPart(of: job)..<Int(job.partCount) {
            let kind = jobs.parts(of: job)[part]
            guard kind.unplaced > 0, !exhausted.covers(kind.demand.need) else { continue }
            transaction.continueWith(kind.demand)
            let placed = transaction.count
            let most = mostToPlace(of: Int(kind.unplaced), besides: placed)
            placer.place(
                most, of: Int(job.workload), among: candidates, drawing: &stream, into: &transaction)
            if transaction.count > placed { transaction.endSegment(part: part) }
            if transaction.count - placed < most {
                if least.has(kind.demand.need) { break }
                exhausted.insert(kind.demand.need)
            }
        }
    }

    /// How many of `missing` tasks to place at most, `placed` being placed already: one more than the limit leaves, which is
    /// enough to know that it is outgrown.
    @inline(__always)
    private mutating func mostToPlace(of missing: Int, besides placed: Int = 0) -> Int {
        max(0, min(missing, rules.limits.runningTasks - allocations.taskCount - placed + 1))
    }

    /// Notes that the world has outgrown its limits if it has with the claims of `transaction`.
    @inline(__always)
    private mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > rules.limits.runningTasks - allocations.taskCount {
            failure = .tooManyTasks(limit: rules.limits.runningTasks, seconds: now.inSeconds)
        }
    }
}

/// Demands of one job for which no machine is left, at most 32.
///
/// A job of a thousand tasks that differ would look for each of them again. Example: after a task of 4 cores found no machine, a
/// part whose tasks take 6 cores is skipped.
struct ExhaustedDemands: ~Copyable {
    private static let most = 32
    private var needs = GrowableBuffer<MachineWord>(capacity: most)

    /// Begins with another job.
    mutating func removeAll() { needs.truncate(to: 0) }

    /// Notes that nothing is left for a further task that needs so much.
    mutating func insert(_ need: MachineWord) { if needs.count < ExhaustedDemands.most { needs.append(need) } }

    /// Whether nothing is left for a task that needs so much: nothing was for one that needs no more.
    @inline(__always)
    func covers(_ need: MachineWord) -> Bool {
        for position in 0..<needs.count where need.has(needs[position]) { return true }
        return false
    }
}
