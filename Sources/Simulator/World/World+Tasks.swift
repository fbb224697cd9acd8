// The life of a task: placed, perhaps promised within an offer, running, ended.

extension World {
    /// How many of a job's tasks an attempt may place, or 0 where so many more would outgrow the limits.
    ///
    /// Asked before memory is taken, of what the cell has room for rather than of what the job asks for.
    mutating func tasksToPlace(_ missing: Int, of demand: TaskDemand) -> Int {
        let room = cell.capacity.milliCores / demand.resources.milliCores
        guard groups.taskCount + min(missing, Int(room)) > limits.runningTasks else { return missing }
        let placeable = (cell.capacity - cell.allocated).milliCores / demand.resources.milliCores
        guard groups.taskCount + min(missing, Int(placeable)) > limits.runningTasks else { return missing }
        outgrown = .tooManyTasks(limit: limits.runningTasks, seconds: now.inSeconds)
        return 0
    }

    /// Places what fits of a job on `table`, within its scheduler's machines, and leaves the claims in `transaction`.
    mutating func place(
        _ job: UInt32, by scheduler: Int, on table: FreeTable, into transaction: inout Transaction
    ) {
        let demand = jobs[job].demand
        transaction.begin(demand)
        placement.place(
            tasksToPlace(Int(jobs[job].unplaced), of: demand), on: table, within: schedulers[scheduler].machines,
            drawing: &schedulers[scheduler].stream, into: &transaction)
    }

    /// Places what fits of a job within an offer, and leaves the claims in `transaction`.
    mutating func place(_ job: UInt32, by scheduler: Int, within lock: Lock, into transaction: inout Transaction) {
        let demand = jobs[job].demand
        transaction.begin(demand)
        let tasks = tasksToPlace(Int(jobs[job].unplaced), of: demand)
        placement.place(
            tasks, within: lock, range: schedulers[scheduler].machines, drawing: &schedulers[scheduler].stream,
            into: &transaction)
    }

    /// Starts the tasks of `job` whose claims have taken effect.
    mutating func startTasks(of job: UInt32, by scheduler: Int, claimedIn transaction: borrowing Transaction) {
        guard transaction.count > 0 else { return }
        startGroup(groups.insert(jobs[job], transaction, scheduler: scheduler, next: TaskGroup.none))
        noteAllocation()
    }

    /// Keeps the tasks that `transaction` claims for `job` until their offer is answered.
    ///
    /// - Returns: their group, linked to `previous`.
    mutating func promiseTasks(
        of job: UInt32, by scheduler: Int, claimedIn transaction: borrowing Transaction, after previous: UInt32
    ) -> UInt32 {
        groups.insert(jobs[job], transaction, scheduler: scheduler, next: previous)
    }

    /// Starts the promised tasks of `last` and the groups it is linked to.
    mutating func startPromisedTasks(_ last: UInt32, by scheduler: Int) {
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
