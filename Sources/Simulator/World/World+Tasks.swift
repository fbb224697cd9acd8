// The life of a task: placed, perhaps promised within an offer, running, ended.

extension World {
    /// How many of `missing` tasks to place at most: one more than the limit leaves, which is enough to know that it is outgrown.
    func mostToPlace(of missing: Int) -> Int {
        max(0, min(missing, limits.runningTasks - groups.taskCount + 1))
    }

    /// Notes that the world has outgrown its limits if it has with the claims of `transaction`.
    mutating func checkSize(with transaction: borrowing Transaction) {
        if transaction.count > limits.runningTasks - groups.taskCount {
            outgrown = .tooManyTasks(limit: limits.runningTasks, seconds: now.inSeconds)
        }
    }

    /// Places what fits of a job on `table`, within its scheduler's machines, and leaves the claims in `transaction`.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on table: FreeTable, into transaction: inout Transaction
    ) {
        transaction.begin(jobs[job].demand)
        placement.place(
            mostToPlace(of: Int(jobs[job].unplaced)), on: table, within: schedulers[scheduler].machines,
            drawing: &schedulers[scheduler].stream, into: &transaction)
        checkSize(with: transaction)
    }

    /// Places what fits of a job within an offer, and leaves the claims in `transaction`.
    mutating func place(_ job: UInt32, by scheduler: Int, within lock: Lock, into transaction: inout Transaction) {
        transaction.begin(jobs[job].demand)
        placement.place(
            mostToPlace(of: Int(jobs[job].unplaced)), within: lock, range: schedulers[scheduler].machines,
            drawing: &schedulers[scheduler].stream, into: &transaction)
        checkSize(with: transaction)
    }

    /// Starts the tasks of `job` whose claims have taken effect.
    mutating func startTasks(of job: UInt32, claimedIn transaction: borrowing Transaction) {
        guard transaction.count > 0 else { return }
        startGroup(groups.insert(jobs[job], transaction))
        noteAllocation()
    }

    /// Keeps the tasks that `transaction` claims for `job` until their offer is answered.
    ///
    /// - Returns: their group, linked to `previous`.
    mutating func promiseTasks(
        of job: UInt32, claimedIn transaction: borrowing Transaction, after previous: UInt32
    ) -> UInt32 {
        groups.insert(jobs[job], transaction, next: previous)
    }

    /// Starts the promised tasks of `last` and the groups it is linked to.
    mutating func startPromisedTasks(_ last: UInt32) {
        var group = last
        while group != TaskGroup.none {
            let next = groups[group].next
            startGroup(group)
            group = next
        }
    }

    /// Starts the tasks of a group, whose claims have taken effect.
    mutating func startGroup(_ number: UInt32) {
        let group = groups[number]
        schedulers[Int(group.scheduler)].held += group.demand.resources * Int64(group.count)
        let end = now.addingClamped(group.duration)
        // Tasks that outlive the horizon hold their resources to the end, and their end is nobody's event.
        if end <= window.end { events.push(.tasksEnd, subject: number, at: end) }
    }

    /// Ends the tasks of a group.
    mutating func endTasks(_ number: UInt32) {
        let group = groups[number]
        let count = Int(group.count)
        cell.release(groups.machines(of: group), count: count, group.demand)
        schedulers[Int(group.scheduler)].held -= group.demand.resources * Int64(count)
        workloads[Int(group.workload)].countFinished(count)
        groups.remove(number)
        noteAllocation()
    }
}
