// The invariants. A violation is a mistake of the simulator's and traps, saying which one broke.

/// When a simulation checks its invariants.
public enum Audit: Sendable {
    /// After every event: for tests on small worlds.
    case everyEvent
    /// Once, at the horizon.
    case atEnd

    /// After every event in debug builds, at the end in release builds.
    public static var standard: Audit {
        #if DEBUG
            .everyEvent
        #else
            .atEnd
        #endif
    }
}

extension World {
    /// Checks that on every machine free + allocated + locked = capacity, that nothing is negative, and that the sums agree.
    ///
    /// - Parameter locked: what the architecture keeps locked, machine by machine.
    /// - Complexity: O(*machines* + *running tasks*).
    func auditCell(locked: [MachineWord]) {
        var held = locked
        var running = Resources.zero
        groups.forEach { group in
            let machines = groups.machines(of: group)
            for task in 0..<Int(group.count) { held[Int(machines[task])] &+= group.demand.claim }
            running += group.demand.resources * Int64(group.count)
        }
        var free = Resources.zero
        var machine = 0
        for run in cell.machines {
            for _ in 0..<run.count {
                let here = cell.free.words[machine].free
                invariant(Resources.zero.fits(in: here), "machine \(machine) has less than nothing free")
                invariant(
                    held[machine].free + here == run.capacity,
                    "free \(here) + held \(held[machine]) = capacity \(run.capacity) on machine \(machine)")
                free += here
                machine += 1
            }
        }
        invariant(
            cell.free.index.boundsHold(over: cell.free.words, count: cell.machineCount),
            "the index bounds what is free")
        invariant(free == cell.available, "what is free on the machines is what is free in the cell")
        invariant(
            locked.reduce(running) { $0 + $1.free } == cell.allocated + cell.locked,
            "what tasks and offers hold is what is allocated and locked")
    }

    /// Checks that tasks which must be apart are: of the jobs that are not yet fully placed, as the others are forgotten.
    ///
    /// - Complexity: O(*their running tasks*).
    mutating func auditSpread() {
        guard !spreadGroups.isEmpty else { return }
        for number in 0..<UInt32(jobs.recordCount) where jobs[number].unplaced > 0 {
            let spread = suitabilities.spread(jobs[number].requirements)
            checkApart(number, spread)
        }
    }

    /// Checks that the running tasks of a job are as far apart as they must be.
    mutating func checkApart(_ job: UInt32, _ spread: Spread) {
        guard spread.machine == .hard || spread.rack == .hard else { return }
        countRunning(job, spread)
        invariant(
            spreadTally.isApart(spread), "no two tasks of a job are where its spread does not let them be together")
        spreadTally.clear()
    }

    /// Checks that every task is exactly one of waiting, running, finished, abandoned.
    ///
    /// - Complexity: O(*jobs* + *groups of tasks*).
    func auditBooks() {
        var waiting = Array(repeating: 0, count: workloads.count)
        var running = waiting
        jobs.forEachRecord { waiting[Int($0.workload)] += Int($0.unplaced + $0.undecided) }
        groups.forEach { running[Int($0.workload)] += Int($0.count) }
        for workload in 0..<workloads.count {
            let books = workloads[workload].books
            invariant(
                books.submitted == waiting[workload] + books.placed + books.abandoned,
                "every task is waiting, placed or abandoned")
            invariant(
                books.running == running[workload],
                "every placed task is running or finished")
        }
    }
}
