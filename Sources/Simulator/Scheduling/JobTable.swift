/// The jobs that are not yet fully placed, by number, and the parts of mixed jobs.
///
/// The number of a removed job is given to a later one.
public struct JobTable: ~Copyable {
    private var jobs = Slab<Job>(capacity: 256)
    /// The parts of mixed jobs, each job's in a list with one more entry at its end.
    ///
    /// The demand of the last entry is the least that any part asks for of each resource. Its number of tasks is that
    /// of the parts at the beginning that are fully placed.
    ///
    ///     2 cores × 3 (all placed) | 1 core, GPU × 1 | 4 cores × 2 | 1 core; 1 part is done
    private var parts = Blocks<JobPart>(capacity: 16)

    /// Number of jobs that have departed and whose tasks still run.
    private var departed = 0

    /// Number of jobs that have not departed.
    var count: Int { jobs.count - departed }

    subscript(number: UInt32) -> Job {
        @inline(__always) get { jobs[number] }
        @inline(__always) _modify { yield &jobs[number] }
    }

    /// A job, as architectures and queue disciplines see it.
    public func waitingJob(_ number: UInt32) -> WaitingJob { WaitingJob(jobs[number]) }

    /// Adds a job of tasks that are alike, and returns its number.
    mutating func insert(_ job: Job) -> UInt32 { jobs.insert(job) }

    /// Adds a job of the given parts, or of tasks that are alike where there are none, and returns its number.
    mutating func insert(_ job: Job, _ parts: [TaskPart]) -> UInt32 {
        guard !parts.isEmpty else { return insert(job) }
        var job = job
        var kinds: [JobPart] = []
        kinds.reserveCapacity(parts.count + 1)
        var least = parts[0].demand
        for part in parts {
            least = least.pointwiseMinimum(part.demand)
            kinds.append(
                JobPart(demand: TaskDemand(part.demand), duration: part.duration, unplaced: Int32(part.count)))
        }
        job.partCount = Int32(kinds.count)
        kinds.append(JobPart(demand: TaskDemand(least), duration: 0, unplaced: 0))
        job.parts = kinds.withUnsafeBufferPointer { self.parts.store($0) }
        return insert(job)
    }

    /// Removes a job and its parts.
    mutating func remove(_ number: UInt32) {
        let job = jobs[number]
        if job.partCount > 0 { parts.free(job.parts, count: Int(job.partCount) + 1) }
        if job.departure != .none { departed -= 1 }
        jobs[number].unplaced = 0
        jobs[number].undecided = 0
        jobs[number].running = 0
        jobs.remove(number)
    }

    /// Keeps the record of a job that has departed while its tasks run.
    @inline(never)
    mutating func keepDeparted(_ number: UInt32) {
        let job = jobs[number]
        jobs[number].departure = job.unplaced > 0 ? .givenUp : .fullyPlaced
        jobs[number].hasDeparted = !job.isInitial
        jobs[number].unplaced = 0
        departed += 1
    }

    /// Undoes the departure of a fully placed job: it has tasks to place again.
    mutating func readmit(_ number: UInt32) {
        jobs[number].departure = .none
        jobs[number].hasDeparted = true
        departed -= 1
    }

    /// Counts a placed task of a job as not placed.
    ///
    /// - Parameters:
    ///   - number: the job.
    ///   - part: the part that the task belongs to; nil where all tasks are alike.
    mutating func unplaceTask(of number: UInt32, part: Int?) {
        jobs[number].unplaced += 1
        guard let part else { return }
        let list = parts(of: jobs[number])
        list[part].unplaced += 1
        let last = Int(jobs[number].partCount)
        list[last].unplaced = min(list[last].unplaced, Int32(part))
    }

    /// Calls `body` with the number and the record of every job with running tasks, where running tasks are counted.
    func forEachRunning(_ body: (UInt32, Job) -> Void) {
        for number in 0..<UInt32(jobs.recordCount) where jobs[number].running > 0 { body(number, jobs[number]) }
    }

    /// The parts of a mixed job; valid until the next change.
    func parts(of job: Job) -> UnsafeMutablePointer<JobPart> { parts.list(at: job.parts) }

    /// Free resources without which a machine has room for no task of a mixed job.
    func leastNeed(of job: Job) -> MachineWord { parts(of: job)[Int(job.partCount)].demand.need }

    /// The first part of a mixed job that has tasks to place; the number of parts where all are placed.
    ///
    /// - Complexity: O(1) amortised over the attempts at the job.
    func firstMissingPart(of job: Job) -> Int {
        let list = parts(of: job)
        let count = Int(job.partCount)
        var first = Int(list[count].unplaced)
        while first < count, list[first].unplaced == 0 { first += 1 }
        list[count].unplaced = Int32(first)
        return first
    }

    /// Calls `body` with the number and the record of every job with tasks to place or undecided.
    ///
    /// - Complexity: O(*most jobs there ever were at once*).
    func forEachUnplaced(_ body: (UInt32, Job) -> Void) {
        for number in 0..<UInt32(jobs.recordCount) {
            let job = jobs[number]
            if job.unplaced > 0 || job.undecided > 0 { body(number, job) }
        }
    }
}
