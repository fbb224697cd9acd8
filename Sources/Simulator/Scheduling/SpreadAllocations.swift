/// The running allocations of jobs that spread and are not yet fully placed.
struct SpreadAllocations {
    private struct OfJob {
        var allocations: [UInt32] = []
        var tasks = 0
    }

    private var byJob: [UInt32: OfJob] = [:]
    /// By allocation.
    private var jobs: [UInt32: UInt32] = [:]

    /// Whether there are none.
    var isEmpty: Bool { jobs.isEmpty }

    /// The allocations of a job.
    subscript(job: UInt32) -> [UInt32] { byJob[job]?.allocations ?? [] }

    /// How many tasks the allocations of a job have.
    func tasks(of job: UInt32) -> Int { byJob[job]?.tasks ?? 0 }

    /// Counts where tasks of a job run.
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

    /// Notes an allocation of so many tasks of a job.
    mutating func insert(_ allocation: UInt32, of job: UInt32, tasks: Int) {
        byJob[job, default: OfJob()].allocations.append(allocation)
        byJob[job]?.tasks += tasks
        jobs[allocation] = job
    }

    /// Forgets an allocation of so many tasks, which have ended, if it is noted.
    mutating func remove(_ allocation: UInt32, tasks: Int) {
        guard let job = jobs.removeValue(forKey: allocation) else { return }
        byJob[job]?.allocations.removeAll { $0 == allocation }
        byJob[job]?.tasks -= tasks
    }

    /// Forgets one task of an allocation, which has others, if it is noted.
    mutating func removeTask(of allocation: UInt32) {
        if let job = jobs[allocation] { byJob[job]?.tasks -= 1 }
    }

    /// Forgets the allocations of a job, of which no more is to be placed.
    mutating func removeAll(of job: UInt32) {
        for allocation in byJob.removeValue(forKey: job)?.allocations ?? [] { jobs[allocation] = nil }
    }
}
