// What an attempt places: the tasks of one job, of which not all need be alike.

extension World {
    /// Places what fits of a job on what its scheduler may use of `ground`, and leaves the claims in `transaction`.
    mutating func place(_ job: UInt32, by scheduler: Int, within ground: Ground, into transaction: inout Transaction) {
        var stream = schedulers[scheduler].stream
        place(job, by: scheduler, within: ground, drawing: &stream, into: &transaction)
        schedulers[scheduler].stream = stream
    }

    /// The same with another stream than the scheduler's own.
    mutating func place(
        _ job: UInt32, by scheduler: Int, within ground: Ground, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard takesAnyMachine(job) else {
            return placeAmidSuitable(job, by: scheduler, within: ground, drawing: &stream, into: &transaction)
        }
        place(job, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            world.placement.place(
                tasks, within: ground, range: world.schedulers[scheduler].machines, drawing: &stream,
                into: &transaction)
        }
    }

    /// The same for a job that does not take any machine.
    private mutating func placeAmidSuitable(
        _ number: UInt32, by scheduler: Int, within ground: Ground, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let job = jobs[number]
        let suitable = suitableMachines(
            requirements: job.requirements, workload: Int(job.workload), id: job.id, by: scheduler)
        let spread = suitabilities.spread(job.requirements)
        guard !spread.isEmpty else {
            return place(number, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
                world.placement.place(
                    tasks, within: ground, amid: suitable, drawing: &stream, into: &transaction)
            }
        }
        // As many as there are places leave none for another, which an attempt after the other need not find out.
        let running = spreadGroups.tasks(of: number)
        if spread.machine == .hard && running >= suitable.count
            || spread.rack == .hard && running >= spreadTally.rackCount
        {
            return transaction.begin(job.task.demand)
        }
        countRunning(number, spread)
        place(number, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            world.placement.place(
                tasks, within: ground, amid: suitable, apart: spread, counting: &world.spreadTally, drawing: &stream,
                into: &transaction)
        }
        spreadTally.clear()
    }

    /// Counts where tasks of a job run that spreads them.
    mutating func countRunning(_ job: UInt32, _ spread: Spread) {
        spreadTally.begin(spread)
        for number in spreadGroups[job] {
            let group = groups[number]
            let machines = groups.machines(of: group)
            for task in 0..<Int(group.count) { spreadTally.add(Int(machines[task])) }
        }
    }

    /// Whether a job's tasks may run on every machine of its scheduler.
    private func takesAnyMachine(_ number: UInt32) -> Bool {
        jobs[number].requirements == JobSpec.unconstrained && takesAny[Int(jobs[number].workload)]
    }

    /// The machines of a scheduler that suit a job of these requirements, workload and id.
    func suitableMachines(requirements: Int32, workload: Int, id: UInt64, by scheduler: Int) -> SuitableMachines {
        let machines = suitabilities.machines(requirements, of: scheduler)
        return SuitableMachines(machines, pickiness: pickiness[workload, id, of: machines.count])
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
            let least = leastNeed(of: job)
            for part in firstMissingPart(of: job)..<Int(job.partCount) {
                let kind = parts.list(at: job.parts)[part]
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
        max(0, min(missing, limits.runningTasks - groups.taskCount - placed + 1))
    }

    /// Notes that the world has outgrown its limits if it has with the claims of `transaction`.
    mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > limits.runningTasks - groups.taskCount {
            failure = .tooManyTasks(limit: limits.runningTasks, seconds: now.inSeconds)
        }
    }

    /// Makes groups of the tasks that `transaction` claims for a job, and takes them from what is missing of its parts.
    ///
    /// - Parameters:
    ///   - number: the job.
    ///   - transaction: claims that have taken effect.
    ///   - previous: the group that the first of them is linked to.
    /// - Returns: the last of them, which is linked to the others.
    mutating func takeTasks(
        of number: UInt32, claimedIn transaction: borrowing Transaction, after previous: UInt32 = TaskGroup.none
    ) -> UInt32 {
        let job = jobs[number]
        let machines = transaction.machines.base
        guard !transaction.isUniform else {
            let group = groups.insert(job, job.task, on: machines, count: transaction.count, next: previous)
            if job.requirements != JobSpec.unconstrained { noteSpread(group, of: number, placing: transaction.count) }
            return group
        }
        var last = previous
        var start = 0
        for position in 0..<transaction.segments.count {
            let segment = transaction.segments[position]
            let part = parts.list(at: job.parts) + segment.part
            let count = segment.end - start
            if count > 0 {
                last = groups.insert(job, part.pointee, on: machines + start, count: count, next: last)
                part.pointee.unplaced -= Int32(count)
                if job.requirements != JobSpec.unconstrained {
                    noteSpread(last, of: number, placing: transaction.count)
                }
            }
            start = segment.end
        }
        return last
    }

    /// Notes a group of tasks, of those being placed of a job, if further tasks of it must mind them.
    private mutating func noteSpread(_ group: UInt32, of job: UInt32, placing placed: Int) {
        let spread = suitabilities.spread(jobs[job].requirements)
        guard !spread.isEmpty else { return }
        #if DEBUG
            let isWanted = true
        #else
            let isWanted = placed < Int(jobs[job].unplaced)
        #endif
        if isWanted { spreadGroups.insert(group, of: job, tasks: Int(groups[group].count)) }
        #if DEBUG
            checkApart(job, spread)
        #endif
    }
}
