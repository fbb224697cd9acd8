// The invariants. A violation is a mistake of the simulator and traps with a message that names the invariant.

/// Times at which a simulation checks its invariants.
public enum Audit: Sendable {
    /// After every event: for tests on small worlds.
    case everyEvent
    /// Once, at the horizon.
    case atEnd

    /// After every event in debug builds, at the horizon in release builds.
    public static var standard: Audit {
        #if DEBUG
            .everyEvent
        #else
            .atEnd
        #endif
    }
}

extension World {
    /// Checks that free + allocated + locked = capacity on every machine, that nothing is negative, and that sums
    /// agree.
    ///
    /// - Parameter locked: the resources that the architecture keeps locked.
    /// - Complexity: O(*machines* + *running tasks*).
    func auditCell(locked: HeldResources) {
        var held = locked
        var running = Resources.zero
        allocations.forEach { allocation in
            let machines = allocations.machines(of: allocation)
            for task in 0..<Int(allocation.count) {
                held.add(
                    allocation.demand.claim, on: Int(machines[task]),
                    cell.hasDevices ? allocations.devices(of: allocation)[task] : 0)
            }
            running += allocation.demand.resources * Int64(allocation.count)
        }
        if cell.hasDevices { auditDevices(held) }
        var free = Resources.zero
        var machine = 0
        for run in cell.machines {
            for _ in 0..<run.count {
                let here = cell.free.free(on: machine)
                invariant(Resources.zero.fits(in: here), "machine \(machine) has less than nothing free")
                invariant(
                    held.words[machine].free + here == run.capacity,
                    "free \(here) + held \(held.words[machine]) = capacity \(run.capacity) on machine \(machine)")
                free += here
                machine += 1
            }
        }
        invariant(
            cell.free.index.boundsHold(over: cell.free.words, count: cell.machineCount),
            "the index bounds what is free")
        invariant(free == cell.available, "what is free on the machines is what is free in the cell")
        invariant(
            locked.words.reduce(running) { $0 + $1.free } == cell.allocated + cell.locked,
            "what tasks and offers hold is what is allocated and locked")
    }

    /// Checks that tasks are apart that must be, of jobs that are not yet fully placed.
    ///
    /// The tasks of fully placed jobs are no longer listed.
    ///
    /// - Complexity: O(*running tasks of those jobs*).
    mutating func auditSpread() {
        guard !spreading.isEmpty else { return }
        var numbers: [UInt32] = []
        jobs.forEachUnplaced { number, job in if job.unplaced > 0 { numbers.append(number) } }
        for number in numbers { checkApart(number, suitability.spread(jobs[number].requirements)) }
    }

    /// Checks that the running tasks of one job are as far apart as they must be.
    mutating func checkApart(_ job: UInt32, _ spread: Spread) {
        guard spread.machine == .hard || spread.rack == .hard else { return }
        placer.memory.lists.count { spreading.countTasks(of: job, spread, in: allocations, into: &$0) }
        invariant(
            placer.memory.lists.pointee.tally.isApart(spread),
            "no two tasks of a job are where its spread does not let them be together")
        placer.memory.lists.clearTally()
    }

    /// Checks that machines, allocations and jobs agree on the running tasks, where tasks may end early.
    ///
    /// - Complexity: O(*machines* + *running tasks* + *jobs*).
    func auditTasks() {
        guard tasks.isKept else { return }
        var byJob: [UInt32: Int32] = [:]
        var running = 0
        allocations.forEachNumber { number in
            let owner = tasks.owner(of: number)
            byJob[owner.job, default: 0] += allocations[number].count
            if owner.isRunning { running += Int(allocations[number].count) }
        }
        jobs.forEachRunning { number, job in
            invariant(byJob.removeValue(forKey: number) == job.running, "a job knows how many of its tasks run")
        }
        invariant(byJob.isEmpty, "a job's record lives until its last task ends")
        for machine in 0..<cell.machineCount {
            var next = tasks.firstTask(on: machine)
            while let task = next {
                let allocation = allocations[tasks.allocation(of: task)]
                let position = Int(task.slot) - Int(allocation.machines)
                invariant(
                    (0..<Int(allocation.count)).contains(position)
                        && Int(allocations.machines(of: allocation)[position]) == machine,
                    "a machine's tasks run on it")
                running -= 1
                next = tasks.task(after: task)
            }
        }
        invariant(running == 0, "every running task is one of its machine's")
    }

    /// Checks that every task is exactly one of waiting, running, finished and abandoned.
    ///
    /// - Complexity: O(*jobs* + *allocations*).
    func auditLedgers() {
        var waiting = Array(repeating: 0, count: meters.workloads.count)
        var running = waiting
        jobs.forEachUnplaced { _, job in waiting[Int(job.workload)] += Int(job.unplaced + job.undecided) }
        allocations.forEach { running[Int($0.workload)] += Int($0.count) }
        for workload in 0..<meters.workloads.count {
            let ledger = meters.workloads[workload].ledger
            invariant(
                ledger.submitted == waiting[workload] + ledger.placed + ledger.abandoned,
                "every task is waiting, placed or abandoned")
            invariant(
                ledger.running == running[workload],
                "every placed task is running or finished")
        }
    }
}
