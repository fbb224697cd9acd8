// What an architecture of another package does with the world: schedulers and their queues, plans and commits.

extension World {
    /// How many schedulers there are.
    public var schedulerCount: Int { schedulers.count }

    /// How many jobs wait in a scheduler's queue.
    public func queueLength(of scheduler: Int) -> Int { schedulers[scheduler].queue.count }

    /// Whether a scheduler is at an attempt.
    public func isBusy(_ scheduler: Int) -> Bool { schedulers[scheduler].attempt != nil }

    /// How many machines there are.
    public var machineCount: Int { cell.machineCount }

    /// What a machine has free.
    public func free(on machine: Int) -> Resources { cell.free.words[machine].free }

    /// A job that is not yet fully placed.
    public func job(_ number: UInt32) -> WaitingJob { jobs.waitingJob(number) }

    /// Chooses machines for what is missing of a job, as the cell is now; nothing is claimed before ``commit(_:of:detection:mode:)``.
    ///
    /// - Parameters:
    ///   - job: the job.
    ///   - scheduler: whose machines they are, and whose random stream is drawn from.
    ///   - transaction: takes the claims, in place of those it has.
    public mutating func plan(_ job: UInt32, by scheduler: Int, into transaction: inout Transaction) {
        plan(job, by: scheduler, for: .coarse, into: &transaction)
    }

    /// The same, for a commit that detects conflicts in this way only.
    @inline(__always)
    mutating func plan(
        _ job: UInt32, by scheduler: Int, for detection: ConflictDetection, into transaction: inout Transaction
    ) {
        place(job, by: scheduler, on: .table(cell.free), into: &transaction)
        transaction.withdraw(from: cell.free)
        if detection == .coarse { transaction.noteVersions(of: cell.free) }
    }

    /// Makes the claims of a plan that do not conflict by now, and starts their tasks.
    ///
    /// - Parameters:
    ///   - transaction: the plan; keeps the claims that took effect.
    ///   - job: the job that it is of.
    ///   - detection: when a claim conflicts.
    ///   - mode: what becomes of a transaction of which some claims conflict.
    /// - Returns: what became of the claims.
    @inline(__always)
    public mutating func commit(
        _ transaction: inout Transaction, of job: UInt32, detection: ConflictDetection = .fine,
        mode: CommitMode = .incremental
    ) -> CommitOutcome {
        let outcome = cell.commit(&transaction, detection: detection, mode: mode)
        startTasks(of: job, claimedIn: transaction)
        return outcome
    }
}
