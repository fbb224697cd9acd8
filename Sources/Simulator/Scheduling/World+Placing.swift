// What an attempt places: the tasks of one job, of which not all need be alike.

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
        _ job: UInt32, by scheduler: Int, on target: PlacementTarget, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard
            suitability.takesAnyMachine(requirements: jobs[job].requirements, workload: Int(jobs[job].workload))
        else {
            return placeAmongSuitable(job, by: scheduler, on: target, drawing: &stream, into: &transaction)
        }
        place(job, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            world.placement.place(
                tasks, on: target, within: world.schedulers[scheduler].machines, drawing: &stream,
                into: &transaction)
        }
    }

    /// The same for a job that does not take any machine.
    private mutating func placeAmongSuitable(
        _ number: UInt32, by scheduler: Int, on target: PlacementTarget, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let job = jobs[number]
        let suitable = suitability.machines(
            requirements: job.requirements, workload: Int(job.workload), id: job.id, by: scheduler)
        let spread = suitability.spread(job.requirements)
        guard !spread.isEmpty else {
            return place(number, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
                world.placement.place(
                    tasks, on: target, among: suitable, drawing: &stream, into: &transaction)
            }
        }
        // As many as there are places leave none for another, which an attempt after the other need not find out.
        let running = spreading.allocations.tasks(of: number)
        if spread.machine == .hard && running >= suitable.count
            || spread.rack == .hard && running >= spreading.tally.rackCount
        {
            return transaction.begin(job.task.demand)
        }
        spreading.countRunning(number, spread, in: allocations)
        place(number, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            world.placement.place(
                tasks, on: target, among: suitable, apart: spread, counting: &world.spreading.tally, drawing: &stream,
                into: &transaction)
        }
        spreading.tally.clear()
    }

    /// Begins a transaction for what is missing of a job, and has each of its parts placed.
    ///
    /// - Parameters:
    ///   - number: the job.
    ///   - stream: what machines are drawn with.
    ///   - transaction: takes the claims.
    ///   - place: places up to so many tasks of the transaction's demand.
    @inline(__always)
    private mutating func place(
        _ number: UInt32, drawing stream: inout RandomStream, into transaction: inout Transaction,
        _ place: (inout World, Int, inout RandomStream, inout Transaction) -> Void
    ) {
        let job = jobs[number]
        transaction.begin(job.task.demand)
        if job.partCount == 0 {
            place(&self, mostToPlace(of: Int(job.unplaced)), &stream, &transaction)
        } else {
            placement.beginJob()
            let least = jobs.leastNeed(of: job)
            for part in jobs.firstMissingPart(of: job)..<Int(job.partCount) {
                let kind = jobs.parts(of: job)[part]
                guard kind.unplaced > 0, !placement.isExhausted(kind.demand.need) else { continue }
                transaction.continueWith(kind.demand)
                let placed = transaction.count
                let most = mostToPlace(of: Int(kind.unplaced), besides: placed)
                place(&self, most, &stream, &transaction)
                if transaction.count > placed { transaction.endSegment(part: part) }
                if transaction.count - placed < most {
                    if least.has(kind.demand.need) { break }
                    placement.noteExhausted(kind.demand.need)
                }
            }
        }
        checkSize(with: transaction)
    }

    /// How many of `missing` tasks to place at most, `placed` being placed already: one more than the limit leaves, which is
    /// enough to know that it is outgrown.
    func mostToPlace(of missing: Int, besides placed: Int = 0) -> Int {
        max(0, min(missing, rules.limits.runningTasks - allocations.taskCount - placed + 1))
    }

    /// Notes that the world has outgrown its limits if it has with the claims of `transaction`.
    mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > rules.limits.runningTasks - allocations.taskCount {
            failure = .tooManyTasks(limit: rules.limits.runningTasks, seconds: now.inSeconds)
        }
    }
}
