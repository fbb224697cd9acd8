// What an attempt places: the tasks of one job, of which not all need be alike.

extension World {
    /// Places what fits of a job on `table`, within its scheduler's machines, and leaves the claims in `transaction`.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on table: FreeTable, into transaction: inout Transaction
    ) {
        var stream = schedulers[scheduler].stream
        place(job, by: scheduler, on: table, drawing: &stream, into: &transaction)
        schedulers[scheduler].stream = stream
    }

    /// The same with another stream than the scheduler's own.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on table: FreeTable, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let takesAny = takesAnyMachine(job)
        place(job, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            if takesAny {
                world.placement.place(
                    tasks, on: table, within: world.schedulers[scheduler].machines, drawing: &stream,
                    into: &transaction)
            } else {
                world.placement.place(
                    tasks, on: table, amid: world.suitableMachines(for: job, by: scheduler), drawing: &stream,
                    into: &transaction)
            }
        }
    }

    /// Places what fits of a job within an offer, and leaves the claims in `transaction`.
    mutating func place(_ job: UInt32, by scheduler: Int, within lock: Lock, into transaction: inout Transaction) {
        var stream = schedulers[scheduler].stream
        let takesAny = takesAnyMachine(job)
        place(job, drawing: &stream, into: &transaction) { world, tasks, stream, transaction in
            if takesAny {
                world.placement.place(
                    tasks, within: lock, range: world.schedulers[scheduler].machines, drawing: &stream,
                    into: &transaction)
            } else {
                world.placement.place(
                    tasks, within: lock, amid: world.suitableMachines(for: job, by: scheduler), drawing: &stream,
                    into: &transaction)
            }
        }
        schedulers[scheduler].stream = stream
    }

    /// Whether a job's tasks may run on every machine of its scheduler.
    private func takesAnyMachine(_ number: UInt32) -> Bool {
        jobs[number].constraints == JobSpec.unconstrained && takesAny[Int(jobs[number].workload)]
    }

    /// The machines of a scheduler that suit a job which does not take any.
    private func suitableMachines(for number: UInt32, by scheduler: Int) -> SuitableMachines {
        suitableMachines(
            constraints: jobs[number].constraints, workload: Int(jobs[number].workload), id: jobs[number].id,
            by: scheduler)
    }

    /// The machines of a scheduler that suit a job of these constraints, workload and id.
    func suitableMachines(constraints: Int32, workload: Int, id: UInt64, by scheduler: Int) -> SuitableMachines {
        let ranges =
            constraints == JobSpec.unconstrained
            ? [schedulers[scheduler].machines] : suitabilities[constraints].machines(of: scheduler)
        return SuitableMachines(
            ranges: ranges, pickiness: pickiness[workload, id, of: ranges.reduce(0) { $0 + $1.count }])
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
            for part in 0..<Int(job.partCount) {
                let kind = parts.list(at: job.parts)[part]
                guard kind.unplaced > 0 else { continue }
                transaction.continueWith(kind.demand)
                let placed = transaction.count
                place(&self, mostToPlace(of: Int(kind.unplaced), besides: placed), &stream, &transaction)
                if transaction.count > placed { transaction.endSegment(part: part) }
            }
        }
        checkSize(with: transaction)
    }

    /// Calls `body` with what the missing tasks of a job are like, and how many there are of each kind.
    func forEachMissingPart(of number: UInt32, _ body: (JobPart, Int32) -> Void) {
        let job = jobs[number]
        guard job.partCount > 0 else { return body(job.task, job.unplaced) }
        for part in 0..<Int(job.partCount) {
            let kind = parts.list(at: job.parts)[part]
            if kind.unplaced > 0 { body(kind, kind.unplaced) }
        }
    }

    /// How many of `missing` tasks to place at most, `placed` being placed already: one more than the limit leaves, which is
    /// enough to know that it is outgrown.
    func mostToPlace(of missing: Int, besides placed: Int = 0) -> Int {
        max(0, min(missing, limits.runningTasks - groups.taskCount - placed + 1))
    }

    /// Notes that the world has outgrown its limits if it has with the claims of `transaction`.
    mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > limits.runningTasks - groups.taskCount {
            outgrown = .tooManyTasks(limit: limits.runningTasks, seconds: now.inSeconds)
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
            return groups.insert(job, job.task, on: machines, count: transaction.count, next: previous)
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
            }
            start = segment.end
        }
        return last
    }
}
