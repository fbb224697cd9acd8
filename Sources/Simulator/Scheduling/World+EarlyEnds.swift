// Tasks that end before their time: finished early, or evicted, so that their job has to place them again.
//
// Only where a layout says that tasks end early: then an allocation knows its job, a machine its tasks, the end of an allocation can be
// cancelled, and a job's record lives until its last task ends.

extension World {
    /// Ends a running task now, as one that has finished.
    mutating func finish(_ task: RunningTask) {
        let (job, _, allocation) = remove(task)
        noteFinishedEarly(of: allocation)
        jobs[job].running -= 1
        removeIfOver(job)
    }

    /// Takes a running task off its machine: what it held is free at once, and the task is to be placed again, from its beginning.
    ///
    /// A job that was fully placed returns to its scheduler's queue, by an event at this time. The tasks of a job that was given up are
    /// given up too. The architecture is not told that something is free; whoever evicts does so.
    mutating func evict(_ task: RunningTask) {
        let (number, part, allocation) = remove(task)
        let job = jobs[number]
        noteEvicted(from: allocation, of: job)
        jobs[number].running -= 1
        switch job.departure {
        case .none: jobs.unplaceTask(of: number, part: part)
        case .fullyPlaced:
            noteReturned(number, job)
            jobs.readmit(number)
            jobs.unplaceTask(of: number, part: part)
            events.push(.retry, subject: number, at: now)
        case .givenUp: removeIfOver(number)
        }
    }

    /// Evicts every task of a running allocation.
    mutating func evict(allocation number: UInt32) {
        for _ in 0..<allocations[number].count { evict(RunningTask(slot: allocations[number].machines)) }
    }

    /// Evicts every task that runs on a machine.
    mutating func evictTasks(on machine: Int) {
        while let task = tasks.firstTask(on: machine) { evict(task) }
    }

    /// Frees what a running task holds, and returns its job, its part of it, and its allocation as it was.
    private mutating func remove(_ task: RunningTask) -> (job: UInt32, part: Int?, Allocation) {
        let number = tasks.allocation(of: task)
        let owner = tasks.owner(of: number)
        let allocation = allocations[number]
        invariant(tasks.isKept && owner.isRunning, "tasks that end early run, where a layout says that they may")
        let position = Int(task.slot - allocation.machines)
        var machine = allocations.machines(of: allocation)[position]
        cell.release(&machine, count: 1, allocation.demand)
        schedulers[Int(allocation.scheduler)].held -= allocation.demand.resources
        tasks.unlink(task.slot, on: Int(machine))
        if allocation.count == 1 {
            if let end = owner.end { _ = events.cancel(end) }
            allocations.remove(number)
            spreading.remove(number, tasks: 1)
        } else {
            let moves = allocations.removeTask(position, of: number)
            tasks.follow(moves, of: number, in: allocations)
            spreading.removeTask(of: number)
        }
        noteAllocation()
        return (owner.job, owner.part < 0 ? nil : Int(owner.part), allocation)
    }

    /// Forgets a job that has departed when its last task has ended.
    private mutating func removeIfOver(_ job: UInt32) {
        if jobs[job].running == 0, jobs[job].departure != .none { removeJob(job) }
    }

    // MARK: What allocations do where tasks may end early

    /// Notes whose the tasks of a new allocation are.
    @inline(never)
    mutating func noteOwner(of allocation: UInt32, _ job: UInt32, part: Int?) {
        tasks.note(allocation, of: job, part: part)
        jobs[job].running += allocations[allocation].count
    }

    /// Starts the tasks of an allocation, which end at `end` unless they end before.
    @inline(never)
    mutating func startNoted(_ number: UInt32, endingAt end: Nanoseconds) {
        noteStarted(number)
        if tasks.isKept {
            let handle = end <= window.end ? events.pushCancellable(.tasksEnd, subject: number, at: end) : nil
            tasks.start(number, ending: handle, in: allocations)
        } else if end <= window.end {
            events.push(.tasksEnd, subject: number, at: end)
        }
    }

    /// The tasks of an allocation have all ended in their time.
    @inline(never)
    mutating func noteEnd(_ number: UInt32) {
        noteFinished(number)
        if tasks.isKept { forgetTasks(of: number) }
    }

    /// Forgets the tasks of an allocation, which have all ended.
    private mutating func forgetTasks(of number: UInt32) {
        let allocation = allocations[number]
        let machines = allocations.machines(of: allocation)
        for position in 0..<Int(allocation.count) {
            tasks.unlink(allocation.machines + UInt32(position), on: Int(machines[position]))
        }
        let job = tasks.owner(of: number).job
        jobs[job].running -= allocation.count
        removeIfOver(job)
    }
}
