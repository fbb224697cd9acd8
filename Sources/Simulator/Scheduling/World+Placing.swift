// Placing: an attempt claims machines that suit a job for as many of its tasks as fit.

extension World {
    /// Claims machines for the tasks of a job that fit, drawing from the scheduler's own stream.
    ///
    /// - Parameters:
    ///   - job: the job.
    ///   - scheduler: the scheduler, whose machines are used.
    ///   - target: the cell's table or an offer's list, from which the claims are taken.
    ///   - transaction: takes the claims, in place of those it has.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on target: PlacementTarget, into transaction: inout Transaction
    ) {
        var stream = schedulers[scheduler].stream
        place(job, by: scheduler, on: target, drawing: &stream, into: &transaction)
        schedulers[scheduler].stream = stream
    }

    /// Claims machines for the tasks of a job that fit, drawing from a given stream.
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

    /// Claims machines for a job with constraints, spread or pickiness.
    @inline(never)
    private mutating func placeAmongSuitable(
        _ number: UInt32, _ job: Job, by scheduler: Int, on target: PlacementTarget,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
        let suitable = suitability.machines(
            requirements: job.requirements, workload: Int(job.workload), id: job.id, by: scheduler)
        let spread = suitability.spread(job.requirements)
        // With a task in every place, no further one fits. The full count here spares a later attempt the search.
        if !spread.isEmpty {
            let running = spreading.tasks(of: number)
            if spread.machine == .hard && running >= suitable.count
                || spread.rack == .hard && running >= placer.memory.lists.pointee.tally.rackCount
            {
                return
            }
            placer.memory.lists.count { spreading.countTasks(of: number, spread, in: allocations, into: &$0) }
        }
        Candidates.with(suitable, apart: spread, on: target, listedIn: placer.memory.lists) {
            place(job, among: $0, drawing: &stream, into: &transaction)
        }
        if !spread.isEmpty { placer.memory.lists.clearTally() }
    }

    /// Claims machines for the missing tasks of a job, part by part.
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

    /// The most of `missing` tasks to place, where `placed` are placed already.
    ///
    /// At most one task more than the limit of running tasks leaves, which is enough to find the limit outgrown.
    @inline(__always)
    private mutating func mostToPlace(of missing: Int, besides placed: Int = 0) -> Int {
        max(0, min(missing, rules.limits.runningTasks - allocations.taskCount - placed + 1))
    }

    /// Ends the run if the claims of `transaction` outgrow the limit of running tasks.
    @inline(__always)
    private mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > rules.limits.runningTasks - allocations.taskCount {
            failure = .tooManyTasks(limit: rules.limits.runningTasks, seconds: now.inSeconds)
        }
    }
}

/// Demands of one job for which no machine is left, at most 32.
///
/// They spare a mixed job of a thousand parts as many searches. Example: after a task of 4 cores found no machine, a
/// part of 6 cores is skipped.
struct ExhaustedDemands: ~Copyable {
    private static let most = 32
    private var needs = GrowableBuffer<MachineWord>(capacity: most)

    /// Forgets all demands, for another job.
    mutating func removeAll() { needs.truncate(to: 0) }

    /// Adds a demand for which no machine is left.
    mutating func insert(_ need: MachineWord) { if needs.count < ExhaustedDemands.most { needs.append(need) } }

    /// True if a demand in the list, for which no machine is left, asks for no more than `need`.
    @inline(__always)
    func covers(_ need: MachineWord) -> Bool {
        for position in 0..<needs.count where need.has(needs[position]) { return true }
        return false
    }
}
