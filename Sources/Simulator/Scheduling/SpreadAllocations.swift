/// The allocations of jobs that spread their tasks and are not yet fully placed.
///
/// Further tasks of these jobs must keep away from the machines listed here.
struct SpreadAllocations {
    private struct OfJob {
        var allocations: [UInt32] = []
        var tasks = 0
    }

    private var byJob: [UInt32: OfJob] = [:]
    /// By allocation, its job.
    private var jobs: [UInt32: UInt32] = [:]

    /// True if no allocation is listed.
    var isEmpty: Bool { jobs.isEmpty }

    /// The allocations of a job.
    subscript(job: UInt32) -> [UInt32] { byJob[job]?.allocations ?? [] }

    /// Number of tasks in the allocations of a job.
    func tasks(of job: UInt32) -> Int { byJob[job]?.tasks ?? 0 }

    /// Counts into `tally` the tasks of a job, machine by machine.
    func countTasks(
        of job: UInt32, _ spread: Spread, in all: borrowing Allocations, into tally: inout SpreadTally
    ) {
        tally.begin(spread)
        for number in self[job] {
            let allocation = all[number]
            let machines = all.machines(of: allocation)
            for task in 0..<Int(allocation.count) { tally.add(Int(machines[task])) }
        }
    }

    /// Adds an allocation of `tasks` tasks of a job.
    mutating func insert(_ allocation: UInt32, of job: UInt32, tasks: Int) {
        byJob[job, default: OfJob()].allocations.append(allocation)
        byJob[job]?.tasks += tasks
        jobs[allocation] = job
    }

    /// Removes an allocation whose `tasks` tasks have ended; nothing happens if the allocation is not listed.
    mutating func remove(_ allocation: UInt32, tasks: Int) {
        guard let job = jobs.removeValue(forKey: allocation) else { return }
        byJob[job]?.allocations.removeAll { $0 == allocation }
        byJob[job]?.tasks -= tasks
    }

    /// Subtracts one of the tasks of an allocation of several; nothing happens if the allocation is not listed.
    mutating func removeTask(of allocation: UInt32) {
        if let job = jobs[allocation] { byJob[job]?.tasks -= 1 }
    }

    /// Removes the allocations of a job of which no further task will be placed.
    mutating func removeAll(of job: UInt32) {
        for allocation in byJob.removeValue(forKey: job)?.allocations ?? [] { jobs[allocation] = nil }
    }
}
