// Tasks that end early: finished before their time, or evicted, so that their job has to place them again.
//
// Only a layout with `endsTasksEarly` has such tasks. With that setting, an allocation knows its job, a machine knows
// its tasks, the end of an allocation can be cancelled, and a job's record lives until its last task ends.

extension World {
    /// Ends a running task now, and counts it as finished.
    mutating func finish(_ task: RunningTask) {
        let (job, _, allocation) = remove(task)
        noteFinishedEarly(of: allocation)
        jobs[job].running -= 1
        removeIfOver(job)
    }

    /// Takes a running task off its machine; the task is to be placed again, from its beginning.
    ///
    /// The task's resources are free at once. A fully placed job returns to its scheduler's queue by an event at this
    /// time; the tasks of a job that was given up are given up too. The architecture is not told of the free resources:
    /// the caller tells it.
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

    /// Frees the resources of a running task, and returns its job, its part and its allocation before the removal.
    private mutating func remove(_ task: RunningTask) -> (job: UInt32, part: Int?, Allocation) {
        let number = tasks.allocation(of: task)
        let owner = tasks.owner(of: number)
        let allocation = allocations[number]
        invariant(tasks.isKept && owner.isRunning, "tasks that end early run, where a layout says that they may")
        let position = Int(task.slot - allocation.machines)
        let machine = allocations.machines(of: allocation)[position]
        release(allocation, from: position, count: 1)
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

    /// Removes a departed job once its last task has ended.
    private mutating func removeIfOver(_ job: UInt32) {
        if jobs[job].running == 0, jobs[job].departure != .none { removeJob(job) }
    }

    // MARK: What allocations do where tasks may end early, or an observer watches

    /// Tells the observer of a new allocation, and records the job and part that it belongs to.
    @inline(never)
    mutating func noteOwner(of allocation: UInt32, _ job: UInt32, part: Int?) {
        notePlaced(allocation, of: job, part: part)
        guard tasks.isKept else { return }
        tasks.note(allocation, of: job, part: part)
        jobs[job].running += allocations[allocation].count
    }

    /// Starts the tasks of an allocation, which end at `end` or earlier, and tells all that want to know.
    @inline(never)
    mutating func startNoted(_ number: UInt32, endingAt end: Nanoseconds) {
        noteStarted(number)
        if cell.hasDevices {
            let allocation = allocations[number]
            fragmentation?.note(
                allocation.demand.claim, on: allocations.machines(of: allocation),
                allocations.devices(of: allocation), count: Int(allocation.count), -1, at: now)
        }
        if tasks.isKept {
            let handle = end <= window.end ? events.pushCancellable(.tasksEnd, subject: number, at: end) : nil
            tasks.start(number, ending: handle, in: allocations)
        } else if end <= window.end {
            events.push(.tasksEnd, subject: number, at: end)
        }
    }

    /// Tells the observer that all tasks of an allocation have ended in their time.
    @inline(never)
    mutating func noteEnd(_ number: UInt32) {
        noteFinished(number)
        if tasks.isKept { forgetTasks(of: number) }
    }

    /// Unlinks the tasks of an allocation from their machines; all have ended.
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
