// Resources of placed tasks: from the claims to the start and the end of the tasks.

extension World {
    /// Starts the tasks of `job` whose claims have taken effect.
    mutating func startTasks(of job: UInt32, claimedIn transaction: borrowing Transaction) {
        guard transaction.count > 0 else { return }
        if transaction.isUniform {
            start(allocate(job, claimedIn: transaction))
        } else {
            startLinked(allocate(job, claimedIn: transaction))
        }
        noteAllocation()
    }

    /// Makes allocations of the claims of a transaction, one a part of the job.
    ///
    /// - Parameters:
    ///   - number: the job.
    ///   - transaction: claims that have taken effect.
    ///   - previous: an earlier allocation that the first new one links to.
    /// - Returns: the last allocation, which links to the others.
    mutating func allocate(
        _ number: UInt32, claimedIn transaction: borrowing Transaction, after previous: UInt32 = Allocation.none
    ) -> UInt32 {
        let job = jobs[number]
        let machines = transaction.machines.base
        guard !transaction.isUniform else {
            let allocation =
                transaction.isPlain
                ? allocations.insert(job, job.task, on: machines, count: transaction.count, next: previous)
                : allocations.insert(
                    job, job.task, on: machines, transaction.devices, count: transaction.count, next: previous)
            if job.requirements != suitability.plain {
                noteSpread(allocation, of: number, placing: transaction.count)
            }
            if notesTasks { noteOwner(of: allocation, number, part: nil) }
            return allocation
        }
        var last = previous
        var start = 0
        for position in 0..<transaction.segmentCount {
            let segment = transaction.segment(position)
            let part = jobs.parts(of: job) + segment.part
            let count = segment.end - start
            if count > 0 {
                last =
                    transaction.namesDevices
                    ? allocations.insert(
                        job, part.pointee, on: machines + start, transaction.devices + start, count: count, next: last)
                    : allocations.insert(job, part.pointee, on: machines + start, count: count, next: last)
                part.pointee.unplaced -= Int32(count)
                if job.requirements != suitability.plain {
                    noteSpread(last, of: number, placing: transaction.count)
                }
                if notesTasks { noteOwner(of: last, number, part: segment.part) }
            }
            start = segment.end
        }
        return last
    }

    /// Records an allocation of a job that spreads its tasks, if further tasks of the job are to be placed.
    private mutating func noteSpread(_ allocation: UInt32, of job: UInt32, placing placed: Int) {
        let spread = suitability.spread(jobs[job].requirements)
        guard !spread.isEmpty else { return }
        #if DEBUG
            let isWanted = true
        #else
            let isWanted = tasks.isKept || placed < Int(jobs[job].unplaced)
        #endif
        if isWanted { spreading.insert(allocation, of: job, tasks: Int(allocations[allocation].count)) }
        #if DEBUG
            checkApart(job, spread)
        #endif
    }

    /// Starts the tasks of `last` and of the allocations it links to.
    mutating func startLinked(_ last: UInt32) {
        var number = last
        while number != Allocation.none {
            let next = allocations[number].next
            start(number)
            number = next
        }
    }

    /// Starts the tasks of an allocation whose claims have taken effect.
    private mutating func start(_ number: UInt32) {
        let allocation = allocations[number]
        schedulers[Int(allocation.scheduler)].held += allocation.demand.resources * Int64(allocation.count)
        let end = now.addingClamped(allocation.duration)
        if notesTasks { return startNoted(number, endingAt: end) }
        // Tasks that outlive the horizon hold their resources to the end of the run, so no event ends them.
        if end <= window.end { events.push(.tasksEnd, subject: number, at: end) }
    }

    /// Ends the tasks of an allocation and frees their resources.
    mutating func endTasks(_ number: UInt32) {
        guard !notesTasks else { return endNotedTasks(number) }
        let allocation = allocations[number]
        cell.release(allocations.machines(of: allocation), count: Int(allocation.count), allocation.demand)
        forget(number, allocation, notes: false)
    }

    /// Ends the tasks of an allocation where starts and ends need more than the allocation.
    @inline(never)
    private mutating func endNotedTasks(_ number: UInt32) {
        let allocation = allocations[number]
        release(allocation, from: 0, count: Int(allocation.count))
        forget(number, allocation, notes: true)
    }

    /// Removes an allocation whose tasks have all ended.
    @inline(__always)
    private mutating func forget(_ number: UInt32, _ allocation: Allocation, notes: Bool) {
        let count = Int(allocation.count)
        schedulers[Int(allocation.scheduler)].held -= allocation.demand.resources * Int64(count)
        meters.workloads[Int(allocation.workload)].countFinished(count)
        if notes { noteEnd(number) }
        allocations.remove(number)
        if let next = events.nextEndOfTasks { allocations.expect(next) }
        if !spreading.isEmpty { spreading.remove(number, tasks: count) }
        noteAllocation()
    }

    /// Frees what `count` tasks of an allocation hold, from the task at a position on.
    mutating func release(_ allocation: Allocation, from position: Int, count: Int) {
        let machines = allocations.machines(of: allocation) + position
        if cell.hasDevices {
            let devices = allocations.devices(of: allocation) + position
            cell.release(machines, devices, count: count, allocation.demand)
            fragmentation?.note(allocation.demand.claim, on: machines, devices, count: count, 1, at: now)
        } else {
            cell.release(machines, count: count, allocation.demand)
        }
    }
}
